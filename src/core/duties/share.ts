import { nextOfficeTime } from '../calendar.ts';
import type { PersonId } from '../outbound.ts';
import type { JstDate, UnitId } from '../people/directory.ts';
import type { Directory } from '../people/lookup.ts';
import type { Settings } from '../settings.ts';
import { jstDate, plusDays, plusMonths } from '../time.ts';
import { begins, concernedIn, joinedOn } from './audience.ts';
import type { Plan } from './plan.ts';
import { isAsked, type Task, type TaskChange, taskId } from './task.ts';

type Moment = { now: string; dir: Directory; settings: Settings };

/** By when somebody has to have done it who begins today. */
const firstDue = ({ dir }: Moment, { duty, due }: Plan, person: PersonId, on: JstDate): JstDate => {
  const { every } = duty;
  if (every.kind === 'joining') return plusDays(joinedOn(dir, person) ?? on, every.days);
  if (due >= on) return due;
  return every.kind === 'months' ? plusMonths(on, every.months) : on;
};

const begin = (moment: Moment, plan: { id: string; state: Plan }, person: PersonId, unit: UnitId): Task => ({
  id: taskId(plan.id, person),
  plan: plan.id,
  person,
  unit,
  due: firstDue(moment, plan.state, person, jstDate(moment.now)),
  status: 'open',
  // The announcement: in office hours, with everything else of that morning.
  next: nextOfficeTime(moment.now, moment.settings),
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

const change = (
  moment: Moment,
  plan: { id: string; state: Plan },
  person: PersonId,
  task: Task | undefined,
): TaskChange | undefined => {
  const on = jstDate(moment.now);
  const { who } = plan.state.duty;
  const unit = plan.state.status === 'running' ? concernedIn(moment.dir, who, person, on) : undefined;
  if (!task) {
    if (unit === undefined || !begins(moment.dir, who, person, on)) return undefined;
    return { next: begin(moment, plan, person, unit), expected: 0 };
  }
  // Whoever has left, or holds the role no longer, is not asked any more; what was done stays done.
  if (unit === undefined) return isAsked(task) ? grown(task, { status: 'ended', next: null }) : undefined;
  if (task.status === 'ended')
    return grown(task, { status: 'open', unit, next: nextOfficeTime(moment.now, moment.settings) });
  return task.unit === unit ? undefined : grown(task, { unit });
};

/** Makes the tasks of a plan fit the chart of today, for these people: newcomers get theirs, leavers lose theirs. */
export const shareOut = (
  moment: Moment,
  plan: { id: string; state: Plan },
  people: readonly PersonId[],
  tasks: ReadonlyMap<PersonId, Task>,
): TaskChange[] =>
  people.flatMap((person) => {
    const changed = change(moment, plan, person, tasks.get(person));
    return changed ? [changed] : [];
  });
