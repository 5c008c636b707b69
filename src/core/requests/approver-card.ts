import { type Block, buttons, type Card, text } from '../card.ts';
import type { Ctx } from '../feature.ts';
import { showDate } from '../time.ts';
import { historyBlock, pressButton, standing, stepButton } from './card-parts.ts';
import type { AnyKind } from './kind.ts';
import { kindOf } from './kinds.ts';
import type { Request } from './request.ts';
import type { Sitter } from './seats.ts';
import { clausesOf, nameOf, numberOf } from './words.ts';

const who = (ctx: Ctx, request: Request): string =>
  `${nameOf(ctx.dir, request.requester)}さん(${ctx.dir.unitName(request.unit)})${request.filedBy ? ` 申請の代理: ${nameOf(ctx.dir, request.filedBy)}さん` : ''}`;

/** 承認 shows who and what once more before it counts. */
const approveButton = (ctx: Ctx, kind: AnyKind, id: string, request: Request, label: string, what: string) =>
  pressButton(id, request, 'approve', label, {
    style: 'primary',
    confirm: {
      title: `${label}しますか`,
      text: `${nameOf(ctx.dir, request.requester)}さん(${ctx.dir.unitName(request.unit)})の${kind.label}「${kind.subject(request.values)}」${what}`,
      yes: `${label}する`,
      no: '戻る',
    },
  });

const decisionButtons = (ctx: Ctx, kind: AnyKind, id: string, request: Request): Block => {
  if (request.status === 'handedIn')
    return buttons(
      stepButton(kind, id, request, 'confirmReturn', '返却を確認', 'primary'),
      stepButton(kind, id, request, 'notReturned', 'まだ確認できない'),
    );
  if (request.status === 'approved' && request.extension)
    return buttons(
      approveButton(
        ctx,
        kind,
        id,
        request,
        '延長を承認',
        `の期限を、${showDate(request.extension.until)}まで延ばします。`,
      ),
      stepButton(kind, id, request, 'refuseExtension', '延長を却下', 'danger'),
      pressButton(id, request, 'later', 'あとで'),
    );
  const period = kind.period(request.values);
  return buttons(
    approveButton(
      ctx,
      kind,
      id,
      request,
      '承認',
      period ? `(${showDate(period.from)}から${showDate(period.until)}まで)を承認します。` : 'を承認します。',
    ),
    stepButton(kind, id, request, 'condition', '条件付き承認'),
    stepButton(kind, id, request, 'sendBack', '差し戻し'),
    stepButton(kind, id, request, 'refuse', '却下', 'danger'),
    pressButton(id, request, 'later', 'あとで'),
  );
};

const ask = (request: Request): string => {
  if (request.status === 'handedIn') return '返却の確認';
  return request.status === 'approved' ? '延長の承認' : '承認';
};

/** What the approver needs to decide, and no more. */
export const approverCard = (ctx: Ctx, id: string, request: Request, as: Sitter): Card => {
  const kind = kindOf(request.kind);
  const title = `${numberOf(kind, id)} ${ask(request)}のお願い`;
  const risks = kind.risks(request.values);
  const changed: Block[] =
    request.changes.length > 0 && request.status === 'pending'
      ? [text('前回から変わったところ', 'strong'), { kind: 'list', items: request.changes }]
      : [];
  return {
    title,
    tone: 'attention',
    notice: title,
    blocks: [
      ...(as.deputyFor ? [text(`${nameOf(ctx.dir, as.deputyFor)}さんの代行としてのお願いです。(対策基準 9(3))`)] : []),
      ...(as.note ? [text(as.note, 'subtle')] : []),
      { kind: 'facts', rows: [['申請者', who(ctx, request)], ...kind.facts(request.values)] },
      ...(risks.length > 0 ? [text('気を付けるところ', 'strong'), { kind: 'list' as const, items: risks }] : []),
      ...changed,
      ...(request.status === 'pending' ? [] : [standing(ctx, kind, request)]),
      ...handedIn(request),
      ...historyBlock(ctx, request),
      decisionButtons(ctx, kind, id, request),
      text(`根拠: ${clausesOf(kind)}`, 'subtle'),
    ],
  };
};

const erasedWords: Readonly<Record<string, string>> = {
  erased: '消去した',
  none: '消すデータはない',
  left: 'まだ残っている',
};

const handedIn = (request: Request): Block[] =>
  request.status === 'handedIn'
    ? [
        {
          kind: 'facts',
          rows: [
            ['データの消去', erasedWords[request.handedIn.erased] ?? ''],
            ['申し送り', request.handedIn.note || 'なし'],
          ],
        },
      ]
    : [];

/** Everybody's turn at a glance, for lists: who asks for what. */
export const oneLiner = (ctx: Ctx, id: string, request: Request): string => {
  const kind = kindOf(request.kind);
  return `${numberOf(kind, id)} ${kind.subject(request.values)}(${nameOf(ctx.dir, request.requester)}さん)`;
};
