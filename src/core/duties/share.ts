import { nextOfficeTime } from '../calendar.ts';
import type { PersonId } from '../outbound.ts';
import type { JstDate, UnitId } from '../people/directory.ts';
import type { Directory } from '../people/lookup.ts';
import type { Settings } from '../settings.ts';
import { instantAt, jstDate, plusDays, plusMonths } from '../time.ts';
import { begins, concernedIn, joinedOn } from './audience.ts';
import type { Plan } from './plan.ts';
import { nextReminder } from './schedule.ts';
import { isAsked, type Task, type TaskChange, taskId } from './task.ts';

type Moment = { now: string; dir: Directory; settings: Settings };

/** By when somebody has to have done it who begins today. */
const firstDue = ({ dir }: Moment, { duty, due }: Plan, person: PersonId, on: JstDate): JstDate => {
  const { every } = duty;
  if (every.kind === 'joining') return plusDays(joinedOn(dir, person) ?? on, every.days);
  if (due >= on) return due;
  return every.kind === 'months' ? plusMonths(on, every.months) : on;
};

/** The announcement: in office hours, with everything else of that morning, and not before the plan's first day. */
const announced = ({ now, settings }: Moment, { from }: Plan): string => {
  const first = from === undefined ? now : instantAt(from, settings.officeFrom);
  return nextOfficeTime(first > now ? first : now, settings);
};

const begin = (moment: Moment, plan: { id: string; state: Plan }, person: PersonId, unit: UnitId): Task => ({
  id: taskId(plan.id, person),
  plan: plan.id,
  person,
  unit,
  due: firstDue(moment, plan.state, person, jstDate(moment.now)),
  status: 'open',
  next: announced(moment, plan.state),
  reminded: null,
  putOff: 0,
  doneAt: null,
  doneBy: null,
  version: 1,
});

const grown = (task: Task, change: Partial<Task>): TaskChange => ({
  next: { ...task, ...change, version: task.version + 1 },
  expected: task.version,
});

/** By when it has to be done again, as the plan says now. */
const dueNow = (moment: Moment, { duty, due }: Plan, task: Task): JstDate => {
  const { every } = duty;
  if (every.kind === 'joining') return plusDays(joinedOn(moment.dir, task.person) ?? task.due, every.days);
  if (every.kind === 'months' && task.doneAt !== null) return plusMonths(jstDate(task.doneAt), every.months);
  return due;
};

/** The plan has been changed, or goes on after a pause: dates and reminders are those of its rules from now on. */
const follow = (moment: Moment, { state }: { state: Plan }, task: Task): Partial<Task> => {
  const due = dueNow(moment, state, task);
  const waits = task.next !== null && task.next <= moment.now && due === task.due;
  const fresh = task.reminded === null && task.doneAt === null;
  const next = fresh ? announced(moment, state) : nextReminder(state.duty, due, moment.now, moment.settings);
  return { due, next: waits ? task.next : next };
};

const isChange = (task: Task, changed: Partial<Task>): boolean =>
  Object.entries(changed).some(([name, value]) => task[name as keyof Task] !== value);

type Who = { person: PersonId; task: Task | undefined; follows: boolean };

const isAlive = ({ status }: Plan): boolean => status === 'running' || status === 'paused';

/** Through which unit it concerns somebody: named for one, or as the duty says; of a plan that is over nobody. */
const unitOf = ({ dir }: Moment, state: Plan, person: PersonId, on: JstDate): UnitId | undefined => {
  if (!isAlive(state)) return undefined;
  const named = state.substitutes?.find((one) => one.person === person);
  if (named && dir.postsOf(person, on).length > 0) return named.unit;
  return concernedIn(dir, state.duty.who, person, on);
};

const change = (
  moment: Moment,
  plan: { id: string; state: Plan },
  { person, task, follows }: Who,
): TaskChange | undefined => {
  const on = jstDate(moment.now);
  const unit = unitOf(moment, plan.state, person, on);
  if (!task) {
    if (unit === undefined || !begins(moment.dir, plan.state.duty.who, person, on)) return undefined;
    return { next: begin(moment, plan, person, unit), expected: 0 };
  }
  // Whoever has left, or holds the role no longer, is not asked any more; what was done stays done.
  if (unit === undefined) return isAsked(task) ? grown(task, { status: 'ended', next: null }) : undefined;
  if (task.status === 'ended')
    return grown(task, { status: 'open', unit, next: nextOfficeTime(moment.now, moment.settings) });
  const changed = { unit, ...(follows && isAsked(task) ? follow(moment, plan, task) : {}) };
  return isChange(task, changed) ? grown(task, changed) : undefined;
};

/**
 * Makes the tasks of a plan fit the chart of today, for these people: newcomers get theirs, leavers lose theirs.
 * `follows`: the plan itself has changed, and what is still asked follows it.
 */
export const shareOut = (
  moment: Moment,
  plan: { id: string; state: Plan },
  people: readonly PersonId[],
  tasks: ReadonlyMap<PersonId, Task>,
  follows = false,
): TaskChange[] =>
  people.flatMap((person) => {
    const changed = change(moment, plan, { person, task: tasks.get(person), follows });
    return changed ? [changed] : [];
  });
