import type { Block, Button, FactRow } from '../card.ts';
import { showClause } from '../clause.ts';
import type { Ctx } from '../feature.ts';
import { valueText } from '../field-text.ts';
import type { Fields } from '../form-schema.ts';
import { jstDate, showDate, showTime } from '../time.ts';
import { afterOf } from './after.ts';
import type { AnyKind } from './kind.ts';
import { openSeats, type Request } from './request.ts';
import { sittersNow } from './seats.ts';
import { dueOn } from './timers.ts';
import { nameOf, statusWord } from './words.ts';

/** 「2026年11月22日(日) 15:04 承認 佐藤 花子」, oldest first, the last eight. */
export const historyBlock = (ctx: Ctx, request: Pick<Request, 'history'>): Block[] => {
  const items = request.history
    .slice(-8)
    .map((step) =>
      `${showTime(step.at)} ${step.what} ${step.by === 'clock' ? '' : nameOf(ctx.dir, step.by)}${step.note ? `: ${step.note}` : ''}`.trim(),
    );
  return items.length > 0
    ? [
        { kind: 'text', text: 'これまで', style: 'strong' },
        { kind: 'list', items },
      ]
    : [];
};

/** Who has it now, for the requester: names, and since when. */
export const waitingFor = (ctx: Ctx, request: Request): string => {
  const on = jstDate(ctx.now);
  const names = openSeats(request).flatMap((seat) =>
    sittersNow(ctx.dir, request, seat, on).map(
      (sitter) =>
        `${nameOf(ctx.dir, sitter.person)}さん${sitter.deputyFor ? `(${nameOf(ctx.dir, sitter.deputyFor)}さんの代行)` : ''}`,
    ),
  );
  return [...new Set(names)].join('、');
};

const statusLine = (ctx: Ctx, kind: AnyKind, request: Request): string => {
  const after = afterOf(kind, request.values);
  const due = dueOn(kind, request as { values: Readonly<Record<string, unknown>>; until?: string });
  const out = request.status === 'approved' && (kind.period(request.values)?.from ?? '') <= jstDate(ctx.now);
  if (!out || !after) return statusWord(kind, request);
  if (due && due < jstDate(ctx.now)) return `${after.running}(${after.due}を過ぎています)`;
  return request.verdicts.length > 0 ? `承認済み・${after.running}` : after.running;
};

/** How it stands, without a word of what was written. */
export const statusOnly = (ctx: Ctx, kind: AnyKind, request: Request): Block => ({
  kind: 'facts',
  rows: [['状態', statusLine(ctx, kind, request)]],
});

/** The lines that say how the request stands, for the owners and whoever decides. */
export const standing = (ctx: Ctx, kind: AnyKind, request: Request): Block => {
  const rows: [string, string][] = [['状態', statusLine(ctx, kind, request)]];
  if ('conditions' in request && request.conditions) rows.push(['条件', request.conditions]);
  if ('until' in request && request.until)
    rows.push([afterOf(kind, request.values)?.limit ?? '期限', showDate(request.until)]);
  if (request.status === 'refused' || request.status === 'revoked') rows.push(['理由', request.why]);
  if (request.status === 'returned') rows.push(['ご質問', request.question]);
  if (request.status === 'draft')
    rows.push(['送れない理由', `${request.stop.text}(${showClause(request.stop.clause)})`]);
  if (request.status === 'approved' && request.extension)
    rows.push(['延長の申請', `${showDate(request.extension.until)}まで: ${request.extension.reason}`]);
  return { kind: 'facts', rows };
};

/** What was told in a form of the kind's own, as people read it. */
export const saidRows = (ctx: Ctx, fields: Fields, said: Readonly<Record<string, unknown>>): FactRow[] =>
  Object.entries(fields).flatMap(([name, field]): FactRow[] => {
    const cell = valueText(field, said[name], { date: showDate, person: (id) => nameOf(ctx.dir, id) });
    return cell === '' ? [] : [[field.label, cell]];
  });

/** What was answered in place of a decision. */
export const answered = (ctx: Ctx, kind: AnyKind, request: Request): Block[] =>
  request.status === 'completed' && request.answer && kind.answer
    ? [{ kind: 'facts', rows: saidRows(ctx, kind.answer.fields, request.answer) }]
    : [];

export const stepButton = (
  kind: AnyKind,
  id: string,
  request: Request,
  step: string,
  label: string,
  style?: Button['style'],
): Button => ({
  label,
  ...(style ? { style } : {}),
  action: { do: 'open', form: `${kind.name}/${step}`, case: id, version: request.revision },
});

export const pressButton = (
  id: string,
  request: Request,
  verb: string,
  label: string,
  more: Pick<Button, 'style' | 'confirm'> = {},
): Button => ({
  label,
  ...more,
  action: { do: 'press', verb, case: id, version: request.revision },
});
