import type { Fact } from '../facts.ts';
import type { Ctx, Decision } from '../feature.ts';
import type { PersonId } from '../outbound.ts';
import { ok, type Result, refuse } from '../result.ts';
import { jstDate, plusMonths, showTime } from '../time.ts';
import { managersOf } from './managers.ts';
import type { Plan } from './plan.ts';
import { nextReminder } from './schedule.ts';
import type { Digest, Task, TaskChange } from './task.ts';

export type Running = { id: string; state: Plan };

/** The message somebody has of it, to be drawn anew. */
export const digestsOf = (...tasks: readonly Task[]): Digest[] =>
  tasks.flatMap(({ person, reminded }) => (reminded === null ? [] : [{ person, on: reminded }]));

/** The share of this person, as it is asked of them now. */
export const askedOf = (ctx: Ctx, plan: Running, person: PersonId): Result<Task> => {
  const task = (ctx.tasks ?? []).find((each) => each.person === person);
  if (!task || task.status === 'ended') return refuse('not-asked', 'この件は、いまのあなたには関係がありません。');
  // What comes round every few months is asked again when its reminder comes, and not before.
  const over = task.status === 'done' || task.reminded === null;
  if (over && task.doneAt) return refuse('already-done', `${showTime(task.doneAt)}に、終わったと記録されています。`);
  if (plan.state.status === 'paused')
    return refuse('paused', 'この件は、いったん止めています。再開したら、またお知らせします。');
  if (plan.state.status !== 'running') return refuse('closed', 'この件は、受け付けを終えています。');
  return ok(task);
};

/** Done on a day: a duty of months begins anew from there, any other one is over. */
export const doneTask = (ctx: Ctx, { state }: Running, task: Task, by: PersonId): TaskChange => {
  const { every } = state.duty;
  const again = every.kind === 'months' ? plusMonths(jstDate(ctx.now), every.months) : undefined;
  return {
    next: {
      ...task,
      ...(again
        ? { status: 'open', due: again, reminded: null, next: nextReminder(state.duty, again, ctx.now, ctx.settings) }
        : { status: 'done', next: null }),
      putOff: 0,
      doneAt: ctx.now,
      doneBy: by,
      version: task.version + 1,
    },
    expected: task.version,
  };
};

type Told = Pick<Fact, 'type' | 'actor'> & Partial<Pick<Fact, 'data' | 'details' | 'onBehalfOf'>>;

export const taskFact = (plan: Running, task: Task, { data, ...told }: Told): Fact => ({
  chain: plan.id,
  subject: plan.id,
  ...told,
  data: { duty: plan.state.duty.name, person: task.person, unit: task.unit, due: task.due, ...data },
});

const changed = (change: TaskChange, facts: readonly Fact[], digests: readonly Digest[]): Result<Decision<Plan>> =>
  ok({ tasks: [change], facts, digests, reply: { kind: 'done' } });

/** 「終わりました」: the person says so, and that is all that is kept. `how` says by which way. */
export const finish = (
  ctx: Ctx,
  plan: Running,
  person: PersonId,
  how: Told['data'] = {},
  details?: Told['details'],
): Result<Decision<Plan>> => {
  const asked = askedOf(ctx, plan, person);
  if (!asked.ok) return asked;
  const task = asked.value;
  const fact = taskFact(plan, task, {
    type: 'duty.done',
    actor: person,
    data: { ...how, ...(plan.state.duty.done === 'read' ? { way: 'read', version: ctx.policyVersion ?? 0 } : {}) },
    ...(details ? { details } : {}),
  });
  return changed(doneTask(ctx, plan, task, person), [fact], digestsOf(task));
};

/** The first of two: shown to the 情報管理者, who says so too (2-7(1)(オ)⑦). */
export const showIt = (ctx: Ctx, plan: Running, person: PersonId): Result<Decision<Plan>> => {
  const asked = askedOf(ctx, plan, person);
  if (!asked.ok) return asked;
  const task = asked.value;
  if (task.status === 'shown') return refuse('already-shown', '情報管理者の確認を待っています。');
  const managers = managersOf(ctx, task);
  if (managers.length === 0)
    return refuse('nobody', '確認できる情報管理者が、いまいません。総務部に連絡してください。');
  const on = jstDate(ctx.now);
  return changed(
    { next: { ...task, status: 'shown', version: task.version + 1 }, expected: task.version },
    [taskFact(plan, task, { type: 'duty.shown', actor: person, data: { to: managers } })],
    [...digestsOf(task), ...managers.map((manager) => ({ person: manager, on }))],
  );
};

/** The second of two. Nobody confirms their own (2-3(2)(カ)①). */
export const confirm = (ctx: Ctx, plan: Running, by: PersonId, person: string): Result<Decision<Plan>> => {
  const asked = askedOf(ctx, plan, person);
  if (!asked.ok) return asked;
  const task = asked.value;
  if (by === person || !managersOf(ctx, task).includes(by))
    return refuse('not-manager', 'この確認は、その方の情報管理者だけができます。(対策基準 7(1)(オ)⑦)');
  if (task.status !== 'shown') return refuse('not-shown', 'ご本人が「見せました」を押してから、確認してください。');
  return changed(
    doneTask(ctx, plan, task, by),
    [taskFact(plan, task, { type: 'duty.confirmed', actor: by, data: {} })],
    [...digestsOf(task), { person: by, on: jstDate(ctx.now) }],
  );
};
