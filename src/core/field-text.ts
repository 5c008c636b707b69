import type { FieldView } from './form.ts';
import type { AnyField, Fields } from './form-schema.ts';
import type { JstDate } from './people/directory.ts';
import { assertNever } from './result.ts';

/** How days and people read where a value is shown. */
export type Reading = { date: (day: JstDate) => string; person: (id: string) => string };

type Values = Readonly<Record<string, unknown>>;

const labelOf = (options: readonly { value: string; label: string }[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value;

const shownAs = (view: FieldView, reading: Reading): string => {
  switch (view.kind) {
    case 'text':
    case 'paragraph':
    case 'number':
      return view.value;
    case 'date':
      return view.value === '' ? '' : reading.date(view.value);
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
const fieldText = (field: AnyField, value: unknown, reading: Reading): string =>
  value === undefined ? '' : shownAs(field.view('', field.raw(value), reading.person), reading);

/** One line for each row of a group: 「ノートPC / 貸出用ノート / PC-0007」. */
const linesOf = (fields: Readonly<Record<string, AnyField>>, value: unknown, reading: Reading): string =>
  Array.isArray(value)
    ? value
        .map((row: Values) =>
          Object.entries(fields)
            .map(([name, field]) => fieldText(field, row[name], reading))
            .filter((cell) => cell !== '')
            .join(' / '),
        )
        .join('\n')
    : '';

/** What was stored in one field of a form, or in a group of rows, as people read it. */
export const valueText = (field: Fields[string], value: unknown, reading: Reading): string =>
  field.kind === 'rows' ? linesOf(field.fields, value, reading) : fieldText(field, value, reading);
