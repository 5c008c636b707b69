import type { FieldView } from '../../src/core/form.ts';
import { type Fields, readForm, viewForm } from '../../src/core/form-schema.ts';
import type { AnyKind } from '../../src/core/requests/kind.ts';
import { defaultSettings } from '../../src/core/settings.ts';
import { clean } from '../../src/core/text.ts';

type Raw = Record<string, string | readonly string[]>;

const day = (today: string, later: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) + later * 86_400_000).toISOString().slice(0, 10);

/** Every field of a form as it is drawn, one row of each group. */
export const fieldsOf = (fields: Fields): FieldView[] =>
  viewForm(fields, {}, { shown: (id) => id }).flatMap((field) =>
    field.kind === 'rows' ? (field.rows[0] ?? []) : field,
  );

const isWritten = ({ kind }: FieldView): boolean => kind === 'text' || kind === 'paragraph';

/** As much of `words` as the field takes; a plain word where nothing of it is left to read. */
const fitting = (field: FieldView, words: string): string => {
  const max = 'max' in field ? field.max : 100;
  const cut = Array.from(clean(words)).slice(0, max).join('');
  return clean(cut) === '' ? 'ことば' : cut;
};

/** One answer for a field; `turn` picks another one of those it offers. */
const answer = (
  field: FieldView,
  at: number,
  turn: number,
  today: string,
  words: string,
): string | readonly string[] => {
  switch (field.kind) {
    case 'text':
    case 'paragraph':
      return fitting(field, words);
    case 'number':
      return String(Math.min(field.min + turn, field.max));
    case 'date':
      return day(today, at + 1 + turn);
    case 'choice':
      return field.options.at(-1 - (turn % field.options.length))?.value ?? '';
    case 'choices':
      return turn % 2 === 1 && !field.required ? [] : field.options.map(({ value }) => value);
    case 'person':
      return 'colleague';
  }
};

/**
 * Values that a kind of request lets through, with `words` in every field people write into. Looks for choices by
 * trying, so that a kind nobody has thought of yet comes in by itself. `written`: the fields that took the words.
 */
export const validFor = (
  kind: AnyKind,
  today: string,
  words: (name: string) => string,
): { raw: Raw; written: readonly string[] } => {
  const fields = fieldsOf(kind.fields);
  const turns = new Map<string, number>();
  const plain = new Set<string>();
  const turn = (name: string): void => void turns.set(name, (turns.get(name) ?? 0) + 1);
  const choices = fields.filter((field) => field.kind === 'choice');
  for (let tries = 0; tries < 500; tries++) {
    const raw = Object.fromEntries(
      fields.map((field, at) => {
        const said = plain.has(field.name) ? '12' : words(field.name);
        return [field.name, answer(field, at, turns.get(field.name) ?? 0, today, said)];
      }),
    );
    const read = readForm(kind.fields, raw);
    const problem = read.ok
      ? kind.check(read.value, today, ['informationManager'], defaultSettings)
      : { fields: read.refusal.fields ?? {} };
    if (!problem)
      return { raw, written: fields.filter(isWritten).flatMap(({ name }) => (plain.has(name) ? [] : [name])) };
    if ('stop' in problem) turn(choices[tries % choices.length]?.name ?? '');
    else
      for (const name of Object.keys(problem.fields)) {
        const field = fields.find((one) => one.name === name);
        if (field && isWritten(field) && !plain.has(name)) plain.add(name);
        else turn(name);
      }
  }
  throw new Error(`no answers were found that ${kind.name} lets through`);
};
