import { type Block, text } from '../card.ts';
import type { Ctx } from '../feature.ts';
import { choiceOrNone } from '../fields.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { type Fields, viewForm } from '../form-schema.ts';
import { approverChain } from '../people/approvers.ts';
import type { UnitId } from '../people/directory.ts';
import { ok, type Refusal, type Result } from '../result.ts';
import { sourceField, toldFields } from './fields.ts';
import type { AnyReportKind } from './kind.ts';
import { kindOf } from './kinds.ts';
import { runAs } from './run.ts';
import { clausesOf, withPhone } from './words.ts';

/** What a button, a message shortcut or a typed sentence already says. */
export const given = (arg: string | undefined): RawValues => {
  try {
    const { raw, ...said } = JSON.parse(arg ?? '{}') as Record<string, unknown>;
    const { body: typed, text: message, link, ...more } = { ...said, ...(raw as Record<string, unknown> | undefined) };
    const body = [typed, message, link].filter((part) => typeof part === 'string' && part !== '').join('\n');
    const texts = Object.entries(more).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return { ...Object.fromEntries(texts), ...(body ? { body } : {}) };
  } catch {
    return {};
  }
};

const unitsOf = (ctx: Ctx): UnitId[] => {
  const { by, on } = runAs(ctx, '');
  return [...new Set(ctx.dir.postsOf(by, on).map(({ unit }) => unit))];
};

/** The reporter's unit: the one they chose where they have several, else the first; empty for an account the chart does not know. */
export const unitOf = (ctx: Ctx, asked: string): UnitId => {
  const units = unitsOf(ctx);
  return units.find((unit) => unit === asked) ?? units[0] ?? '';
};

/** 件名 and 内容 first; whatever else there is may stay empty. */
export const fieldsFor = (ctx: Ctx, kind: AnyReportKind): Fields => {
  if (kind.only) return kind.fields;
  const units = unitsOf(ctx);
  const unit = choiceOrNone({
    label: 'どちらの所属の報告ですか',
    options: units.map((id) => ({ value: id, label: ctx.dir.unitName(id) })),
  });
  // A kind that puts 件名 and 内容 in a place of its own asks other things first.
  const own = 'subject' in kind.fields ? kind.fields : { ...toldFields, ...kind.fields };
  return { ...own, ...sourceField, ...(units.length > 1 ? { unit } : {}) };
};

/** Whom to phone now: the first of the reporter's 情報管理者 and the 情報セキュリティ管理者 who have a number. */
export const phonesFor = (ctx: Ctx, kind: AnyReportKind): string[] => {
  const { by, on } = runAs(ctx, '');
  const unit = unitOf(ctx, '');
  const roles = unit ? kind.reach : (['securityManager'] as const);
  const people = roles.flatMap(
    (role) => approverChain(ctx.dir, { requester: by, unit, role }, on).levels[0]?.approvers ?? [],
  );
  return [...new Set(people.map(({ person }) => person))].filter((person) => ctx.dir.person(person)?.phone);
};

/** First aid, before anything is asked; with whom to phone where that comes first. */
export const firstAidBlocks = (ctx: Ctx, kind: AnyReportKind): Block[] => {
  const phones = kind.callFirst ? phonesFor(ctx, kind) : [];
  const calls = phones.map((person) => `電話: ${withPhone(ctx.dir, person)}`);
  const none = kind.callFirst && phones.length === 0 ? ['電話: 所属の情報管理者か総務部へ'] : [];
  const [first = '', ...more] = kind.firstAid;
  return [text(first, 'strong'), ...[...more, ...calls, ...none].map((line) => text(line))];
};

export const drawTelling = (
  ctx: Ctx,
  name: string,
  context: FormContext,
  drawing?: { raw: RawValues; refusal?: Refusal | undefined },
): Result<Form> => {
  const kind = kindOf(name.split('/')[0] ?? '');
  const allowed = kind.mayBegin?.(ctx) ?? ok(true);
  if (!allowed.ok) return allowed;
  const refusal = drawing?.refusal;
  return ok({
    name,
    title: kind.only ? kind.label : `${kind.label}の報告`,
    submit: '送信',
    context,
    intro: [
      ...(refusal ? [text(refusal.text, 'strong')] : []),
      ...firstAidBlocks(ctx, kind),
      ...(kind.only
        ? []
        : [
            text(
              `${'subject' in kind.fields ? '分かるところだけで' : '件名と内容だけで'}送れます。足りないことは、あとから足せます。`,
            ),
          ]),
      text(`パスワードやマイナンバーは書かないでください。根拠: ${clausesOf(kind)}`, 'subtle'),
    ],
    fields: viewForm(fieldsFor(ctx, kind), drawing?.raw ?? { ...kind.usual, ...given(context.arg) }, {
      errors: refusal?.fields ?? {},
      shown: (id) => ctx.dir.person(id)?.name ?? id,
    }),
  });
};
