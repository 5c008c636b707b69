import { rollForward } from '../calendar.ts';
import { type Block, buttons, type Card, text } from '../card.ts';
import type { Timer } from '../case.ts';
import { showClause } from '../clause.ts';
import type { Ctx } from '../feature.ts';
import { choice, date, text as textField } from '../fields.ts';
import type { RawValues } from '../form.ts';
import { type Fields, readForm } from '../form-schema.ts';
import type { Outbound, PersonId } from '../outbound.ts';
import { roleHolders } from '../people/roles.ts';
import { ok, refuse } from '../result.ts';
import { instantAt, jstDate, plusDays, showDate } from '../time.ts';
import { titleOf } from './duty.ts';
import { askedOf, digestsOf, doneTask, type Running, taskFact } from './finish.ts';
import { type Finding, type Inspection, type Item, isOpenFinding, resultWords } from './inspection.ts';
import type { Plan } from './plan.ts';
import type { Step } from './step.ts';

const answers = [
  { value: 'kept', label: '守れている' },
  { value: 'mend', label: '直すところがある' },
  { value: 'none', label: '対象なし' },
];

/** One question for each clause that binds the 情報管理者, with what it says in plain words. */
export const checklistFields = (items: readonly Item[]): Fields =>
  Object.fromEntries(
    items.map(({ id, title, plain }, at) => [
      `c${at}`,
      choice<string>({ label: `${title}(${showClause(id)})`, hint: plain, options: answers }),
    ]),
  );

const open = (inspection: Inspection | undefined): Finding[] => (inspection?.findings ?? []).filter((f) => !f.measure);

/** For each finding what is done about it and by when. */
export const measureFields = (inspection: Inspection | undefined): Fields =>
  Object.fromEntries(
    open(inspection).flatMap(({ clause, title }, at) => [
      [`m${at}`, textField({ label: `直すこと: ${title}(${showClause(clause)})`, max: 300, lines: true })],
      [`d${at}`, date({ label: `いつまでに: ${title}` })],
    ]),
  );

const withInspection = (state: Plan, person: PersonId, inspection: Inspection): Plan => ({
  ...state,
  inspections: { ...state.inspections, [person]: inspection },
  revision: state.revision + 1,
});

const details = (inspection: Inspection) => ({
  result: resultWords(inspection),
  improvements: inspection.findings
    .map(({ clause, measure, due }) => `${showClause(clause)} ${measure ?? ''}(${due ? showDate(due) : ''}まで)`)
    .join('\n'),
});

/** Sent to the 情報セキュリティ管理者: every finding has a measure and a date (2-11(2)(イ)). */
const sent = (ctx: Ctx, plan: Running, person: PersonId, inspection: Inspection): Step => {
  const asked = askedOf(ctx, plan, person);
  if (!asked.ok) return asked;
  const task = asked.value;
  const whole = { ...inspection, sentAt: ctx.now };
  return ok({
    next: withInspection(plan.state, person, whole),
    tasks: [doneTask(ctx, plan, task, person)],
    facts: [
      taskFact(plan, task, {
        type: 'duty.done',
        actor: person,
        data: { way: 'inspection', kept: whole.kept, findings: whole.findings.length },
        details: details(whole),
      }),
    ],
    digests: digestsOf(task),
    reply: { kind: 'done' },
  });
};

/** The checklist filled in. Without findings that is all; with some, each wants a measure and a date first. */
export const answerChecklist = (ctx: Ctx, plan: Running, person: PersonId, values: RawValues): Step => {
  const asked = askedOf(ctx, plan, person);
  if (!asked.ok) return asked;
  const items = ctx.clausesFor?.('informationManager') ?? [];
  const read = readForm(checklistFields(items), values);
  if (!read.ok) return read;
  const said = (value: string): Item[] => items.filter((_, at) => read.value[`c${at}`] === value);
  const inspection: Inspection = {
    unit: asked.value.unit,
    at: ctx.now,
    kept: said('kept').length,
    notOurs: said('none').length,
    findings: said('mend').map(({ id, title }) => ({ clause: id, title })),
  };
  if (inspection.findings.length === 0) return sent(ctx, plan, person, inspection);
  return ok({
    next: withInspection(plan.state, person, inspection),
    facts: [
      taskFact(plan, asked.value, {
        type: 'duty.inspected',
        actor: person,
        data: { kept: inspection.kept, findings: inspection.findings.map(({ clause }) => clause) },
      }),
    ],
    digests: digestsOf(asked.value),
    reply: { kind: 'done' },
  });
};

export const planMeasures = (ctx: Ctx, plan: Running, person: PersonId, values: RawValues): Step => {
  const inspection = plan.state.inspections?.[person];
  const waiting = open(inspection);
  if (!inspection || waiting.length === 0) return refuse('no-findings', '直すことを決めるものは、いまはありません。');
  const read = readForm(measureFields(inspection), values);
  if (!read.ok) return read;
  const today = jstDate(ctx.now);
  const past = waiting.findIndex((_, at) => String(read.value[`d${at}`]) < today);
  if (past >= 0)
    return refuse('past', '日付を直して、もう一度送ってください。', { [`d${past}`]: '今日以降の日にしてください。' });
  const measured = waiting.map(
    (finding, at): Finding => ({
      ...finding,
      measure: String(read.value[`m${at}`]),
      due: String(read.value[`d${at}`]),
    }),
  );
  const findings = inspection.findings.map((one) => measured.find(({ clause }) => clause === one.clause) ?? one);
  return sent(ctx, plan, person, { ...inspection, findings });
};

