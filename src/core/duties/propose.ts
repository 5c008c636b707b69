import { type Block, type Card, text as line } from '../card.ts';
import { showClause } from '../clause.ts';
import type { Ctx, Decision, Found } from '../feature.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { viewForm } from '../form-schema.ts';
import type { PersonId } from '../outbound.ts';
import { rolesOf } from '../people/roles.ts';
import { ok, type Refusal, type Result, refuse } from '../result.ts';
import { jstDate, plusDays } from '../time.ts';
import { reachOf } from './audience.ts';
import type { Duty } from './duty.ts';
import type { Plan } from './plan.ts';
import { planFields, rawOfDuty, readDuty } from './plan-fields.ts';
import { shippedDuty } from './shipped.ts';

const rolesIn = (ctx: Ctx, person: PersonId): string[] =>
  rolesOf(ctx.dir, person, jstDate(ctx.now)).flatMap(({ role, deputyFor }) => (deputyFor ? [] : [role]));

/** Who may start and end a duty of any kind: the 情報セキュリティ管理者 (2-3(2)(ウ)). */
export const runsAll = (ctx: Ctx, person: PersonId): boolean => rolesIn(ctx, person).includes('securityManager');

/** Who may start, end and look over a duty: the 情報セキュリティ管理者, and whom the duty names. */
export const mayRun = (ctx: Ctx, duty: Pick<Duty, 'runBy'>, person: PersonId): boolean =>
  runsAll(ctx, person) || rolesIn(ctx, person).some((role) => duty.runBy.some((each) => each === role));

export const nobody = refuse(
  'not-runner',
  '研修や点検を始められるのは、情報セキュリティ管理者です。総務部に相談してください。(対策基準 3(2)(ウ))',
);

/** A duty nobody has described yet. */
export const blankDuty: Duty = {
  name: 'own',
  label: '',
  clauses: ['2-3(2)(ウ)'],
  what: '',
  who: { roles: ['staff'], employment: [], units: [] },
  every: { kind: 'once' },
  remind: [-5, 0],
  again: 5,
  done: 'self',
  later: 0,
  tell: [{ after: 1, role: 'informationManager' }],
  runBy: [],
  reported: false,
  quiz: [],
};

/** `duty/virusScan/new`: the form says itself which duty it began with, for nothing else comes back with it. */
export const newForm = (name?: string): string => (name === undefined ? 'duty/new' : `duty/${name}/new`);

const templateOf = (form: string): Duty => shippedDuty(form.split('/').at(-2) ?? '') ?? blankDuty;

type Drawn = { context: FormContext; raw?: RawValues; refusal?: Refusal | undefined; more?: string };

type Sheet = { name: string; title: string; duty: Duty; said: string; filled: RawValues };

/** The form of a duty, filled with what it is. */
export const dutyForm = (ctx: Ctx, sheet: Sheet, { context, raw, refusal, more }: Drawn): Form => {
  const intro: Block[] = [
    ...(refusal ? [line(refusal.text, 'strong')] : []),
    line(sheet.said),
    line(`根拠: ${sheet.duty.clauses.map(showClause).join('、')}`, 'subtle'),
  ];
  return {
    name: sheet.name,
    title: sheet.title,
    submit: '送信',
    context,
    intro,
    fields: viewForm(planFields(ctx, sheet.duty.every), raw ?? sheet.filled, {
      errors: refusal?.fields ?? {},
      ...(more === undefined ? {} : { more }),
      shown: (id) => id,
    }),
  };
};

export const planForm = (ctx: Ctx, form: string, drawn: Drawn): Result<Form> => {
  const duty = templateOf(form);
  if (ctx.actor.is !== 'person' || !mayRun(ctx, duty, ctx.actor.person.id)) return nobody;
  const said = '送信しても、まだ誰にも届きません。何人に届くかを確かめてから始めます。';
  const filled = rawOfDuty(duty, { due: plusDays(jstDate(ctx.now), 30) });
  return ok(dutyForm(ctx, { name: form, title: duty.label || '新しいお願い', duty, said, filled }, drawn));
};

