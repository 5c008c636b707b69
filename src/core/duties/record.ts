import { type Card, text } from '../card.ts';
import type { Ctx } from '../feature.ts';
import type { Outbound, PersonId } from '../outbound.ts';
import type { UnitId } from '../people/directory.ts';
import { roleHolders, rolesOf } from '../people/roles.ts';
import { ok, refuse } from '../result.ts';
import { jstDate, showDate } from '../time.ts';
import { notLeader } from './charge.ts';
import { reportToOf, titleOf } from './duty.ts';
import type { Running } from './finish.ts';
import { type Step, said } from './step.ts';
import type { Task } from './task.ts';
import { roleLabels } from './words.ts';

type Tally = { unit: UnitId; done: number; total: number };

/** What stands in one record: each unit in somebody's charge by one post, with how many have done it. */
type UnitRecord = { led: UnitId; tallies: readonly Tally[] };

const isDone = ({ status, doneAt }: Task): boolean => status === 'done' || doneAt !== null;

const tally = (ctx: Ctx, unit: UnitId): Tally => {
  const tasks = (ctx.tasks ?? []).filter((task) => task.unit === unit && task.status !== 'ended');
  return { unit, done: tasks.filter(isDone).length, total: tasks.length };
};

/** One record for each unit somebody leads: a 部 with its groups, but for a group they lead themselves. */
const recordsOf = (ctx: Ctx, me: PersonId): UnitRecord[] => {
  const held = rolesOf(ctx.dir, me, jstDate(ctx.now)).filter(({ role }) => role === 'informationManager');
  const led = [...new Set(held.map(({ unit }) => unit))];
  return led.flatMap((unit) => {
    const under = ctx.dir.data.units.filter(({ id }) => ctx.dir.parent(id)?.id === unit && !led.includes(id));
    const tallies = [unit, ...under.map(({ id }) => id)].map((id) => tally(ctx, id)).filter(({ total }) => total > 0);
    return tallies.length > 0 ? [{ led: unit, tallies }] : [];
  });
};

const sums = (tallies: readonly Tally[]): { done: number; total: number } => ({
  done: tallies.reduce((sum, each) => sum + each.done, 0),
  total: tallies.reduce((sum, each) => sum + each.total, 0),
});

const recordCard = (ctx: Ctx, { state }: Running, me: PersonId, { led, tallies }: UnitRecord): Card => {
  const { done, total } = sums(tallies);
  return {
    title: `実施記録 ${titleOf(state.duty)}`,
    tone: 'plain',
    notice: '実施記録が届きました',
    blocks: [
      {
        kind: 'facts',
        rows: [
          ['部署', ctx.dir.unitName(led)],
          ['実施', `${total}人のうち${done}人`],
          ['記録した人', `${ctx.dir.person(me)?.name ?? me}さん`],
          ['日付', showDate(jstDate(ctx.now))],
        ],
      },
      ...(tallies.length > 1
        ? [
            {
              kind: 'list' as const,
              items: tallies.map((each) => `${ctx.dir.unitName(each.unit)}: ${each.total}人のうち${each.done}人`),
            },
          ]
        : []),
      text('情報管理者からの実施記録です。(対策基準 7(2)(ア))', 'subtle'),
    ],
  };
};

/** The 実施記録 of every unit somebody leads, as it stands now (2-7(2)(ア)). It can be sent again when more have done it. */
export const sendRecord = (ctx: Ctx, plan: Running, me: PersonId): Step => {
  const { state } = plan;
  const records = recordsOf(ctx, me);
  if (records.length === 0 || !state.duty.reported) return notLeader;
  if (state.status === 'proposed') return refuse('not-started', 'この件は、まだ始まっていません。');
  const role = reportToOf(state.duty);
  const readers = roleHolders(ctx.dir, role === 'staff' ? 'chiefOfficer' : role, undefined, jstDate(ctx.now));
  if (readers.length === 0)
    return refuse('no-chief', `いま、届け先の${roleLabels[role]}がいません。総務部に連絡してください。`);
  const tallies = records.flatMap((record) => record.tallies);
  const pings = records.flatMap((record): Outbound[] =>
    readers.map(({ person }) => ({
      slot: `record/${plan.id}/${record.led}/${person}`,
      to: { person },
      lane: 'note',
      card: recordCard(ctx, plan, me, record),
    })),
  );
  const sent = tallies.map(({ unit, done, total }) => [unit, { at: ctx.now, by: me, done, total }] as const);
  const { done, total } = sums(tallies);
  return ok({
    next: { ...state, reports: { ...state.reports, ...Object.fromEntries(sent) }, revision: state.revision + 1 },
    facts: tallies.map(({ unit, ...counts }) => ({
      chain: plan.id,
      type: 'duty.reported',
      actor: me,
      subject: plan.id,
      data: { unit, ...counts },
    })),
    pings,
    reply: {
      kind: 'say',
      card: said('送りました', `実施記録(${total}人のうち${done}人)を、${roleLabels[role]}に送りました。`),
    },
  });
};