/** 「直しました」: one measure is done. */
export const mended = (ctx: Ctx, plan: Running, person: PersonId, clause: string): Step => {
  const inspection = plan.state.inspections?.[person];
  const finding = inspection?.findings.find((one) => one.clause === clause && one.measure !== undefined);
  if (!inspection || !finding) return refuse('no-finding', 'この操作は、いまはできません。');
  if (finding.mendedAt) return refuse('already', 'もう直したと記録されています。');
  const findings = inspection.findings.map((one) => (one === finding ? { ...one, mendedAt: ctx.now } : one));
  return ok({
    next: withInspection(plan.state, person, { ...inspection, findings }),
    facts: [
      { chain: plan.id, type: 'duty.mended', actor: person, subject: plan.id, data: { clause, unit: inspection.unit } },
    ],
    reply: { kind: 'done' },
  });
};

const findingLine = ({ clause, title, measure, due, mendedAt }: Finding): string =>
  `${title}(${showClause(clause)})${measure ? `: ${measure} ${due ? `${showDate(due)}まで` : ''}` : ''}${mendedAt ? ' 済み' : ''}`;

/** What one 情報管理者 found, and what is still to be put right. */
export const inspectionCard = (id: string, plan: Plan, inspection: Inspection, called: string): Card => {
  const left = inspection.findings.filter(isOpenFinding);
  const list: Block[] =
    inspection.findings.length > 0 ? [{ kind: 'list', items: inspection.findings.map(findingLine) }] : [];
  const form = { do: 'open' as const, form: 'duty/measures', case: id };
  const mend = left.slice(0, 10).map((finding, at) => ({
    label: `直しました ${at + 1}(${finding.title})`.slice(0, 40),
    action: { do: 'press' as const, verb: 'mended', case: id, arg: finding.clause },
    confirm: { title: '直しました', text: findingLine(finding).slice(0, 200), yes: 'はい', no: '戻る' },
  }));
  return {
    title: `${called} ${titleOf(plan.duty)}`,
    tone: left.length > 0 ? 'attention' : 'good',
    notice: called,
    blocks: [
      text(`点検の結果: ${resultWords(inspection)}`),
      ...list,
      ...(inspection.sentAt
        ? [text('情報セキュリティ管理者に報告しました。(対策基準 11(2)(イ))', 'subtle')]
        : [
            text('直すことと期限を決めると、情報セキュリティ管理者への報告になります。(対策基準 11(2)(イ))'),
            buttons({ label: '直すことと期限を決める', style: 'primary', action: form }),
          ]),
      ...(inspection.sentAt && mend.length > 0 ? [buttons(...mend)] : []),
    ],
  };
};

/** On the day a measure is due, and the day after it, as long as it is not done. */
export const measureTimers = (ctx: Ctx, id: string, { inspections, status }: Plan): Timer[] => {
  if (status === 'proposed') return [];
  const days = Object.entries(inspections ?? {}).flatMap(([person, { findings }]) =>
    findings
      .filter((finding) => isOpenFinding(finding) && finding.due !== undefined)
      .flatMap(({ due = '' }) =>
        [due, plusDays(due, 1)].map((day) => ({ person, day: rollForward(day, ctx.settings) })),
      ),
  );
  const keys = new Set(days.map(({ person, day }) => `${person} ${day}`));
  return [...keys].flatMap((key) => {
    const [person = '', day = ''] = key.split(' ');
    const at = instantAt(day, ctx.settings.officeFrom);
    return at > ctx.now ? [{ id: `${id}/measure/${person}/${day}`, subject: id, what: `measure/${person}`, at }] : [];
  });
};

/** Who promised a measure is reminded of it; what is late is shown to the 情報セキュリティ管理者 too. */
export const remindMeasures = (ctx: Ctx, plan: Running, person: PersonId, called: string): Step => {
  const inspection = plan.state.inspections?.[person];
  const day = jstDate(ctx.now);
  const due = (inspection?.findings ?? []).filter((one) => isOpenFinding(one) && (one.due ?? '9') <= day);
  if (!inspection || due.length === 0) return ok({ facts: [], reply: { kind: 'done' } });
  const late = due.some((one) => (one.due ?? '9') < day);
  const told = late ? roleHolders(ctx.dir, 'securityManager', undefined, day).map((held) => held.person) : [];
  const slot = (to: PersonId, card: Card): Outbound => ({
    slot: `measure/${plan.id}/${person}/${day}/${to}`,
    to: { person: to },
    lane: 'note',
    card,
  });
  const name = ctx.dir.person(person)?.name ?? person;
  const passed: Card = {
    title: `${called} 期限を過ぎた改善`,
    tone: 'attention',
    notice: called,
    blocks: [
      text(`${name}さんの自己点検で決めた改善が、期限を過ぎています。`),
      { kind: 'list', items: due.map(findingLine) },
    ],
  };
  return ok({
    facts: [
      {
        chain: plan.id,
        type: 'duty.measureReminded',
        actor: 'clock',
        subject: plan.id,
        data: { person, clauses: due.map(({ clause }) => clause) },
      },
    ],
    pings: [
      slot(person, inspectionCard(plan.id, plan.state, inspection, called)),
      ...told.filter((each) => each !== person).map((each) => slot(each, passed)),
    ],
    reply: { kind: 'done' },
  });
};
