import { type Block, text as line } from '../card.ts';
import { showClause } from '../clause.ts';
import type { Ctx, Decision, Found } from '../feature.ts';
import { choice, choices, date, text } from '../fields.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { readForm, rows, viewForm } from '../form-schema.ts';
import type { PersonId } from '../outbound.ts';
import { rolesOf } from '../people/roles.ts';
import { ok, type Refusal, type Result, refuse } from '../result.ts';
import { jstDate, plusDays } from '../time.ts';
import { reachOf } from './audience.ts';
import { type Duty, type DutyRole, dutyRoles, type Every } from './duty.ts';
import type { Plan } from './plan.ts';
import { shippedDuty } from './shipped.ts';

export const roleLabels: Readonly<Record<DutyRole, string>> = {
  staff: '職員等の全員',
  informationManager: '情報管理者',
  infrastructureManager: '情報基盤管理者',
  securityManager: '情報セキュリティ管理者',
  chiefOfficer: '情報セキュリティ責任者',
  auditLead: '情報セキュリティ監査責任者',
};

const everyOptions = [
  { value: 'year', label: '年に1回(次の年度に、また始めるかをうかがいます)' },
  { value: 'once', label: '1回だけ' },
  ...[1, 3, 6, 12].map((months) => ({ value: `months/${months}`, label: `各自、終わってから${months}か月ごと` })),
  { value: 'joining', label: '着任した方に、着任日から' },
];

const everyValue = (every: Every): string => (every.kind === 'months' ? `months/${every.months}` : every.kind);

const readEvery = (value: string, shipped: Every | undefined): Every => {
  if (shipped && everyValue(shipped) === value) return shipped;
  if (value.startsWith('months/')) return { kind: 'months', months: Number(value.slice(7)) };
  return value === 'joining' ? { kind: 'joining', days: 30 } : { kind: value === 'once' ? 'once' : 'year' };
};

export const planFields = {
  label: text({ label: '名前', max: 40 }),
  what: text({ label: 'してもらうこと', max: 400, lines: true }),
  roles: choices<DutyRole>({ label: '対象', options: dutyRoles.map((value) => ({ value, label: roleLabels[value] })) }),
  due: date({ label: '期限' }),
  every: choice<string>({ label: 'くり返し', options: everyOptions }),
  material: text({ label: '教材', hint: 'リンクや、置き場所の説明(任意)', max: 500, lines: true, required: false }),
  quiz: rows({
    label: '確認の問題',
    fields: {
      text: text({ label: '問題', max: 150, required: false }),
      right: text({ label: '正しい答え', max: 70, required: false }),
      wrong: text({ label: '違う答え', hint: '2つ以上あれば「、」で区切ってください', max: 200, required: false }),
      clause: text({ label: '条番号', hint: '例: 2-7(1)(エ)', max: 40, required: false }),
    },
    min: 0,
    max: 5,
    add: '問題を足す',
  }),
};

/** Who may start, end and look over a duty: the 情報セキュリティ管理者, and whom the duty names (2-3(2)(ウ)). */
export const mayRun = (ctx: Ctx, duty: Pick<Duty, 'runBy'>, person: PersonId): boolean =>
  rolesOf(ctx.dir, person, jstDate(ctx.now)).some(
    ({ role, deputyFor }) => !deputyFor && (role === 'securityManager' || duty.runBy.includes(role)),
  );

const nobody = refuse(
  'not-runner',
  '研修や点検を始められるのは、情報セキュリティ管理者です。総務部に相談してください。(対策基準 3(2)(ウ))',
);

