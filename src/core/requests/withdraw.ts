import { refuse } from '../result.ts';
import { afterOf } from './after.ts';
import { mayOwn, mayRevoke } from './entitled.ts';
import type { AnyKind } from './kind.ts';
import { tellOwners } from './notes.ts';
import { baseOf, type Request, type Verdict } from './request.ts';
import { type Decided, decided, fact, type Run, told } from './run.ts';
import { postName } from './seats.ts';
import { verdictData } from './verdict-of.ts';

/** A wrong tap or changed facts: what is out comes back at once. */
export const revoke = (run: Run, kind: AnyKind, request: Request, said: string): Decided => {
  const may = mayRevoke(run, request);
  if (!may.ok) return may;
  if (request.status !== 'approved' && request.status !== 'conditional')
    return refuse('not-waiting', 'いまは取り消せません。');
  const verdict: Verdict = { by: run.by, post: postName(run.ctx.dir, run.by, run.on), at: run.ctx.now };
  const started = (kind.period(request.values)?.from ?? run.on) <= run.on;
  const after = afterOf(kind, request.values);
  const outstanding = after !== undefined && request.status === 'approved' && started;
  const { verdicts, until, conditions } = request;
  const next: Request = {
    ...baseOf(request),
    status: 'revoked',
    verdicts,
    ...(until ? { until } : {}),
    ...(conditions ? { conditions } : {}),
    verdict,
    why: said,
    outstanding,
    dueStep: 2,
    history: told(request, run, '承認の取り消し', said),
  };
  const done = fact(run, 'request.revoked', { ...verdictData(verdict), outstanding }, { details: { why: said } });
  return decided(next, [done], { pings: tellOwners(run, next, verdict, '承認の取り消し', said) });
};

/** 取り下げ: as long as nothing is out. */
export const withdraw = (run: Run, kind: AnyKind, request: Request): Decided => {
  const may = mayOwn(run, request, 'draft', 'pending', 'conditional', 'returned', 'approved');
  if (!may.ok) return may;
  const started = (kind.period(request.values)?.from ?? run.on) <= run.on;
  const after = afterOf(kind, request.values);
  if (request.status === 'approved' && started)
    return refuse(
      'in-use',
      after
        ? `もう始まっているため、取り下げはできません。${after.running}でないときも「${after.done}」を選び、その旨を書いてください。`
        : 'もう始まっているため、取り下げはできません。やめるときは、承認した方に「承認を取り消す」を頼んでください。',
    );
  const next: Request = { ...baseOf(request), status: 'withdrawn', history: told(request, run, '取り下げ') };
  return decided(next, [fact(run, 'request.withdrawn', { was: request.status })]);
};
