import type { FieldView, Form, RowsView } from '../../src/core/form.ts';
import { rowHeading } from '../../src/core/sentences.ts';
import { type AdaptiveCard, type AdaptiveElement, adaptiveCard, type RenderOptions, textBlocks } from './element.ts';
import type { SentForm } from './read-execute.ts';
import { acting } from './render-buttons.ts';
import { renderBlocks } from './render-card.ts';
import { renderField } from './render-field.ts';

const isRows = (field: FieldView | RowsView): field is RowsView => field.kind === 'rows';

const fieldsOf = (form: Form): FieldView[] =>
  form.fields.flatMap((field) => (isRows(field) ? field.rows.flat() : [field]));

/** What travels in the button: clients leave empty inputs out, so the names come along. */
const sent = (form: Form): SentForm => ({
  name: form.name,
  context: form.context,
  fields: fieldsOf(form).map((field) => field.name),
  lists: fieldsOf(form)
    .filter((field) => field.kind === 'choices')
    .map((field) => field.name),
});

const renderRows = (form: Form, rows: RowsView, options: RenderOptions): AdaptiveElement[] => {
  const groups = rows.rows.map((row, at) => ({
    type: 'Container',
    id: `row:${rows.name}.${at}`,
    style: 'emphasis',
    items: [
      ...textBlocks(rowHeading(rows.label, at + 1), { style: 'heading', weight: 'Bolder' }),
      ...row.map((field) => renderField(field, options)),
    ],
  }));
  const add = acting(rows.add, 'redraw', { form: { ...sent(form), more: rows.name } }, options.buttons);
  return [...groups, ...(rows.rows.length < rows.max ? [{ type: 'ActionSet', actions: [add] }] : [])];
};

export const renderForm = (form: Form, options: RenderOptions = {}): AdaptiveCard => {
  const fields = form.fields.flatMap((field) =>
    isRows(field) ? renderRows(form, field, options) : [renderField(field, options)],
  );
  const submit = { ...acting(form.submit, 'submit', { form: sent(form) }, options.buttons), style: 'positive' };
  return adaptiveCard(form.title, [...renderBlocks(form.intro, options), ...fields], options, [submit]);
};
