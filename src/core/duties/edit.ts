import type { Ctx, Decision, Found } from '../feature.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import type { PersonId } from '../outbound.ts';
import { ok, type Refusal, type Result, refuse } from '../result.ts';
import { jstDate } from '../time.ts';
import { reachOf } from './audience.ts';
import { titleOf } from './duty.ts';
import type { Plan, Proposal } from './plan.ts';
import { rawOfDuty, readDuty } from './plan-fields.ts';
import { dutyForm, mayRun, nobody, recounted, widens } from './propose.ts';

type Step = Result<Decision<Plan>>;
type Drawn = { context: FormContext; raw?: RawValues; refusal?: Refusal | undefined; more?: string };

const over = refuse('closed', 'この件は、もう終えています。新しく始めてください。');

/** 「内容を直す」: filled with what it is now, or with the change that waits to be confirmed. */
export const editForm = (ctx: Ctx, { state }: Found<Plan>, drawn: Drawn): Result<Form> => {
  if (ctx.actor.is !== 'person' || !mayRun(ctx, state.duty, ctx.actor.person.id)) return nobody;
  if (state.status === 'closed') return over;
  const { duty, due, from } = state.change ?? state;
  const said = '送信しても、まだ何も変わりません。何人に届くかを確かめてから変えます。';
  const sheet = { name: 'duty/edit', title: titleOf(duty), duty, said, filled: rawOfDuty(duty, { due, from }) };
  return ok(dutyForm(ctx, sheet, drawn));
};

/** What it would become stands beside what it is, with the number of people, until somebody confirms it. */
export const withChange = (
  ctx: Pick<Ctx, 'now' | 'dir'>,
  state: Plan,
  { duty, due, from }: Pick<Proposal, 'duty' | 'due' | 'from'>,
  by: string,
): Plan => {
  const reach = reachOf(ctx.dir, duty.who, jstDate(ctx.now)).units;
  const revision = state.revision + 1;
  const dates = { due, ...(from ? { from } : {}) };
  // Nothing has been sent of what was only proposed: it is simply described anew.
  if (state.status === 'proposed') {
    const { from: _, ...rest } = state;
    return { ...rest, duty, ...dates, reach, revision };
  }
  return { ...state, change: { duty, ...dates, reach, by, at: ctx.now }, revision };
};

export const edit = (ctx: Ctx, { id, state }: Found<Plan>, by: PersonId, values: RawValues): Step => {
  if (!mayRun(ctx, state.duty, by)) return nobody;
  if (state.status === 'closed') return over;
  const read = readDuty(ctx, (state.change ?? state).duty, values);
  if (!read.ok) return read;
  const refused = widens(ctx, by, state.duty, read.value.duty);
  if (refused) return refused;
  const next = withChange(ctx, state, read.value, by);
  return ok({
    next,
    facts: [{ chain: id, type: 'duty.described', actor: by, subject: id, data: { revision: next.revision } }],
    reply: { kind: 'done' },
  });
};

/** The change counts from here on: everybody's share follows it. */
export const apply = (ctx: Ctx, { id, state }: Found<Plan>, by: PersonId): Step => {
  if (!mayRun(ctx, state.duty, by)) return nobody;
  const { change, from: _, ...rest } = state;
  if (!change || state.status === 'closed') return refuse('no-change', '変更の案は、いまはありません。');
  const refused = widens(ctx, by, state.duty, change.duty);
  if (refused) return refused;
  const { duty, due, from } = change;
  const reach = reachOf(ctx.dir, duty.who, jstDate(ctx.now));
  const shown = change.reach.reduce((sum, { count }) => sum + count, 0);
  const revision = state.revision + 1;
  if (reach.total > shown)
    return recounted(id, by, { ...state, change: { ...change, reach: reach.units }, revision }, shown, reach.total);
  return ok({
    next: { ...rest, duty, due, ...(from ? { from } : {}), reach: reach.units, changedAt: ctx.now, revision },
    facts: [{ chain: id, type: 'duty.changed', actor: by, subject: id, data: { people: reach.total, due } }],
    reply: { kind: 'done' },
  });
};

export const dropChange = (ctx: Ctx, { id, state }: Found<Plan>, by: PersonId): Step => {
  if (!mayRun(ctx, state.duty, by)) return nobody;
  const { change, ...rest } = state;
  if (!change) return refuse('no-change', '変更の案は、いまはありません。');
  return ok({
    next: { ...rest, revision: state.revision + 1 },
    facts: [{ chain: id, type: 'duty.changeDropped', actor: by, subject: id, data: {} }],
    reply: { kind: 'done' },
  });
};

/** Nobody is reminded until it goes on; what was done stays done. */
export const pause = (ctx: Ctx, { id, state }: Found<Plan>, by: PersonId): Step => {
  if (!mayRun(ctx, state.duty, by)) return nobody;
  if (state.status !== 'running') return refuse('not-running', 'この件は、いま実施中ではありません。');
  return ok({
    next: { ...state, status: 'paused', changedAt: ctx.now, revision: state.revision + 1 },
    facts: [{ chain: id, type: 'duty.paused', actor: by, subject: id, data: {} }],
    reply: { kind: 'done' },
  });
};

export const resume = (ctx: Ctx, { id, state }: Found<Plan>, by: PersonId): Step => {
  if (!mayRun(ctx, state.duty, by)) return nobody;
  if (state.status !== 'paused') return refuse('not-paused', 'この件は、止めていません。');
  return ok({
    next: { ...state, status: 'running', changedAt: ctx.now, revision: state.revision + 1 },
    facts: [{ chain: id, type: 'duty.resumed', actor: by, subject: id, data: {} }],
    reply: { kind: 'done' },
  });
};