/** A duty nobody has described yet. */
const blank: Duty = {
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

export const templateOf = (arg: string | undefined): Duty => shippedDuty(arg ?? '') ?? blank;

const rawOf = (duty: Duty, today: string): RawValues => ({
  label: duty.label,
  what: duty.what,
  roles: duty.who.roles,
  due: plusDays(today, 30),
  every: everyValue(duty.every),
  material: duty.material ?? '',
});

type Drawn = { context: FormContext; raw?: RawValues; refusal?: Refusal | undefined; more?: string };

export const planForm = (ctx: Ctx, { context, raw, refusal, more }: Drawn): Result<Form> => {
  const duty = templateOf(context.arg);
  if (ctx.actor.is !== 'person' || !mayRun(ctx, duty, ctx.actor.person.id)) return nobody;
  const intro: Block[] = [
    ...(refusal ? [line(refusal.text, 'strong')] : []),
    line('送信しても、まだ誰にも届きません。何人に届くかを確かめてから始めます。'),
    line(`根拠: ${duty.clauses.map(showClause).join('、')}`, 'subtle'),
  ];
  return ok({
    name: 'duty/new',
    title: duty.label || '新しいお願い',
    submit: '送信',
    context,
    intro,
    fields: viewForm(planFields, raw ?? rawOf(duty, jstDate(ctx.now)), {
      errors: refusal?.fields ?? {},
      ...(more === undefined ? {} : { more }),
      shown: (id) => id,
    }),
  });
};

const commas = /[、,,]/u;

/** Described, with the number of people it would reach; nobody hears of it yet. */
export const propose = (
  ctx: Ctx,
  { context, values }: { context: FormContext; values: RawValues },
  fresh: string,
): Result<Decision<Plan>> => {
  const template = templateOf(context.arg);
  if (ctx.actor.is !== 'person' || !mayRun(ctx, template, ctx.actor.person.id)) return nobody;
  const read = readForm(planFields, values);
  if (!read.ok) return read;
  const on = jstDate(ctx.now);
  const { label, what, roles, due, every, material, quiz } = read.value;
  if (due < on)
    return refuse('past', '期限を直して、もう一度送ってください。', { due: '期限は今日以降にしてください。' });
  const half = quiz.findIndex((each) => !each.text || !each.right || !each.wrong);
  if (half >= 0)
    return refuse('half-question', '確認の問題を直して、もう一度送ってください。', {
      [`quiz.${half}.text`]: '問題、正しい答え、違う答えの3つを書いてください。',
    });
  const duty: Duty = {
    ...template,
    label,
    what,
    who: { ...template.who, roles: [...roles] },
    every: readEvery(every, template.every),
    ...(material ? { material } : {}),
    quiz: quiz.map((each) => ({
      ...each,
      wrong: each.wrong
        .split(commas)
        .map((w) => w.trim())
        .filter(Boolean),
    })),
  };
  const reach = reachOf(ctx.dir, duty.who, on);
  const by = ctx.actor.person.id;
  return ok({
    next: {
      status: 'proposed',
      duty,
      due,
      owner: by,
      proposedAt: ctx.now,
      reach: reach.units,
      reports: {},
      revision: 1,
    },
    facts: [
      {
        chain: fresh,
        type: 'duty.proposed',
        actor: by,
        subject: fresh,
        data: { duty: duty.name, due, people: reach.total },
      },
    ],
    reply: { kind: 'done' },
  });
};

type Step = Result<Decision<Plan>>;

/** From here on it runs by itself: everybody's share is made, and the first message goes out in office hours. */
export const start = (ctx: Ctx, { id, state }: Found<Plan>, by: PersonId): Step => {
  if (!mayRun(ctx, state.duty, by)) return nobody;
  if (state.status !== 'proposed') return refuse('started', 'この件は、もう始まっています。');
  const reach = reachOf(ctx.dir, state.duty.who, jstDate(ctx.now));
  return ok({
    next: { ...state, status: 'running', startedAt: ctx.now, reach: reach.units, revision: state.revision + 1 },
    facts: [{ chain: id, type: 'duty.started', actor: by, subject: id, data: { people: reach.total } }],
    reply: { kind: 'done' },
  });
};

/** No more reminders; what was done stays on record. */
export const close = (ctx: Ctx, { id, state }: Found<Plan>, by: PersonId): Step => {
  if (!mayRun(ctx, state.duty, by)) return nobody;
  if (state.status === 'closed') return refuse('closed', 'この件は、もう終えています。');
  return ok({
    next: { ...state, status: 'closed', closedAt: ctx.now, revision: state.revision + 1 },
    facts: [{ chain: id, type: 'duty.closed', actor: by, subject: id, data: {} }],
    reply: { kind: 'done' },
  });
};
