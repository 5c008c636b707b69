import { afterQuiet, isQuiet, nextOfficeTime, plusBusinessDays, plusOfficeHours } from '../calendar.ts';
import type { Timer } from '../case.ts';
import type { Fact } from '../facts.ts';
import type { Ctx, Decision, Found } from '../feature.ts';
import { ok, type Result } from '../result.ts';
import { instantAt, jstClock, jstDate } from '../time.ts';
import { remindNote } from './cards.ts';
import { answerers, levelsOf, type Question } from './question.ts';

/** A reminder after some office hours, then the next person up: as for a request. */
const dueAt = ({ settings }: Ctx, { since, reminded }: Question): string => {
  if (!reminded) return plusOfficeHours(since, settings.remindAfterHours, settings);
  const day = plusBusinessDays(jstDate(since), settings.escalateAfterDays, settings);
  return nextOfficeTime(instantAt(day, jstClock(since)), settings);
};

export const timerOf = (ctx: Ctx, id: string, question: Question): Timer => {
  const due = dueAt(ctx, question);
  const at = due <= ctx.now && isQuiet(ctx.now, ctx.settings) ? afterQuiet(ctx.now, ctx.settings) : due;
  return { id: `${id}/tend`, subject: id, what: 'tend', at };
};

const done = (decision: Omit<Decision<Question>, 'reply'>): Result<Decision<Question>> =>
  ok({ ...decision, reply: { kind: 'done' } });

const clockFact = (id: string, type: string, data: Fact['data']): Fact => ({
  chain: id,
  type,
  actor: 'clock',
  subject: id,
  data,
});

const asking = (ctx: Ctx, question: Question): Question => {
  const told = answerers(ctx, question);
  return { ...question, told, seen: [...new Set([...question.seen, ...told.map(({ person }) => person)])] };
};

/** Nobody has answered yet: those asked are reminded, then the next person up is asked too. */
export const tend = (ctx: Ctx, { id, state }: Found<Question>): Result<Decision<Question>> => {
  if (state.status === 'answered') return done({ facts: [] });
  if (isQuiet(ctx.now, ctx.settings) || dueAt(ctx, state) > ctx.now) return done({ next: state, facts: [] });
  const further = state.reminded && state.level + 1 < levelsOf(ctx, state.asker, state.unit).length;
  if (further) {
    const level = state.level + 1;
    const next = asking(ctx, { ...state, level, since: ctx.now, reminded: false });
    return done({ next, facts: [clockFact(id, 'question.escalated', { level })] });
  }
  const next = asking(ctx, { ...state, reminded: true, ...(state.reminded ? { since: ctx.now } : {}) });
  const to = next.told.map(({ person }) => person);
  return done({
    next,
    facts: [clockFact(id, 'question.reminded', { to })],
    pings: to.map((person) => ({
      slot: `case/${id}/${person}/remind/${ctx.now}`,
      to: { person },
      lane: 'note',
      card: remindNote(ctx, id, next),
    })),
  });
};

/** The chart has changed: the question goes to whoever is in post now. */
export const reroute = (ctx: Ctx, { id, state }: Found<Question>): Result<Decision<Question>> => {
  if (state.status === 'answered') return done({ facts: [] });
  const next = asking(ctx, state);
  const names = ({ told }: Question): string => told.map(({ person }) => person).join();
  if (names(next) === names(state)) return done({ facts: [] });
  return done({ next, facts: [clockFact(id, 'question.routed', { told: next.told.map(({ person }) => person) })] });
};
