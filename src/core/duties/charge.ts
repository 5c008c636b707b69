import { nextOfficeTime } from '../calendar.ts';
import type { Ctx } from '../feature.ts';
import type { RawValues } from '../form.ts';
import { readForm } from '../form-schema.ts';
import type { PersonId } from '../outbound.ts';
import type { UnitId } from '../people/directory.ts';
import { rolesOf } from '../people/roles.ts';
import { ok, refuse } from '../result.ts';
import { jstDate } from '../time.ts';
import { canBeHeld } from './duty.ts';
import { digestsOf, doneTask, type Running, taskFact } from './finish.ts';
import { attendFields } from './forms.ts';
import { type Step, said } from './step.ts';
import { isAsked, type Task } from './task.ts';

/** The units in somebody's charge today, as 情報管理者 or their 代行者; a 部 with its groups. */
export const mayLead = (ctx: Ctx, person: PersonId): UnitId[] => {
  const led = rolesOf(ctx.dir, person, jstDate(ctx.now))
    .filter(({ role }) => role === 'informationManager')
    .map(({ unit }) => unit);
  return ctx.dir.data.units
    .map(({ id }) => id)
    .filter((id) => led.includes(id) || led.includes(ctx.dir.parent(id)?.id ?? ''));
};

export const notLeader = refuse('not-manager', 'この操作は、その部署の情報管理者だけができます。(対策基準 7(2)(ア))');

/** Nobody looks after themselves: a head's own share belongs to whoever stands above. */
const inCharge = (ctx: Ctx, me: PersonId): Task[] => (ctx.tasks ?? []).filter(({ person }) => person !== me);

/** One tap reminds everybody in the unit who has not done it: with their next message in office hours. */
export const nudge = (ctx: Ctx, plan: Running, me: PersonId): Step => {
  if (mayLead(ctx, me).length === 0) return notLeader;
  const today = jstDate(ctx.now);
  const open = inCharge(ctx, me).filter((task) => task.status === 'open' && task.reminded !== today);
  if (open.length === 0 || plan.state.status !== 'running')
    return refuse('nobody-open', '今日は全員にお知らせ済みか、終わっています。');
  const next = nextOfficeTime(ctx.now, ctx.settings);
  return ok({
    tasks: open.map((task) => ({ next: { ...task, next, version: task.version + 1 }, expected: task.version })),
    facts: [
      {
        chain: plan.id,
        type: 'duty.nudged',
        actor: me,
        subject: plan.id,
        data: { people: open.map(({ person }) => person) },
      },
    ],
    reply: { kind: 'say', card: said('お知らせします', `${open.length}人に、執務時間のうちにお知らせします。`) },
  });
};

/** A session of another day: who took part, as their 情報管理者 says. */
export const attend = (ctx: Ctx, plan: Running, me: PersonId, values: RawValues): Step => {
  if (mayLead(ctx, me).length === 0) return notLeader;
  if (!canBeHeld(plan.state.duty))
    return refuse('own-word', 'この件は、ご本人だけが終えられます。まだの方に知らせてください。');
  const read = readForm(attendFields({ ...ctx, tasks: inCharge(ctx, me) }), values);
  if (!read.ok) return read;
  const held = String(read.value.held);
  if (held > jstDate(ctx.now))
    return refuse('future', '実施日を直してください。', { held: '実施日は今日までの日にしてください。' });
  const chosen = (read.value.people as readonly string[]) ?? [];
  const took = inCharge(ctx, me).filter((task) => isAsked(task) && chosen.includes(task.person));
  return ok({
    tasks: took.map((task) => doneTask(ctx, plan, task, me)),
    facts: took.map((task) => taskFact(plan, task, { type: 'duty.attended', actor: me, data: { held } })),
    digests: digestsOf(...took),
    reply: { kind: 'done' },
  });
};
