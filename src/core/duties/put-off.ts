import { plusBusinessDays } from '../calendar.ts';
import type { Ctx, Decision } from '../feature.ts';
import { text } from '../fields.ts';
import type { PersonId } from '../outbound.ts';
import { ok, type Result, refuse } from '../result.ts';
import { instantAt, jstDate } from '../time.ts';
import { askedOf, digestsOf, type Running, taskFact } from './finish.ts';
import type { Plan } from './plan.ts';

/** Business days that 「あとで」 gives. */
export const putOffDays = 5;

export const putOffFields = {
  reason: text({ label: '理由', hint: '例: 出張中のため', max: 200 }),
};

/** 「あとで」, with a reason, so many times as the duty allows. */
export const putOff = (ctx: Ctx, plan: Running, person: PersonId, reason: string): Result<Decision<Plan>> => {
  const asked = askedOf(ctx, plan, person);
  if (!asked.ok) return asked;
  const task = asked.value;
  const { later } = plan.state.duty;
  if (task.putOff >= later)
    return refuse('no-more', `「あとで」は${later}回までです。難しいときは、情報管理者に相談してください。`);
  const day = plusBusinessDays(jstDate(ctx.now), putOffDays, ctx.settings);
  const next = instantAt(day, ctx.settings.officeFrom);
  const times = task.putOff + 1;
  return ok({
    tasks: [{ next: { ...task, next, putOff: times, version: task.version + 1 }, expected: task.version }],
    facts: [
      taskFact(plan, task, { type: 'duty.putOff', actor: person, data: { times, until: day }, details: { reason } }),
    ],
    digests: digestsOf(task),
    reply: { kind: 'done' },
  });
};
