import { type Block, buttons, type Card, text } from '../card.ts';
import type { Ctx } from '../feature.ts';
import { showDate } from '../time.ts';
import { afterOf } from './after.ts';
import { historyBlock, pressButton, saidRows, standing, stepButton } from './card-parts.ts';
import { higher, judges } from './judge.ts';
import type { AnyKind } from './kind.ts';
import { kindOf } from './kinds.ts';
import type { Request } from './request.ts';
import type { Sitter } from './seats.ts';
import { afterFields } from './step-forms.ts';
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

const passUpButton = (kind: AnyKind, id: string, request: Request) =>
  pressButton(id, request, 'passUp', `${higher(kind)}に回す`, {
    confirm: {
      title: `${higher(kind)}に回しますか`,
      text: `軽微でないものとして、${higher(kind)}の判断に回します。`,
      yes: '回す',
      no: '戻る',
    },
  });

const decisionButtons = (ctx: Ctx, kind: AnyKind, id: string, request: Request, as: Sitter): Block => {
  if (request.status === 'handedIn')
    return buttons(
      stepButton(kind, id, request, 'confirmReturn', `${afterOf(kind, request.values)?.name ?? ''}を確認`, 'primary'),
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
  if (kind.answer)
    return buttons(
      stepButton(kind, id, request, 'answer', kind.answer.button, 'primary'),
      stepButton(kind, id, request, 'sendBack', '差し戻し'),
      pressButton(id, request, 'later', 'あとで'),
    );
  const judging = judges(kind, request, as);
  const minor = judging ? '軽微なものとして' : '';
  const period = kind.period(request.values);
  return buttons(
    approveButton(
      ctx,
      kind,
      id,
      request,
      '承認',
      period
        ? `(${showDate(period.from)}から${showDate(period.until)}まで)を${minor}承認します。`
        : `を${minor}承認します。`,
    ),
    ...(judging ? [passUpButton(kind, id, request)] : []),
    stepButton(kind, id, request, 'condition', '条件付き承認'),
    stepButton(kind, id, request, 'sendBack', '差し戻し'),
    stepButton(kind, id, request, 'refuse', '却下', 'danger'),
    pressButton(id, request, 'later', 'あとで'),
  );
};

const ask = (kind: AnyKind, request: Request): string => {
  if (request.status === 'handedIn') return `${afterOf(kind, request.values)?.name ?? ''}の確認`;
  if (kind.answer) return kind.answer.ask;
  return request.status === 'approved' ? '延長の承認' : '承認';
};

/** What the approver needs to decide, and no more. */
export const approverCard = (ctx: Ctx, id: string, request: Request, as: Sitter): Card => {
  const kind = kindOf(request.kind);
  const title = `${numberOf(kind, id)} ${ask(kind, request)}のお願い`;
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
      ...handedIn(ctx, kind, request),
      ...historyBlock(ctx, request),
      ...similar(request, as),
      ...(judges(kind, request, as)
        ? [text(`軽微なものは、ここで決められます。そうでないものは「${higher(kind)}に回す」を選んでください。`)]
        : []),
      decisionButtons(ctx, kind, id, request, as),
      text(`根拠: ${clausesOf(kind)}`, 'subtle'),
    ],
  };
};

const handedIn = (ctx: Ctx, kind: AnyKind, request: Request): Block[] => {
  const after = afterOf(kind, request.values);
  if (request.status !== 'handedIn' || !after) return [];
  return [{ kind: 'facts', rows: saidRows(ctx, afterFields(after), request.handedIn.said) }];
};

/** What was decided on the like of it: counts for whoever decides, conditions only for those who read their unit's cases. */
const similar = (request: Request, as: Sitter): Block[] => {
  if (request.status !== 'pending' || !request.similar) return [];
  const { approved, refused, conditions, more } = request.similar;
  const span = more ? '最近の' : 'この1年で';
  const used = as.role === 'infrastructureManager' ? [] : conditions.map((each) => `付いた条件: ${each}`);
  return [{ kind: 'list', items: [`${span}同じ部の似た申請: 承認${approved}・却下${refused}`, ...used] }];
};

/** Everybody's turn at a glance, for lists: who asks for what. */
export const oneLiner = (ctx: Ctx, id: string, request: Request): string => {
  const kind = kindOf(request.kind);
  return `${numberOf(kind, id)} ${kind.subject(request.values)}(${nameOf(ctx.dir, request.requester)}さん)`;
};
