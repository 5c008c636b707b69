import { z } from 'zod';
import type { FieldView, Option } from './form.ts';
import { clean, lengthOf } from './text.ts';
import { isDate } from './time.ts';

type Raw = string | readonly string[];

/** One field of a form: it validates what was typed and renders itself, so the two never drift apart. */
export type Field<T> = {
  kind: 'field';
  label: string;
  schema: z.ZodType<T>;
  view(name: string, raw: Raw | undefined, shown: (person: string) => string): FieldView;
  /** A stored value as it stands in the form again. */
  raw(value: T): Raw;
};

type About = { label: string; hint?: string; required?: boolean };

// What a platform sends back is not trusted to be text.
const one = (raw: unknown): string => {
  const first: unknown = Array.isArray(raw) ? raw[0] : raw;
  return typeof first === 'string' ? first : '';
};
const many = (raw: unknown): string[] => {
  const list: unknown = typeof raw === 'string' ? raw.split(',') : raw;
  return Array.isArray(list) ? list.filter((each): each is string => typeof each === 'string' && each !== '') : [];
};
const shared = (name: string, about: About) => ({
  name,
  label: about.label,
  required: about.required ?? true,
  ...(about.hint ? { hint: about.hint } : {}),
});
const missing = (label: string): string => `「${label}」を入力してください。`;
const unchosen = (label: string): string => `「${label}」を選んでください。`;

const typed = (about: About & { max: number }): z.ZodType<string> =>
  z
    .preprocess((raw) => clean(one(raw)), z.string())
    .check((ctx) => {
      const length = lengthOf(ctx.value);
      if (length === 0 && (about.required ?? true))
        ctx.issues.push({ code: 'custom', message: missing(about.label), input: ctx.value });
      if (length > about.max) {
        const message = `「${about.label}」は${about.max}文字までです(いま${length}文字)。短くして、もう一度送ってください。`;
        ctx.issues.push({ code: 'custom', message, input: ctx.value });
      }
    });

export const text = (about: About & { max?: number; lines?: boolean }): Field<string> => {
  const max = about.max ?? 200;
  return {
    kind: 'field',
    label: about.label,
    schema: typed({ ...about, max }),
    view: (name, raw) => ({ ...shared(name, about), kind: about.lines ? 'paragraph' : 'text', value: one(raw), max }),
    raw: (value) => value,
  };
};

/** Takes full-width digits, separators and 「約30人分くらい」. `undefined` where an optional one is empty. */
export const number = (about: About & { min: number; max: number }): Field<number | undefined> => ({
  kind: 'field',
  label: about.label,
  schema: z
    .preprocess(
      (raw) =>
        clean(one(raw))
          .normalize('NFKC')
          .replace(/[,、\s]|^(約|およそ|おおよそ)|(名|人|件)?(分|様)?(くらい|ぐらい|ほど|程度|前後)?$/gu, ''),
      z.string(),
    )
    .transform((value, ctx) => {
      if (value === '' && about.required === false) return undefined;
      const count = Number(value);
      if (/^\d{1,12}$/.test(value) && count >= about.min && count <= about.max) return count;
      const message = `「${about.label}」は${about.min}から${about.max.toLocaleString('ja-JP')}までの数字で入力してください。`;
      ctx.issues.push({ code: 'custom', message, input: value });
      return z.NEVER;
    }),
  view: (name, raw) => ({ ...shared(name, about), kind: 'number', value: one(raw), min: about.min, max: about.max }),
  raw: (value) => (value === undefined ? '' : String(value)),
});

/** A JST date `YYYY-MM-DD`; `2026/4/1` and full-width digits are understood. Empty where optional. */
export const date = (about: About): Field<string> => ({
  kind: 'field',
  label: about.label,
  schema: z
    .preprocess((raw) => clean(one(raw)).normalize('NFKC'), z.string())
    .transform((value, ctx) => {
      if (value === '' && about.required === false) return '';
      const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(value);
      const day = parts ? `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}` : value;
      if (isDate(day)) return day;
      const message =
        value === ''
          ? missing(about.label)
          : `「${about.label}」は「2026-04-01」のような実在する日付で入力してください。`;
      ctx.issues.push({ code: 'custom', message, input: value });
      return z.NEVER;
    }),
  view: (name, raw) => ({ ...shared(name, about), kind: 'date', value: one(raw) }),
  raw: (value) => value,
});

type Choice<V extends string> = Option & { value: V };

const offers = (options: readonly Option[], value: unknown): boolean =>
  options.some((option) => option.value === value);

export const choice = <V extends string>(about: About & { options: readonly Choice<V>[] }): Field<V> => ({
  kind: 'field',
  label: about.label,
  schema: z.preprocess(
    one,
    z.custom<V>((value) => offers(about.options, value), unchosen(about.label)),
  ),
  view: (name, raw) => ({
    ...shared(name, about),
    kind: 'choice',
    value: offers(about.options, one(raw)) ? one(raw) : '',
    options: about.options,
  }),
  raw: (value) => value,
});

/** A choice that may be left open: an empty value where nothing was chosen. */
export const choiceOrNone = <V extends string>(about: About & { options: readonly Choice<V>[] }): Field<V | ''> => {
  const strict = choice<V>({ ...about, required: false });
  return {
    kind: 'field',
    label: about.label,
    schema: z.preprocess(one, z.union([z.literal(''), strict.schema])),
    view: strict.view,
    raw: (value) => value,
  };
};

export const choices = <V extends string>(about: About & { options: readonly Choice<V>[] }): Field<readonly V[]> => ({
  kind: 'field',
  label: about.label,
  schema: z.preprocess(
    many,
    z.custom<readonly V[]>(
      (list) =>
        Array.isArray(list) &&
        (list.length > 0 || about.required === false) &&
        list.every((value) => offers(about.options, value)),
      unchosen(about.label),
    ),
  ),
  view: (name, raw) => ({
    ...shared(name, about),
    kind: 'choices',
    value: many(raw).filter((value) => offers(about.options, value)),
    options: about.options,
  }),
  raw: (value) => value,
});

/** A person's id, or the name or 職員番号 somebody typed: the decision resolves it against the directory. */
export const person = (about: About): Field<string> => ({
  kind: 'field',
  label: about.label,
  schema: typed({ ...about, max: 100 }),
  view: (name, raw, shown) => ({ ...shared(name, about), kind: 'person', value: one(raw), shown: shown(one(raw)) }),
  raw: (value) => value,
});
