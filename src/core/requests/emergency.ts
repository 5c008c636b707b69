import { plusBusinessDays } from '../calendar.ts';
import { type Card, text } from '../card.ts';
import { showClause } from '../clause.ts';
import type { Fact } from '../facts.ts';
import type { PersonId } from '../outbound.ts';
import { approverChain } from '../people/approvers.ts';
import { showDate } from '../time.ts';
import type { First } from './after.ts';
import type { AnyKind } from './kind.ts';
import { note } from './notes.ts';
import type { Base, Request } from './request.ts';
import { type Decided, decided, fact, type Run, told } from './run.ts';
import { askOf } from './seats.ts';
import { dueStepAt } from './timers.ts';
import { nameOf, numberOf } from './words.ts';

/** Whoever must hear of it at once, by the chart of this day. */
const hearers = (run: Run, first: First, base: Base): PersonId[] => [
  ...new Set(
    first.tells.flatMap((role) =>
      (approverChain(run.ctx.dir, askOf(base, { role }, []), run.on).levels[0]?.approvers ?? []).map(
        ({ person }) => person,
      ),
    ),
  ),
];

const tidings = (run: Run, kind: AnyKind, first: First, base: Base, until: string): Card => {
  const title = `${numberOf(kind, run.id)} 緊急に実施されました`;
  return {
    title,
    tone: 'attention',
    notice: title,
    blocks: [
      text(
        `${nameOf(run.ctx.dir, base.requester)}さんが、急を要するため先に行いました。${showDate(until)}までに${first.report.name}が届きます。(${showClause(first.report.clause)})`,
      ),
      { kind: 'facts', rows: kind.facts(base.values) },
    ],
  };
};

/** Done first for want of time: told at once to those who would have decided, the whole report due soon after (2-9(5)(イ)). */
export const doneFirst = (
  run: Run,
  kind: AnyKind,
  first: First,
  base: Base,
  data: Fact['data'],
  details: Fact['details'],
): Decided => {
  const until = plusBusinessDays(run.on, first.days, run.ctx.settings);
  const to = hearers(run, first, base);
  const history = told(base, run, '緊急に実施');
  const granted = { ...base, history, verdicts: [], until };
  const next: Request = { ...granted, status: 'approved', dueStep: dueStepAt(run.ctx, kind, granted) };
  const card = tidings(run, kind, first, base, until);
  const done = fact(run, 'request.doneFirst', { ...data, until, to }, details ? { details } : {});
  return decided(next, [done], {
    pings: to.map((person) => ({ ...note(run.id, person, 'first', card), lane: 'urgent' })),
  });
};