/** Whoever looks after one part asks only those the duty was made for; the 情報セキュリティ管理者 may ask anybody. */
export const widens = (ctx: Ctx, by: PersonId, template: Duty, duty: Duty): Result<never> | undefined => {
  if (runsAll(ctx, by) || duty.who.roles.every((role) => template.who.roles.includes(role))) return undefined;
  return refuse('wider', '対象を広げられるのは、情報セキュリティ管理者です。', {
    roles: '対象を広げるときは、情報セキュリティ管理者に相談してください。',
  });
};

/** Described, with the number of people it would reach; nobody hears of it yet. */
export const propose = (
  ctx: Ctx,
  { form, values }: { form: string; values: RawValues },
  fresh: string,
): Result<Decision<Plan>> => {
  const template = templateOf(form);
  if (ctx.actor.is !== 'person' || !mayRun(ctx, template, ctx.actor.person.id)) return nobody;
  const by = ctx.actor.person.id;
  const read = readDuty(ctx, template, values);
  if (!read.ok) return read;
  const refused = widens(ctx, by, template, read.value.duty);
  if (refused) return refused;
  const next = proposedPlan(ctx, read.value, by);
  return ok({ next, facts: [proposedFact(fresh, next, by)], reply: { kind: 'done' } });
};

export const proposedPlan = (
  ctx: Pick<Ctx, 'now' | 'dir'>,
  { duty, due, from }: { duty: Duty; due: string; from?: string },
  owner: PersonId,
): Plan => ({
  status: 'proposed',
  duty,
  due,
  ...(from ? { from } : {}),
  owner,
  proposedAt: ctx.now,
  reach: reachOf(ctx.dir, duty.who, jstDate(ctx.now)).units,
  reports: {},
  revision: 1,
});

const totalOf = (reach: Plan['reach']): number => reach.reduce((sum, { count }) => sum + count, 0);

export const proposedFact = (id: string, { duty, due, reach }: Plan, actor: string) => ({
  chain: id,
  type: 'duty.proposed',
  actor,
  subject: id,
  data: { duty: duty.name, due, people: totalOf(reach) },
});

type Step = Result<Decision<Plan>>;

const said = (title: string, words: string): Card => ({
  title,
  tone: 'attention',
  notice: title,
  blocks: [line(words)],
});

/** When the chart has moved since the number was shown, it is shown anew, and nothing begins. */
export const recounted = (id: string, by: PersonId, next: Plan, before: number, now: number): Step =>
  ok({
    next,
    facts: [{ chain: id, type: 'duty.recounted', actor: by, subject: id, data: { before, people: now } }],
    reply: {
      kind: 'say',
      card: said(
        '人数が変わりました',
        `届く人数が${before}人から${now}人に変わりました。確かめて、もう一度押してください。`,
      ),
    },
  });

/** From here on it runs by itself: everybody's share is made, and the first message goes out in office hours. */
export const start = (ctx: Ctx, { id, state }: Found<Plan>, by: PersonId): Step => {
  if (!mayRun(ctx, state.duty, by)) return nobody;
  if (state.status !== 'proposed') return refuse('started', 'この件は、もう始まっています。');
  const reach = reachOf(ctx.dir, state.duty.who, jstDate(ctx.now));
  const shown = totalOf(state.reach);
  const next: Plan = { ...state, reach: reach.units, revision: state.revision + 1 };
  if (reach.total > shown) return recounted(id, by, next, shown, reach.total);
  return ok({
    next: { ...next, status: 'running', startedAt: ctx.now },
    facts: [{ chain: id, type: 'duty.started', actor: by, subject: id, data: { people: reach.total } }],
    reply: { kind: 'done' },
  });
};

/** No more reminders; what was done stays on record. */
export const close = (ctx: Ctx, { id, state }: Found<Plan>, by: PersonId): Step => {
  if (!mayRun(ctx, state.duty, by)) return nobody;
  if (state.status === 'closed') return refuse('closed', 'この件は、もう終えています。');
  const { change: _, ...rest } = state;
  return ok({
    next: { ...rest, status: 'closed', closedAt: ctx.now, revision: state.revision + 1 },
    facts: [{ chain: id, type: 'duty.closed', actor: by, subject: id, data: {} }],
    reply: { kind: 'done' },
  });
};
