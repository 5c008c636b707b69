import type { Block } from '../card.ts';
import { text } from '../card.ts';
import type { Ctx, Found } from '../feature.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { type Fields, rawOf, viewForm } from '../form-schema.ts';
import { type Result, refuse } from '../result.ts';
import { clip } from '../text.ts';
import { mayAsk, mayFill, mayOwn, mayRevoke } from './entitled.ts';
import type { AnyKind } from './kind.ts';
import { kindOf } from './kinds.ts';
import type { Request } from './request.ts';
import { type Run, runAs } from './run.ts';
import { stepFormOf } from './step-forms.ts';
import { subjectFields } from './subject-person.ts';
import { answerFields } from './submit.ts';
import { clausesOf, nameOf, numberOf } from './words.ts';

type Drawing = { raw: RawValues; errors?: Readonly<Record<string, string>>; more?: string; say?: string };

/** Words carried by a button or a typed sentence: `{"raw":{field: text}}`. Anything else is left aside. */
export const prefill = (arg: string | undefined): RawValues => {
  try {
    const parsed: unknown = JSON.parse(arg ?? '{}');
    const raw = parsed && typeof parsed === 'object' && 'raw' in parsed ? parsed.raw : {};
    return Object.fromEntries(Object.entries(raw as object).filter(([, value]) => typeof value === 'string'));
  } catch {
    return {};
  }
};

const may = (run: Run, request: Request, step: string): Result<unknown> => {
  switch (step) {
    case 'change':
      return mayOwn(run, request, 'returned', 'draft');
    case 'extend':
      return mayOwn(run, request, 'approved');
    case 'giveBack':
      return mayOwn(run, request, 'approved', 'revoked');
    case 'revoke':
      return mayRevoke(run, request);
    default:
      return mayFill(run, request, step, request.revision);
  }
};

/** The form as it should look now; what a person may not do is said here already, before anything is typed. */
export const openForm = (
  ctx: Ctx,
  name: string,
  context: FormContext,
  found: Found<Request> | undefined,
  drawing?: Drawing,
): Result<Form> => {
  const [kindName = '', step = ''] = name.split('/');
  const kind = kindOf(kindName);
  const as = runAs(ctx, found?.id ?? '');
  if (!as.ok) return as;
  if (step === 'new') return newForm(as.value, kind, name, context, drawing);
  if (!found) return refuse('gone', 'この申請が見つかりません。ホームから開き直してください。');
  const allowed = may(as.value, found.state, step);
  if (!allowed.ok) return allowed;
  return step === 'change'
    ? changeForm(as.value, kind, name, context, found, drawing)
    : stepForm(as.value, kind, name, context, found, drawing);
};

const draw = (
  run: Run,
  name: string,
  context: FormContext,
  about: { title: string; intro: readonly Block[]; fields: Fields },
  drawing: Drawing,
): Form => ({
  name,
  title: about.title,
  submit: '送信',
  context,
  intro: [...(drawing.say ? [text(drawing.say, 'strong')] : []), ...about.intro],
  fields: viewForm(about.fields, drawing.raw, {
    ...(drawing.errors ? { errors: drawing.errors } : {}),
    ...(drawing.more ? { more: drawing.more } : {}),
    shown: (id) => run.ctx.dir.person(id)?.name ?? id,
  }),
});

const houseBlocks = ({ ctx, on }: Run, kind: AnyKind): Block[] =>
  (kind.house?.(ctx.settings, on) ?? []).map((each) => text(each));

const newForm = (run: Run, kind: AnyKind, name: string, context: FormContext, drawing?: Drawing): Result<Form> => {
  const { dir } = run.ctx;
  const allowed = mayAsk(run, kind);
  if (!allowed.ok) return allowed;
  const given = drawing ?? { raw: prefill(context.arg) };
  const fields = { ...kind.fields, ...subjectFields(dir, run.by, given.raw, run.on) };
  const intro = [...houseBlocks(run, kind), text(`根拠: ${clausesOf(kind)}`, 'subtle')];
  return { ok: true, value: draw(run, name, context, { title: `${kind.label}の申請`, intro, fields }, given) };
};

const changeForm = (
  run: Run,
  kind: AnyKind,
  name: string,
  context: FormContext,
  found: Found<Request>,
  drawing?: Drawing,
): Result<Form> => {
  const { state } = found;
  const asked =
    state.status === 'returned'
      ? [text(`${nameOf(run.ctx.dir, state.by)}さんからの質問: ${state.question}`, 'strong')]
      : [];
  const stopped = state.status === 'draft' ? [text(state.stop.text, 'strong')] : [];
  const fields = state.status === 'returned' ? { ...answerFields, ...kind.fields } : kind.fields;
  const given = drawing ?? { raw: rawOf(kind.fields, state.values) };
  return {
    ok: true,
    value: draw(run, name, context, { title: `${kind.label}の修正`, intro: [...asked, ...stopped], fields }, given),
  };
};

const stepForm = (
  run: Run,
  kind: AnyKind,
  name: string,
  context: FormContext,
  found: Found<Request>,
  drawing?: Drawing,
): Result<Form> => {
  const about = stepFormOf(kind, found.state, name.split('/')[1] ?? '');
  if (!about) return refuse('no-such-form', 'この操作は、いまはできません。ホームから開き直してください。');
  const { state, id } = found;
  const who = `${nameOf(run.ctx.dir, state.requester)}さんの${numberOf(kind, id)}「${clip(kind.subject(state.values), 60)}」`;
  const fixed = { ...context, version: context.version ?? state.revision };
  return {
    ok: true,
    value: draw(
      run,
      name,
      fixed,
      { title: about.title, intro: [text(who, 'strong'), text(about.intro)], fields: about.fields },
      drawing ?? { raw: {} },
    ),
  };
};
