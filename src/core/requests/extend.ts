import { refuse } from '../result.ts';
import { plusDays, plusMonths, showDate } from '../time.ts';
import { afterOf } from './after.ts';
import { mayFill, mayOwn } from './entitled.ts';
import type { AnyKind } from './kind.ts';
import { tellOwners } from './notes.ts';
import type { Request, RequestIn } from './request.ts';
import { type Decided, decided, fact, factsOf, type Run, told } from './run.ts';
import { unroutableNotes } from './runner-notes.ts';
import { newSeat, route, type Sitter } from './seats.ts';
import { dueOn, dueStepAt } from './timers.ts';
import { verdictData, verdictOf } from './verdict-of.ts';

/** An extension is a decision of its own, by whoever approves on that day. */
export const extend = (
  run: Run,
  kind: AnyKind,
  request: Request,
  values: { until: string; reason: string },
): Decided => {
  const may = mayOwn(run, request, 'approved');
  if (!may.ok) return may;
  const due = dueOn(kind, request);
  if (request.status !== 'approved' || !due || !afterOf(kind, request.values)?.extends)
    return refuse('not-lent', 'この申請には、延長する期限がありません。');
  if (request.extension) return refuse('already-asked', '延長はすでに申請されています。承認者の返事をお待ちください。');
  const first = due < run.on ? plusDays(run.on, -1) : due;
  if (values.until <= first || values.until > plusMonths(run.on, 12))
    return refuse('invalid', '日付を直してください。', {
      until: `${showDate(first)}より後で、今日から1年以内の日にしてください。`,
    });
  const seat = newSeat(kind.approvers[0] ?? 'informationManager', run.ctx.now);
  const history = told(request, run, '延長の申請', `${showDate(values.until)}まで`);
  const asking: Request = { ...request, history, revision: request.revision + 1, extension: { ...values, seat } };
  const routed = route(run.ctx.dir, asking, run.ctx.now, run.on, 'extension');
  const asked = fact(run, 'request.extensionAsked', { until: values.until }, { details: { reason: values.reason } });
  return decided(routed.request, [asked, ...factsOf(run, routed)], { pings: unroutableNotes(run, kind, routed) });
};

export const extensionVerdict = (
  run: Run,
  kind: AnyKind,
  request: RequestIn<'approved'>,
  as: Sitter,
  answer: { approved: boolean; said?: string },
): Decided => {
  const { extension, ...rest } = request;
  if (!extension) return refuse('not-waiting', '延長の申請は、もう処理されています。');
  if (answer.approved && extension.until < run.on)
    return refuse(
      'period-over',
      '延長後の期限ももう過ぎています。「延長を却下」を選び、申請し直すよう伝えてください。',
    );
  const verdict = verdictOf(run, as);
  const what = answer.approved ? '延長を承認' : '延長を却下';
  const base = {
    ...rest,
    history: told(request, run, what, answer.said, verdict.deputyFor),
    revision: request.revision + 1,
  };
  const until = answer.approved ? { until: extension.until } : {};
  const next: Request = {
    ...base,
    ...until,
    dueStep: answer.approved ? dueStepAt(run.ctx, kind, { ...base, ...until }) : base.dueStep,
  };
  const type = answer.approved ? 'request.extended' : 'request.extensionRefused';
  const more = { ...(answer.said ? { details: { why: answer.said } } : {}), onBehalfOf: verdict.deputyFor };
  const done = fact(run, type, { ...verdictData(verdict), until: extension.until }, more);
  return decided(next, [done], { pings: tellOwners(run, next, verdict, what, answer.said) });
};

export const refuseExtension = (
  run: Run,
  kind: AnyKind,
  request: Request,
  version: number | undefined,
  said: string,
): Decided => {
  const may = mayFill(run, request, 'refuseExtension', version);
  if (!may.ok) return may;
  if (request.status !== 'approved') return refuse('not-waiting', '延長の申請は、もう処理されています。');
  return extensionVerdict(run, kind, request, may.value.as, { approved: false, said });
};
