import type { Card } from '../card.ts';
import { text } from '../card.ts';
import type { RawValues } from '../form.ts';
import { readForm } from '../form-schema.ts';
import { resolvePerson } from '../people/resolve.ts';
import { type Result, refuse } from '../result.ts';
import { type After, afterOf, codesOf } from './after.ts';
import { mayFill, mayOwn } from './entitled.ts';
import type { AnyKind } from './kind.ts';
import { note, tellOwners } from './notes.ts';
import { baseOf, type Request } from './request.ts';
import { type Decided, decided, fact, factsOf, type Run, reachedOwners, told as toldIn } from './run.ts';
import { unroutableNotes } from './runner-notes.ts';
import { newSeat, route } from './seats.ts';
import { afterFields } from './step-forms.ts';
import { dueStepAt } from './timers.ts';
import { verdictData, verdictOf } from './verdict-of.ts';
import { numberOf } from './words.ts';

type Said = Readonly<Record<string, unknown>>;

/** What is told at the end, with whoever did it as the chart knows them. */
const readSaid = (run: Run, after: After, raw: RawValues): Result<Said> => {
  const read = readForm(afterFields(after), raw);
  if (!read.ok || !after.doer) return read;
  const doer = resolvePerson(run.ctx.dir, String(read.value[after.doer] ?? ''));
  if (!doer.ok) return refuse('invalid', doer.refusal.text, { [after.doer]: doer.refusal.text });
  return { ok: true, value: { ...read.value, [after.doer]: doer.value } };
};

/** The requester says it is done: given back, restored, ended; somebody else confirms it (2-7(1)(キ)). */
export const giveBack = (run: Run, kind: AnyKind, request: Request, raw: RawValues): Decided => {
  const may = mayOwn(run, request, 'approved', 'revoked');
  if (!may.ok) return may;
  const out = request.status === 'approved' || (request.status === 'revoked' && request.outstanding);
  const after = afterOf(kind, request.values);
  if (!out || !after) return refuse('not-lent', 'この申請は、もう終わっています。');
  const read = readSaid(run, after, raw);
  if (!read.ok) return read;
  const said = read.value;
  const { note: remark, ...told } = said;
  const { verdicts, until, conditions } = request;
  const waiting: Request = {
    ...baseOf(request),
    history: toldIn(request, run, after.name, String(remark ?? '') || undefined),
    revision: request.revision + 1,
    status: 'handedIn',
    verdicts,
    ...(until ? { until } : {}),
    ...(conditions ? { conditions } : {}),
    handedIn: { at: run.ctx.now, by: run.by, said },
    seat: newSeat(after.confirm, run.ctx.now),
    revoked: request.status === 'revoked',
  };
  const routed = route(run.ctx.dir, waiting, run.ctx.now, run.on, 'handed-in');
  const done = fact(run, 'request.handedIn', codesOf(after.fields, told), { details: { said: said as never } });
  return decided(routed.request, [done, ...factsOf(run, routed)], { pings: unroutableNotes(run, kind, routed) });
};

/** Seen with one's own eyes: the case is complete. */
export const confirmReturn = (
  run: Run,
  kind: AnyKind,
  request: Request,
  version: number | undefined,
  checked: string,
): Decided => {
  const may = mayFill(run, request, 'confirmReturn', version);
  if (!may.ok) return may;
  const after = afterOf(kind, request.values);
  if (request.status !== 'handedIn' || !after) return refuse('not-waiting', 'いまは、確認を待っていません。');
  const wrong = after.contradicts?.(request.handedIn.said, checked);
  if (wrong) return refuse('invalid', '申し出の内容と合いません。', { checked: wrong });
  const confirmed = verdictOf(run, may.value.as);
  const { seat: _, ...rest } = request;
  const next: Request = {
    ...rest,
    status: 'completed',
    confirmed,
    history: toldIn(request, run, `${after.name}を確認`, undefined, confirmed.deputyFor),
  };
  const done = fact(
    run,
    'request.returnConfirmed',
    { ...verdictData(confirmed), ...codesOf(after.fields, request.handedIn.said), checked },
    { onBehalfOf: confirmed.deputyFor },
  );
  const title = `${numberOf(kind, run.id)} ${after.name}が確認されました`;
  const card: Card = { title, tone: 'good', notice: title, blocks: [text('これで完了です。ありがとうございました。')] };
  return decided(next, [done], {
    pings: reachedOwners(run.ctx, request).map((to) => note(run.id, to, `note/${next.history.length}`, card)),
  });
};

/** It is not back, or the data is still on it: the borrower is told what is missing. */
export const notReturned = (
  run: Run,
  kind: AnyKind,
  request: Request,
  version: number | undefined,
  said: string,
): Decided => {
  const may = mayFill(run, request, 'notReturned', version);
  if (!may.ok) return may;
  const after = afterOf(kind, request.values);
  if (request.status !== 'handedIn' || !after) return refuse('not-waiting', 'いまは、確認を待っていません。');
  const verdict = verdictOf(run, may.value.as);
  const { seat: _, handedIn: __, revoked, ...rest } = request;
  const base = {
    ...rest,
    revision: request.revision + 1,
    history: toldIn(request, run, `${after.name}を確認できず`, said),
  };
  const next: Request = revoked
    ? { ...base, status: 'revoked', verdict, why: said, outstanding: true, dueStep: 2 }
    : { ...base, status: 'approved', dueStep: dueStepAt(run.ctx, kind, base) };
  const done = fact(run, 'request.returnNotConfirmed', verdictData(verdict), {
    details: { why: said },
    onBehalfOf: verdict.deputyFor,
  });
  return decided(next, [done], { pings: tellOwners(run, next, verdict, `${after.name}を確認できませんでした`, said) });
};
