import type { FieldView } from '../form.ts';
import type { AnyField, Fields } from '../form-schema.ts';
import { assertNever } from '../result.ts';
import type { Column, Entry } from './register.ts';

type Values = Readonly<Record<string, unknown>>;

const labelOf = (options: readonly { value: string; label: string }[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value;

const shownAs = (view: FieldView, { style }: Entry): string => {
  switch (view.kind) {
    case 'text':
    case 'paragraph':
    case 'number':
      return view.value;
    case 'date':
      return view.value === '' ? '' : style.date(view.value);
    case 'choice':
      return view.value === '' ? '' : labelOf(view.options, view.value);
    case 'choices':
      return view.value.map((value) => labelOf(view.options, value)).join('、');
    case 'person':
      return view.shown;
    default:
      return assertNever(view);
  }
};

/** A stored value as people read it. A value from before the field existed is empty. */
const cellOf = (field: AnyField, value: unknown, entry: Entry): string => {
  if (value === undefined) return '';
  const view = field.view('', field.raw(value), (person) => entry.dir.person(person)?.name ?? person);
  return shownAs(view, entry);
};

/** One line for each row of a group: 「ノートPC / 貸出用ノート / PC-0007」. */
const linesOf = (fields: Readonly<Record<string, AnyField>>, value: unknown, entry: Entry): string =>
  Array.isArray(value)
    ? value
        .map((row: Values) =>
          Object.entries(fields)
            .map(([name, field]) => cellOf(field, row[name], entry))
            .filter((cell) => cell !== '')
            .join(' / '),
        )
        .join('\n')
    : '';

const widths: Readonly<Record<FieldView['kind'], number>> = {
  text: 20,
  paragraph: 26,
  number: 8,
  date: 12,
  choice: 10,
  choices: 16,
  person: 14,
};

/** A column for each field of a form, under its own label. */
export const fieldColumns = <S>(fields: Fields, valuesOf: (state: S) => Values): readonly Column<S>[] =>
  Object.entries(fields).map(([name, field]): Column<S> => {
    const { label } = field;
    if (field.kind === 'rows')
      return { label, width: 30, cell: (state, entry) => linesOf(field.fields, valuesOf(state)[name], entry) };
    const { kind } = field.view('', undefined, String);
    const cell = (state: S, entry: Entry): string => cellOf(field, valuesOf(state)[name], entry);
    return { label, width: widths[kind], ...(kind === 'number' ? { number: true as const } : {}), cell };
  });
