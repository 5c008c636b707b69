import { refuse } from '../result.ts';
import { codesOf } from './after.ts';
import { mayFill } from './entitled.ts';
import type { AnyKind } from './kind.ts';
import { tellAnswer } from './notes.ts';
import { baseOf, type Request } from './request.ts';
import { type Decided, decided, fact, type Run, told } from './run.ts';
import { verdictData, verdictOf } from './verdict-of.ts';

/** A judgement given, or a task reported done, in place of a decision. */
export const answer = (
  run: Run,
  kind: AnyKind,
  request: Request,
  version: number | undefined,
  said: Readonly<Record<string, unknown>>,
): Decided => {
  const may = mayFill(run, request, 'answer', version);
  if (!may.ok) return may;
  if (request.status !== 'pending' || !kind.answer)
    return refuse('not-waiting', 'いまは、この操作はできません。新しいカードを確かめてください。');
  const verdict = verdictOf(run, may.value.as);
  const next: Request = {
    ...baseOf(request),
    status: 'completed',
    verdicts: [verdict],
    answer: { ...said },
    revoked: false,
    history: told(request, run, kind.answer.button, undefined, verdict.deputyFor),
  };
  const done = fact(
    run,
    'request.answered',
    { ...verdictData(verdict), ...codesOf(kind.answer.fields, said) },
    { details: { said: said as never }, onBehalfOf: verdict.deputyFor },
  );
  return decided(next, [done], { pings: tellAnswer(run, kind, next, verdict) });
};
