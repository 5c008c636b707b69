import { type Block, type Button, buttons, type Card, text } from '../card.ts';
import type { Ctx } from '../feature.ts';
import type { PersonId } from '../outbound.ts';
import { runnerOf } from '../people/runner.ts';
import { jstDate } from '../time.ts';
import { historyBlock, pressButton, standing, statusOnly, stepButton, waitingFor } from './card-parts.ts';
import { lostButton } from './due.ts';
import { mayRevoke } from './entitled.ts';
import type { AnyKind } from './kind.ts';
import { kindOf } from './kinds.ts';
import type { Request, Status, Step } from './request.ts';
import { clausesOf, nameOf, numberOf } from './words.ts';

const tones: Readonly<Record<Status, Card['tone']>> = {
  draft: 'attention',
  pending: 'plain',
  conditional: 'attention',
  returned: 'attention',
  approved: 'good',
  handedIn: 'plain',
  completed: 'good',
  refused: 'stop',
  withdrawn: 'plain',
  revoked: 'stop',
};

const withdrawButton = (id: string, request: Request): Button =>
  pressButton(id, request, 'withdraw', '取り下げ', {
    confirm: {
      title: '取り下げますか',
      text: 'この申請を取り下げます。承認者には取り下げたことが伝わります。',
      yes: '取り下げる',
      no: '戻る',
    },
  });

const ownerButtons = (kind: AnyKind, id: string, request: Request): Button[] => {
  switch (request.status) {
    case 'draft':
      return [
        stepButton(kind, id, request, 'change', '内容を直す', 'primary'),
        ...(request.consulted.length === 0 ? [pressButton(id, request, 'consult', '情報管理者に相談')] : []),
        withdrawButton(id, request),
      ];
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
      return kind.comesBack
        ? [
            stepButton(kind, id, request, 'giveBack', '返却した', 'primary'),
            ...(request.extension ? [] : [stepButton(kind, id, request, 'extend', '延長を申請')]),
            withdrawButton(id, request),
            lostButton(kind, id),
          ]
        : [];
    case 'revoked':
      return request.outstanding
        ? [stepButton(kind, id, request, 'giveBack', '返却した', 'primary'), lostButton(kind, id)]
        : [];
    case 'handedIn':
    case 'completed':
    case 'refused':
    case 'withdrawn':
      return [];
  }
};

const whatNow = (ctx: Ctx, request: Request): string => {
  const names = waitingFor(ctx, request);
  switch (request.status) {
    case 'pending':
      return names
        ? `${names}の返事を待っています。`
        : `承認できる方が、いま見つかりません。${runnerOf(ctx.dir, jstDate(ctx.now), request.requester) ? '担当者に知らせました。' : ''}急ぐときは、総務部に連絡してください。`;
    case 'handedIn':
      return names
        ? `${names}が、返却されたことを確かめます。`
        : '返却を確認できる方が、いま見つかりません。総務部に連絡してください。';
    case 'approved':
      return request.extension ? `${names}の返事(延長)を待っています。` : '';
    case 'draft':
      return request.consulted.length > 0
        ? '情報管理者に相談しています。返事をお待ちください。'
        : 'このままでは送れません。入力した内容は残っています。';
    default:
      return '';
  }
};

/** The card of whoever asked: how it stands, who has it, what to do next. */
export const requesterCard = (ctx: Ctx, id: string, request: Request): Card => {
  const kind = kindOf(request.kind);
  const title = numberOf(kind, id);
  const now = whatNow(ctx, request);
  const list = ownerButtons(kind, id, request);
  const forWhom: Block[] = request.filedBy
    ? [
        text(
          `${nameOf(ctx.dir, request.filedBy)}さんが、${nameOf(ctx.dir, request.requester)}さんの分を申請しています。`,
          'subtle',
        ),
      ]
    : [];
  return {
    title: `${title} あなたの申請`,
    tone: tones[request.status],
    notice: `${title} 状態が変わりました`,
    blocks: [
      standing(ctx, kind, request),
      ...(now ? [text(now)] : []),
      ...forWhom,
      { kind: 'facts', rows: kind.facts(request.values) },
      ...historyBlock(ctx, request),
      ...(list.length > 0 ? [buttons(...list)] : []),
      text(`根拠: ${clausesOf(kind)}`, 'subtle'),
    ],
  };
};

/** The card of somebody it does not (or no longer) wait for, who has seen it before: as little as keeps it true. */
export const bystanderCard = (ctx: Ctx, id: string, request: Request, person: PersonId): Card => {
  const kind = kindOf(request.kind);
  const title = numberOf(kind, id);
  const own = request.history.filter((step) => step.by === person || step.deputyFor === person);
  const moved = request.status === 'pending' && own.length === 0;
  const undo = own.length > 0 && mayRevoke({ ctx, id, by: person, on: jstDate(ctx.now) }, request).ok;
  return {
    title,
    tone: 'plain',
    notice: `${title} 状態が変わりました`,
    blocks: [
      statusOnly(ctx, kind, request),
      ...(moved ? [text('この申請は、ほかの担当者に移りました。操作は要りません。')] : []),
      ...historyBlock(ctx, { history: own.length > 0 ? own : request.history.slice(-1).map(withoutNote) }),
      ...(undo ? [buttons(stepButton(kind, id, request, 'revoke', '承認を取り消す', 'danger'))] : []),
    ],
  };
};

const withoutNote = ({ note: _, ...step }: Step): Step => step;
