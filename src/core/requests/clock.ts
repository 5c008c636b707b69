import { isQuiet } from '../calendar.ts';
import type { Fact } from '../facts.ts';
import type { Outbound, PersonId } from '../outbound.ts';
import type { AnyKind } from './kind.ts';
import { waitingNote } from './notes.ts';
import { type Request, type Seat, withSeats } from './request.ts';
import { type Decided, decided, fact, factsOf, type Run } from './run.ts';
import { tellRunner, unroutableNotes } from './runner-notes.ts';
import { chainOf, route, sittersNow } from './seats.ts';
import { escalateAt, remindAt } from './timers.ts';

/** What looking after the seats says: to the record, and to people. */
type Said = { facts: Fact[]; pings: Outbound[] };

/** Looks after the open seats: あとで, a reminder, then the next person up. Every hop is recorded. */
export const tend = (run: Run, kind: AnyKind, request: Request): Decided => {
  const { now, settings, dir } = run.ctx;
  const said: Said = { facts: [], pings: [] };
  const next = withSeats(request, (seat) => {
    const tended = isOverdue(run, seat)
      ? pushUp(run, kind, request, seat, said)
      : remindInTime(run, request, seat, said);
    return remindLater(run, request, tended, said);
  });
  const routed = route(dir, next, now, run.on, 'no-answer');
  const pings = [...said.pings, ...unroutableNotes(run, kind, routed)];
  // In the quiet hours nothing is said: the state keeps as it is, and its timers move to the morning.
  if (isQuiet(now, settings)) return decided(request, []);
  return decided(routed.request, [...said.facts, ...factsOf(run, routed)], { pings });
};

const isOverdue = ({ ctx }: Run, seat: Seat): boolean => seat.reminded > 0 && escalateAt(seat, ctx.settings) <= ctx.now;

const remind = (run: Run, request: Request, to: readonly PersonId[], said: Said): void => {
  if (to.length === 0) return;
  said.pings.push(...to.map((person) => waitingNote(run.ctx, run.id, request, person, 'remind')));
  said.facts.push(fact(run, 'request.reminded', { to: [...to] }));
};

const sitting = (run: Run, request: Request, seat: Seat): PersonId[] =>
  sittersNow(run.ctx.dir, request, seat, run.on).map((sitter) => sitter.person);

/** The next person up is asked too; where there is nobody, a reminder each business day, and whoever runs the bot is told once. */
const pushUp = (run: Run, kind: AnyKind, request: Request, seat: Seat, said: Said): Seat => {
  const { now, dir } = run.ctx;
  const level = seat.level + 1;
  if (level < chainOf(dir, request, seat, run.on).levels.length) {
    said.facts.push(fact(run, 'request.escalated', { role: seat.role, level }));
    return { ...seat, level, since: now, reminded: 0 };
  }
  const to = sitting(run, request, seat);
  remind(run, request, to, said);
  if (!seat.stuck && to.length > 0) said.pings.push(...tellRunner(run, kind, request, 'unanswered'));
  return { ...seat, since: now, stuck: true };
};

const remindInTime = (run: Run, request: Request, seat: Seat, said: Said): Seat => {
  if (seat.reminded > 0 || remindAt(seat, run.ctx.settings) > run.ctx.now) return seat;
  remind(run, request, sitting(run, request, seat), said);
  return { ...seat, reminded: 1 };
};

const remindLater = (run: Run, request: Request, seat: Seat, said: Said): Seat => {
  const { now } = run.ctx;
  const asked = seat.later.filter((each) => each.at <= now).map((each) => each.person);
  if (asked.length === 0) return seat;
  const to = sitting(run, request, seat).filter((person) => asked.includes(person));
  remind(run, request, to, said);
  return { ...seat, later: seat.later.filter((each) => each.at > now) };
};

/** The chart has changed, or a day has begun: pending requests move to whoever is in post now. */
export const reroute = (run: Run, kind: AnyKind, request: Request): Decided => {
  const routed = route(run.ctx.dir, request, run.ctx.now, run.on, 'chart');
  if (routed.facts.length === 0) return { ok: true, value: { facts: [], reply: { kind: 'done' } } };
  return decided(routed.request, factsOf(run, routed), { pings: unroutableNotes(run, kind, routed) });
};
