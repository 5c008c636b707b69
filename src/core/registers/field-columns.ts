import { valueText } from '../field-text.ts';
import type { FieldView } from '../form.ts';
import type { Fields } from '../form-schema.ts';
import type { Column } from './register.ts';

type Values = Readonly<Record<string, unknown>>;

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
    const kind = field.kind === 'rows' ? undefined : field.view('', undefined, String).kind;
    return {
      label,
      width: kind ? widths[kind] : 30,
      ...(kind === 'number' ? { number: true as const } : {}),
      cell: (state, { dir, style }) =>
        valueText(field, valuesOf(state)[name], {
          date: style.date,
          person: (person) => dir.person(person)?.name ?? person,
        }),
    };
  });
