import type { Fact } from '../facts.ts';
import type { Ctx } from '../feature.ts';
import type { PersonId } from '../outbound.ts';
import type { JstDate } from '../people/directory.ts';
import { jstDate } from '../time.ts';
import { toldOf } from './managers.ts';
import type { Plan } from './plan.ts';
import { daysLate, nextReminder } from './schedule.ts';
import { type Digest, isAsked, type Task, type TaskChange } from './task.ts';

type Moment = Pick<Ctx, 'now' | 'dir' | 'settings'>;
type Plans = ReadonlyMap<string, Plan>;

export type Wave = { tasks: readonly TaskChange[]; digests: readonly Digest[]; facts: readonly Fact[] };

/** Within one wave most tasks share their due dates. */
const remembered = <T>(make: (plan: Plan, due: string) => T): ((id: string, plan: Plan, due: string) => T) => {
  const known = new Map<string, T>();
  return (id, plan, due) => {
    const key = `${id} ${due}`;
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as T;
    const made = make(plan, due);
    known.set(key, made);
    return made;
  };
};

/** What gathers while a wave is made: whom to write to, and who was reminded of what. */
const gathering = () => {
  const digests = new Map<string, Digest>();
  const reminded = new Map<string, PersonId[]>();
  return {
    write: (person: PersonId, on: JstDate): void => {
      digests.set(`${person} ${on}`, { person, on });
    },
    note: (plan: string, person: PersonId): void => {
      const told = reminded.get(plan);
      if (told) told.push(person);
      else reminded.set(plan, [person]);
    },
    digests: (): Digest[] => [...digests.values()],
    facts: (on: JstDate): Fact[] =>
      [...reminded].map(([plan, people]) => ({
        chain: plan,
        type: 'duty.reminded',
        actor: 'clock',
        subject: plan,
        data: { on, people: people },
      })),
  };
};

/**
 * Everybody whose reminder is due, at one moment in office hours: one message a person, whatever has gathered;
 * it is drawn when it is delivered. The record says who was reminded, plan by plan.
 */
export const remind = (moment: Moment, plans: Plans, due: readonly Task[]): Wave => {
  const on = jstDate(moment.now);
  const next = remembered((plan, date) => nextReminder(plan.duty, date, moment.now, moment.settings));
  const late = remembered((_plan, date) => daysLate(date, on, moment.settings));
  const gathered = gathering();

  const others = (task: Task, plan: Plan): PersonId[] =>
    plan.duty.tell
      .filter(({ after }) => late(task.plan, plan, task.due) >= after)
      .flatMap(({ role }) => toldOf(moment, task, role));

  const one = (task: Task): TaskChange => {
    const plan = plans.get(task.plan);
    const grown = { ...task, version: task.version + 1 };
    if (plan?.status !== 'running' || !isAsked(task)) return { next: { ...grown, next: null }, expected: task.version };
    gathered.write(task.person, on);
    // The message before gives way to this one.
    if (task.reminded !== null && task.reminded !== on) gathered.write(task.person, task.reminded);
    gathered.note(task.plan, task.person);
    for (const person of others(task, plan)) gathered.write(person, on);
    return { next: { ...grown, next: next(task.plan, plan, task.due), reminded: on }, expected: task.version };
  };

  return { tasks: due.map(one), digests: gathered.digests(), facts: gathered.facts(on) };
};
