import { refuse } from '../result.ts';
import { showDate } from '../time.ts';
import { mayFill, mayOwn } from './entitled.ts';
import { extensionVerdict } from './extend.ts';
import { minorNote } from './judge.ts';
import type { AnyKind } from './kind.ts';
import { tellOwners } from './notes.ts';
import { baseOf, type Request, type RequestIn, type Seat, type Verdict } from './request.ts';
import { type Decided, decided, fact, factsOf, type Run, told } from './run.ts';
import { unroutableNotes } from './runner-notes.ts';
import { route, type Sitter } from './seats.ts';
import { dueOn, dueStepAt } from './timers.ts';
import { verdictData, verdictOf } from './verdict-of.ts';

/** 承認: on the request itself, or on an extension that waits. */
export const approve = (run: Run, kind: AnyKind, request: Request, version: number | undefined): Decided => {
  const may = mayFill(run, request, 'approve', version);
  if (!may.ok) return may;
  if (request.status === 'approved') return extensionVerdict(run, kind, request, may.value.as, { approved: true });
  if (request.status !== 'pending' || kind.answer) return notWaiting();
  if (isOver(run, kind.period(request.values)?.until)) return tooLate();
  return grant(run, kind, request, may.value.seat, verdictBy(run, kind, may.value.as));
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
  if (request.status !== 'pending' || kind.answer) return notWaiting();
  const period = kind.period(request.values);
  if (isOver(run, period?.until)) return tooLate();
  const wrong = values.until ? wrongUntil(run, kind, request, values.until) : undefined;
  if (wrong) return refuse('invalid', '期日を直してください。', { until: wrong });
  const verdict = {
    ...verdictBy(run, kind, may.value.as),
    conditions: values.conditions,
    ...(values.until ? { until: values.until } : {}),
  };
  return grant(run, kind, request, may.value.seat, verdict);
};

/** An earlier end than asked for lies between the start and what was asked for. */
const wrongUntil = (run: Run, kind: AnyKind, { values }: Request, until: string): string | undefined => {
  const period = kind.period(values);
  const first = period && period.from > run.on ? period.from : run.on;
  const last = dueOn(kind, { values }) ?? period?.until;
  if (!last) return 'この申請には期限がありません。空のままにしてください。';
  return until > last || until < first ? `${showDate(first)}から${showDate(last)}までの日にしてください。` : undefined;
};

/** A minor one is decided by whoever judged it so; the record says it. */
const verdictBy = (run: Run, kind: AnyKind, as: Sitter): Verdict => {
  const verdict = verdictOf(run, as);
  return kind.judge === as.role ? { ...verdict, note: verdict.note ?? minorNote(kind) } : verdict;
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
  if (verdicts.length < seats.length) {
    // Whoever has decided one seat fills no other: the chart says who is asked now.
    const routed = route(run.ctx.dir, { ...request, seats, history }, run.ctx.now, run.on, 'decided');
    return decided(routed.request, [done, ...factsOf(run, routed)], { pings: unroutableNotes(run, kind, routed) });
  }
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
