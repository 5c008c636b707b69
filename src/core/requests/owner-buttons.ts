import type { Button } from '../card.ts';
import { type After, afterOf } from './after.ts';
import { pressButton, stepButton } from './card-parts.ts';
import { lostButton } from './due.ts';
import type { AnyKind } from './kind.ts';
import type { Request, RequestIn } from './request.ts';

const withdrawButton = (id: string, request: Request): Button =>
  pressButton(id, request, 'withdraw', '取り下げ', {
    confirm: {
      title: '取り下げますか',
      text: 'この申請を取り下げます。承認者には取り下げたことが伝わります。',
      yes: '取り下げる',
      no: '戻る',
    },
  });

const draftButtons = (kind: AnyKind, id: string, request: RequestIn<'draft'>): Button[] => {
  const mayConsult = request.consulted.length === 0 && !request.stop.never;
  return [
    stepButton(kind, id, request, 'change', '内容を直す', 'primary'),
    ...(mayConsult ? [pressButton(id, request, 'consult', '情報管理者に相談')] : []),
    withdrawButton(id, request),
  ];
};

const doneButtons = (kind: AnyKind, after: After, id: string, request: Request): Button[] => [
  stepButton(kind, id, request, 'giveBack', after.done, 'primary'),
  ...(after.lost ? [lostButton(kind, id)] : []),
];

const runningButtons = (kind: AnyKind, after: After, id: string, request: RequestIn<'approved'>): Button[] => {
  const [done, ...lost] = doneButtons(kind, after, id, request);
  const mayExtend = after.extends && !request.extension;
  return [
    ...(done ? [done] : []),
    ...(mayExtend ? [stepButton(kind, id, request, 'extend', '延長を申請')] : []),
    withdrawButton(id, request),
    ...lost,
  ];
};

/** What whoever asked may do about it now. */
export const ownerButtons = (kind: AnyKind, id: string, request: Request): Button[] => {
  const after = afterOf(kind, request.values);
  switch (request.status) {
    case 'draft':
      return draftButtons(kind, id, request);
    case 'pending':
      return [withdrawButton(id, request)];
    case 'conditional':
      return [
        pressButton(id, request, 'accept', '条件を受け入れる', { style: 'primary' }),
        withdrawButton(id, request),
      ];
    case 'returned':
      return [stepButton(kind, id, request, 'change', '修正して再提出', 'primary'), withdrawButton(id, request)];
    case 'approved':
      return after ? runningButtons(kind, after, id, request) : [];
    case 'revoked':
      return request.outstanding && after ? doneButtons(kind, after, id, request) : [];
    case 'handedIn':
    case 'completed':
    case 'refused':
    case 'withdrawn':
      return [];
  }
};
