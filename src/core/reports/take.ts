import { text } from '../card.ts';
import type { CaseAsk, Ctx, Found } from '../feature.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { readForm, viewForm } from '../form-schema.ts';
import { ok, type Refusal, type Result, refuse } from '../result.ts';
import { buttonRows, otherSteps, otherVerb, stepButton } from './card-parts.ts';
import type { Report } from './report.ts';
import { type Decided, runAs, shown } from './run.ts';
import { peopleOf } from './standing.ts';
import { type Before, type FormStep, fieldsOf, hasForm, isOffered, type Step } from './step.ts';
import { stepOf } from './steps.ts';
import { nameOf, numberOf, reporterName } from './words.ts';

export const beforeOf = (ctx: Ctx, { id, state }: Pick<Found<Report>, 'id' | 'state'>, arg?: string): Before => {
  const run = runAs(ctx, id);
  return { run, report: state, as: peopleOf(ctx.dir, state, run.on).get(run.by) ?? new Set(), arg };
};

const unknown = (): Result<never> =>
  refuse('no-such-step', 'この操作は、いまはできません。カードを開き直してください。');

const notYours = (): Result<never> =>
  refuse(
    'not-yours',
    'この報告を担当していないため、操作できません。ご自分の担当のはずのときは、総務部に名簿を確かめるよう頼んでください。',
  );

/** Who took it on already, for whoever presses too late. */
const late = ({ run, report, as }: Before): Result<never> => {
  const last = report.history.findLast(({ by }) => by !== 'clock');
  const { dir } = run.ctx;
  const name = last?.by === report.reporter ? reporterName(dir, report, as) : nameOf(dir, last?.by ?? '');
  const said = last ? `「${last.what}」が${name}により済んでいます。` : '';
  return refuse('not-now', `${said}いまは、この操作はできません。新しいカードを確かめてください。`);
};

/** By the chart and the case of this moment, whatever the button says. */
const may = (step: Step, before: Before, version: number | undefined): Result<true> => {
  if (!step.by.some((as) => before.as.has(as))) return notYours();
  if (!isOffered(step, before)) return late(before);
  return step.fresh && version !== before.report.revision
    ? refuse('stale', 'この報告は内容が変わっています。新しいカードを確かめてから、もう一度押してください。')
    : ok(true);
};

/** ほかの操作: everything else this person may do, in a private answer. */
const others = (before: Before): Decided => {
  const { run, report } = before;
  if (before.as.size === 0) return notYours();
  const title = `${numberOf(run.id, report)} ほかの操作`;
  const list = otherSteps(before).map((step) => stepButton(step, before, run.id));
  const blocks = list.length > 0 ? buttonRows(list) : [text('いま、ほかにできる操作はありません。')];
  return shown({ title, tone: 'plain', notice: title, blocks }, []);
};

export const press = (ctx: Ctx, ask: Extract<CaseAsk, { type: 'press' }>, found: Found<Report>): Decided => {
  const before = beforeOf(ctx, found, ask.arg);
  if (ask.verb === otherVerb) return others(before);
  const step = stepOf(ask.verb);
  if (!step || hasForm(step)) return unknown();
  const allowed = may(step, before, ask.version);
  return allowed.ok ? step.take(before) : allowed;
};

const formStepIn = (form: string): FormStep | undefined => {
  const step = stepOf(form.split('/')[1] ?? '');
  return step && hasForm(step) ? step : undefined;
};

export const submitStep = (ctx: Ctx, ask: Extract<CaseAsk, { type: 'submit' }>, found: Found<Report>): Decided => {
  const step = formStepIn(ask.form);
  if (!step) return unknown();
  const before = beforeOf(ctx, found, ask.context.arg);
  const allowed = may(step, before, ask.context.version);
  if (!allowed.ok) return allowed;
  const read = readForm(fieldsOf(step, before), ask.values);
  return read.ok ? step.submit(before, read.value as never) : read;
};

/** The form as it should look now; what somebody may not do is said before anything is typed. */
export const openStep = (
  ctx: Ctx,
  form: string,
  context: FormContext,
  found: Found<Report>,
  drawing?: { raw: RawValues; more?: string | undefined; refusal?: Refusal | undefined },
): Result<Form> => {
  const step = formStepIn(form);
  if (!step) return unknown();
  const before = beforeOf(ctx, found, context.arg);
  const { report } = before;
  const version = context.version ?? report.revision;
  const allowed = may(step, before, version);
  if (!allowed.ok) return allowed;
  const refusal = drawing?.refusal;
  return ok({
    name: form,
    title: step.title,
    submit: '送信',
    context: { ...context, version },
    intro: [
      ...(refusal ? [text(refusal.text, 'strong')] : []),
      text(numberOf(found.id, report), 'strong'),
      ...step.intro(before),
    ],
    fields: viewForm(fieldsOf(step, before), drawing?.raw ?? step.raw?.(before) ?? {}, {
      errors: refusal?.fields ?? {},
      ...(drawing?.more ? { more: drawing.more } : {}),
      shown: (id) => ctx.dir.person(id)?.name ?? id,
    }),
  });
};
