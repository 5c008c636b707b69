import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { FieldView, Form, FormContext, Option, RowsView } from '../../src/core/form.ts';
import { assertNever } from '../../src/core/result.ts';
import { choosePrompt, closeLabel, personPrompt, rowHeading } from '../../src/core/sentences.ts';
import { clip, lengthOf } from '../../src/core/text.ts';
import { viewBudget, within } from './budget.ts';
import { renderBlocks } from './render.ts';
import { plain } from './text.ts';

const limits = { title: 24, label: 2000, hint: 2000, typed: 3000, option: 75, value: 150, metadata: 3000 } as const;

export const addRowPrefix = 'rows/';

const isoDate = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export const renderOption = ({ value, label, hint }: Option): types.PlainTextOption => ({
  text: plain(label, limits.option),
  value: clip(value, limits.value),
  ...(hint && lengthOf(hint) <= limits.option ? { description: plain(hint, limits.option) } : {}),
});

/** Slack wants what is chosen to be one of the options, letter for letter; with nothing chosen the key must be absent. */
const chosen = (options: readonly Option[], values: readonly string[]): types.PlainTextOption[] =>
  options.filter(({ value }) => values.includes(value)).map(renderOption);

type Element = types.InputBlock['element'];

const choice = (field: Extract<FieldView, { kind: 'choice' }>, action_id: string): Element => {
  const [initial_option] = chosen(field.options, [field.value]);
  const shared = { action_id, ...(initial_option ? { initial_option } : {}) };
  const options = field.options.slice(0, 100).map(renderOption);
  return options.length <= 10
    ? { type: 'radio_buttons', options, ...shared }
    : { type: 'static_select', options, placeholder: plain(choosePrompt, 150), ...shared };
};

const choices = (field: Extract<FieldView, { kind: 'choices' }>, action_id: string): Element => {
  const initial_options = chosen(field.options, field.value);
  const shared = { action_id, ...(initial_options.length > 0 ? { initial_options } : {}) };
  const options = field.options.slice(0, 100).map(renderOption);
  return options.length <= 10
    ? { type: 'checkboxes', options, ...shared }
    : { type: 'multi_static_select', options, placeholder: plain(choosePrompt, 150), ...shared };
};

const typing = (field: FieldView & { value: string }, max: number, multiline = false): Element => {
  const max_length = Math.min(max, limits.typed);
  const initial = field.value ? { initial_value: clip(field.value, max_length) } : {};
  return { type: 'plain_text_input', action_id: field.name, max_length, multiline, ...initial };
};

const element = (field: FieldView): Element => {
  const action_id = field.name;
  switch (field.kind) {
    case 'text':
      return typing(field, field.max);
    case 'paragraph':
      return typing(field, field.max, true);
    case 'number':
      // Not number_input: it refuses the full-width digits of a Japanese keyboard before anybody can read them.
      return typing(field, 20);
    case 'date':
      return { type: 'datepicker', action_id, ...(isoDate.test(field.value) ? { initial_date: field.value } : {}) };
    case 'choice':
      return choice(field, action_id);
    case 'choices':
      return choices(field, action_id);
    case 'person':
      return {
        type: 'external_select',
        action_id,
        min_query_length: 1,
        placeholder: plain(personPrompt, 150),
        ...(field.value
          ? { initial_option: renderOption({ value: field.value, label: field.shown || field.value }) }
          : {}),
      };
    default:
      return assertNever(field);
  }
};

/** Examples too long for an option's own line stand under the field. */
const hintOf = (field: FieldView): string => {
  const options = field.kind === 'choice' || field.kind === 'choices' ? field.options : [];
  const long = options.flatMap(({ label, hint }) =>
    hint && lengthOf(hint) > limits.option ? `${label}: ${hint}` : [],
  );
  return [field.hint, ...long].filter(Boolean).join('\n');
};

const renderField = (field: FieldView): types.KnownBlock[] => {
  const hint = hintOf(field);
  const input: types.InputBlock = {
    type: 'input',
    block_id: field.name,
    label: plain(field.label, limits.label),
    optional: !field.required,
    ...(hint ? { hint: plain(hint, limits.hint) } : {}),
    element: element(field),
  };
  if (!field.error) return [input];
  return [input, { type: 'context', elements: [plain(`⚠️ ${field.error}`, 2000)] }];
};

const renderRows = (rows: RowsView): types.KnownBlock[] => {
  const drawn = rows.rows.flatMap((row, at) => [
    { type: 'section', text: plain(rowHeading(rows.label, at + 1), 3000) } as types.KnownBlock,
    ...row.flatMap(renderField),
  ]);
  if (rows.rows.length >= rows.max) return drawn;
  const add: types.Button = {
    type: 'button',
    action_id: addRowPrefix + rows.name,
    value: rows.name,
    text: plain(rows.add, 75),
  };
  return [...drawn, { type: 'actions', elements: [add] }];
};

/** What travels with the window and comes back with the submission. */
export const Travelling = z.object({
  form: z.string().min(1).max(60),
  context: z.object({
    case: z.string().max(80).optional(),
    version: z.number().int().nonnegative().optional(),
    arg: z.string().max(1000).optional(),
    once: z.string().max(200).optional(),
  }),
});

const metadata = (form: string, context: FormContext): string => {
  const whole = JSON.stringify({ form, context });
  if (whole.length <= limits.metadata) return whole;
  const { arg: _tooLong, ...rest } = context;
  return JSON.stringify({ form, context: rest });
};

export const renderForm = (form: Form): types.ModalView => ({
  type: 'modal',
  callback_id: 'form',
  private_metadata: metadata(form.name, form.context),
  title: plain(form.title, limits.title),
  submit: plain(form.submit, limits.title),
  close: plain(closeLabel, limits.title),
  blocks: within(
    [
      ...(lengthOf(form.title) > limits.title ? [{ type: 'header', text: plain(form.title, 150) } as const] : []),
      ...renderBlocks(form.intro),
      ...form.fields.flatMap((field) => (field.kind === 'rows' ? renderRows(field) : renderField(field))),
    ],
    viewBudget,
  ),
});

/** The sentence at each field, as long as a field has one and the open window shows that field. */
export const fieldErrors = (form: Form, shown: readonly string[]): Record<string, string> | undefined => {
  const fields = form.fields.flatMap((field) => (field.kind === 'rows' ? field.rows.flat() : [field]));
  const wrong = fields.flatMap(({ name, error }) => (error ? [[name, clip(error, 500)] as const] : []));
  return wrong.length > 0 && wrong.every(([name]) => shown.includes(name)) ? Object.fromEntries(wrong) : undefined;
};
