import { refuse } from '../result.ts';
import { showDate } from '../time.ts';
import { mayFill, mayOwn } from './entitled.ts';
import { extensionVerdict } from './extend.ts';
import type { AnyKind } from './kind.ts';
import { tellOwners } from './notes.ts';
import { baseOf, type Request, type RequestIn, type Seat, type Verdict } from './request.ts';
import { type Decided, decided, fact, type Run, told } from './run.ts';
import { dueStepAt } from './timers.ts';
import { verdictData, verdictOf } from './verdict-of.ts';

/** 承認: on the request itself, or on an extension that waits. */
export const approve = (run: Run, kind: AnyKind, request: Request, version: number | undefined): Decided => {
  const may = mayFill(run, request, 'approve', version);
  if (!may.ok) return may;
  if (request.status === 'approved') return extensionVerdict(run, kind, request, may.value.as, { approved: true });
  if (request.status !== 'pending') return notWaiting();
  if (isOver(run, kind.period(request.values)?.until)) return tooLate();
  return grant(run, kind, request, may.value.seat, verdictOf(run, may.value.as));
};

/** 条件付き承認: conditions, perhaps a shorter period; the requester accepts or withdraws. */
export const approveIf = (
  run: Run,
  kind: AnyKind,
  request: Request,
  version: number | undefined,
  values: { conditions: string; until: string },
): Decided => {
  const may = mayFill(run, request, 'condition', version);
  if (!may.ok) return may;
  if (request.status !== 'pending') return notWaiting();
  const period = kind.period(request.values);
  if (isOver(run, period?.until)) return tooLate();
  const first = period && period.from > run.on ? period.from : run.on;
  if (values.until && period && (values.until > period.until || values.until < first))
    return refuse('invalid', '期日を直してください。', {
      until: `${showDate(first)}から${showDate(period.until)}までの日にしてください。`,
    });
  const verdict = {
    ...verdictOf(run, may.value.as),
    conditions: values.conditions,
    ...(values.until ? { until: values.until } : {}),
  };
  return grant(run, kind, request, may.value.seat, verdict);
};

const notWaiting = (): Decided =>
  refuse('not-waiting', 'この申請は、いま承認を待っていません。新しいカードを確かめてください。');

const isOver = (run: Run, until: string | undefined): boolean => until !== undefined && until < run.on;

const tooLate = (): Decided =>
  refuse(
    'period-over',
    '申請された期間がもう過ぎているため、承認できません。「差し戻し」で、期間を直すよう頼んでください。',
  );

const grant = (run: Run, kind: AnyKind, request: RequestIn<'pending'>, seat: Seat, verdict: Verdict): Decided => {
  const what = verdict.conditions ? '条件付き承認' : '承認';
  const seats = request.seats.map((each) => (each.role === seat.role && !each.verdict ? { ...each, verdict } : each));
  const verdicts = seats.flatMap((each) => (each.verdict ? [each.verdict] : []));
  const history = told(request, run, what, verdict.conditions, verdict.deputyFor);
  const done = fact(
    run,
    verdict.conditions ? 'request.approvedWithConditions' : 'request.approved',
    verdictData(verdict),
    {
      ...(verdict.conditions ? { details: { conditions: verdict.conditions } } : {}),
      onBehalfOf: verdict.deputyFor,
    },
  );
  if (verdicts.length < seats.length) return decided({ ...request, seats, history }, [done]);
  const until = verdicts.flatMap((each) => each.until ?? []).sort()[0];
  const conditions = verdicts.flatMap((each) => each.conditions ?? []).join('\n');
  const granted = { verdicts, ...(until ? { until } : {}), ...(conditions ? { conditions } : {}) };
  const base = { ...baseOf(request), history };
  const next: Request = conditions
    ? { ...base, status: 'conditional', seats, ...granted, revision: request.revision + 1 }
    : { ...base, status: 'approved', ...granted, dueStep: dueStepAt(run.ctx, kind, { ...base, ...granted }) };
  return decided(next, [done], { pings: tellOwners(run, next, verdict, what) });
};

/** The requester takes the conditions on. */
export const accept = (run: Run, kind: AnyKind, request: Request, version: number | undefined): Decided => {
  const may = mayOwn(run, request, 'conditional');
  if (!may.ok) return may;
  if (request.status !== 'conditional' || version !== request.revision)
    return refuse('stale', '条件が変わっています。新しいカードを確かめてから、もう一度押してください。');
  if (isOver(run, request.until ?? kind.period(request.values)?.until))
    return refuse('period-over', '期間がもう過ぎています。「取り下げ」を選び、必要なときは新しく申請してください。');
  const { seats: _, ...granted } = request;
  const next: Request = {
    ...granted,
    status: 'approved',
    history: told(request, run, '条件を受け入れ'),
    dueStep: dueStepAt(run.ctx, kind, request),
  };
  return decided(next, [fact(run, 'request.accepted', { until: request.until ?? null })]);
};
