import type { Field } from './fields.ts';
import type { FieldView, RawValues, RowsView } from './form.ts';
import { ok, type Result, refuse } from './result.ts';

/** A group of fields that repeats; its value is a list of objects. */
export type Rows<F> = { kind: 'rows'; label: string; fields: F; min: number; max: number; add: string };

// biome-ignore lint/suspicious/noExplicitAny: a field of any value; the mapped type below gives each its own
export type AnyField = Field<any>;
export type Fields = Readonly<Record<string, AnyField | Rows<Readonly<Record<string, AnyField>>>>>;

type ValueOf<F> =
  F extends Field<infer T> ? T : F extends Rows<infer R> ? readonly { [K in keyof R]: ValueOf<R[K]> }[] : never;
export type Values<F> = { [K in keyof F]: ValueOf<F[K]> };

export const rows = <F extends Readonly<Record<string, AnyField>>>(about: Omit<Rows<F>, 'kind'>): Rows<F> => ({
  kind: 'rows',
  ...about,
});

const rowCount = (name: string, field: { min: number; max: number }, raw: RawValues): number => {
  const last = Object.keys(raw).reduce((most, key) => {
    const found = key.startsWith(`${name}.`) ? Number(key.split('.')[1]) : Number.NaN;
    return Number.isInteger(found) ? Math.max(most, found + 1) : most;
  }, 0);
  return Math.min(Math.max(last, field.min), field.max);
};

const isEmptyRow = (prefix: string, raw: RawValues): boolean =>
  Object.entries(raw).every(([key, value]) => !key.startsWith(prefix) || !value?.length);

/** Reads what was typed; every wrong field gets its sentence, by flat name. Empty rows beyond the first are left out. */
export const readForm = <F extends Fields>(fields: F, raw: RawValues): Result<Values<F>> => {
  const errors: Record<string, string> = {};
  const read = (name: string, field: AnyField): unknown => {
    const parsed = field.schema.safeParse(raw[name]);
    if (parsed.success) return parsed.data;
    errors[name] = parsed.error.issues[0]?.message ?? '';
    return undefined;
  };
  const values = Object.entries(fields).map(([name, field]) => {
    if (field.kind === 'field') return [name, read(name, field)];
    const filled = Array.from({ length: rowCount(name, field, raw) }, (_, at) => `${name}.${at}.`).filter(
      (prefix, at) => at < field.min || !isEmptyRow(prefix, raw),
    );
    return [
      name,
      filled.map((prefix) =>
        Object.fromEntries(Object.entries(field.fields).map(([key, cell]) => [key, read(prefix + key, cell)])),
      ),
    ];
  });
  const wrong = Object.keys(errors).length;
  if (wrong > 0)
    return refuse('invalid', `${wrong}か所を直して、もう一度送ってください。入力した内容は残っています。`, errors);
  return ok(Object.fromEntries(values) as Values<F>);
};

/** Draws the fields with what was typed, a sentence at each wrong one, and one row more where `more` asks for it. */
export const viewForm = (
  fields: Fields,
  raw: RawValues,
  options: { errors?: Readonly<Record<string, string>>; more?: string; shown: (person: string) => string },
): (FieldView | RowsView)[] => {
  const view = (name: string, field: AnyField): FieldView => {
    const error = options.errors?.[name];
    const drawn = field.view(name, raw[name], options.shown);
    return error ? { ...drawn, error } : drawn;
  };
  return Object.entries(fields).map(([name, field]) => {
    if (field.kind === 'field') return view(name, field);
    const count = Math.min(rowCount(name, field, raw) + (options.more === name ? 1 : 0), field.max);
    const { label, min, max, add } = field;
    const drawn = Array.from({ length: count }, (_, at) =>
      Object.entries(field.fields).map(([key, cell]) => view(`${name}.${at}.${key}`, cell)),
    );
    return { kind: 'rows', name, label, rows: drawn, min, max, add };
  });
};

/** What was written by hand in a form, without the codes of choices: given back where a form can't be. */
export const writtenIn = (raw: RawValues): string[] =>
  Object.values(raw).flatMap((value) => (typeof value === 'string' && /[^\x21-\x7E]/.test(value) ? [value] : []));

/** Stored values as they stand in the form again. */
export const rawOf = <F extends Fields>(fields: F, values: Partial<Values<F>>): RawValues => {
  const raw: Record<string, string | readonly string[]> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = values[name];
    if (value === undefined) continue;
    if (field.kind === 'field') raw[name] = field.raw(value as never);
    else
      (value as readonly Record<string, never>[]).forEach((row, at) => {
        for (const [key, cell] of Object.entries(field.fields))
          raw[`${name}.${at}.${key}`] = cell.raw(row[key] as never);
      });
  }
  return raw;
};
