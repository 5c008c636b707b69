import { showClause } from '../clause.ts';
import type { ApproverRole } from '../people/directory.ts';
import { ROLE_NAMES } from '../policies/roles.ts';
import { refuse } from '../result.ts';
import { mayFill } from './entitled.ts';
import type { AnyKind } from './kind.ts';
import type { Request } from './request.ts';
import { type Decided, decided, fact, factsOf, type Run, told } from './run.ts';
import { unroutableNotes } from './runner-notes.ts';
import { newSeat, route, type Sitter } from './seats.ts';
import { verdictData, verdictOf } from './verdict-of.ts';

/** Those who decide what is not minor. */
export const higher = (kind: AnyKind): string =>
  kind.approvers
    .flat()
    .map((role: ApproverRole) => ROLE_NAMES[role])
    .join('、');

export const minorNote = (kind: AnyKind): string =>
  `軽微なものとして決めました。(${showClause(kind.clauses[0] ?? '')})`;

/** Whether the one who sits there judges; who stands further up simply decides. */
export const judges = (kind: AnyKind, request: Request, as: Pick<Sitter, 'role'>): boolean =>
  request.status === 'pending' &&
  kind.judge !== undefined &&
  as.role === kind.judge &&
  request.seats[0]?.role === kind.judge;

/** Not minor: passed on to those who decide major ones (2-9(5)(ア)). */
export const passUp = (run: Run, kind: AnyKind, request: Request, version: number | undefined): Decided => {
  const may = mayFill(run, request, 'passUp', version);
  if (!may.ok) return may;
  const { as } = may.value;
  if (request.status !== 'pending' || !judges(kind, request, as))
    return refuse('not-waiting', 'いまは、この操作はできません。新しいカードを確かめてください。');
  const verdict = verdictOf(run, as);
  const moved: Request = {
    ...request,
    revision: request.revision + 1,
    seats: kind.approvers.map((role) => newSeat(role, run.ctx.now)),
    history: told(request, run, `${higher(kind)}に回付`, undefined, verdict.deputyFor),
  };
  const routed = route(run.ctx.dir, moved, run.ctx.now, run.on, 'major');
  const judged = fact(
    run,
    'request.judged',
    { ...verdictData(verdict), minor: false },
    { onBehalfOf: verdict.deputyFor },
  );
  return decided(routed.request, [judged, ...factsOf(run, routed)], { pings: unroutableNotes(run, kind, routed) });
};
