import type { FieldView, Option } from '../../src/core/form.ts';
import { assertNever } from '../../src/core/result.ts';
import { choosePrompt, personPrompt } from '../../src/core/sentences.ts';
import { type AdaptiveElement, type RenderOptions, textBlocks } from './element.ts';
import { escapeText, oneLine } from './escape.ts';

/** More choices than this are a list to open rather than a row of radio buttons. */
const expandedUpTo = 6;

/** Ids the page and tests find the words around a field by. */
const hintId = (name: string): string => `hint:${name}`;
const errorId = (name: string): string => `error:${name}`;

const withHint = (option: Option): string => (option.hint ? `${option.label}（${option.hint}）` : option.label);

/** Radio and checkbox labels are Markdown, the entries of a drop-down list are not. */
const choices = (options: readonly Option[], title: (text: string) => string): { title: string; value: string }[] =>
  options.map((option) => ({ title: title(withHint(option)), value: option.value }));

const given = (value: string): { value?: string } => (value === '' ? {} : { value });

const personInput = (field: Extract<FieldView, { kind: 'person' }>, people: RenderOptions['people']) =>
  people && people.length > 0
    ? {
        type: 'Input.ChoiceSet',
        style: 'filtered',
        placeholder: personPrompt,
        choices: people.map(({ id, label }) => ({ title: oneLine(label), value: id })),
        ...given(field.value),
      }
    : { type: 'Input.Text', maxLength: 200, placeholder: personPrompt, ...given(field.value) };

const control = (field: FieldView, options: RenderOptions): AdaptiveElement => {
  switch (field.kind) {
    case 'text':
      return { type: 'Input.Text', maxLength: field.max, ...given(field.value) };
    case 'paragraph':
      return { type: 'Input.Text', isMultiline: true, maxLength: field.max, ...given(field.value) };
    case 'number':
      // Not Input.Number: it drops 「１２」 and 「十二」 in silence, core reads or answers them.
      return { type: 'Input.Text', maxLength: 20, ...given(field.value) };
    case 'date':
      return { type: 'Input.Date', ...given(field.value) };
    case 'choice': {
      const expanded = field.options.length <= expandedUpTo;
      return {
        type: 'Input.ChoiceSet',
        style: expanded ? 'expanded' : 'compact',
        wrap: true,
        ...(expanded ? {} : { placeholder: choosePrompt }),
        choices: choices(field.options, expanded ? escapeText : oneLine),
        ...given(field.value),
      };
    }
    case 'choices':
      return {
        type: 'Input.ChoiceSet',
        style: 'expanded',
        isMultiSelect: true,
        wrap: true,
        choices: choices(field.options, escapeText),
        ...given(field.value.join(',')),
      };
    case 'person':
      return personInput(field, options.people);
    default:
      return assertNever(field);
  }
};

/**
 * `isRequired`, `min` and `max` are left out on purpose: a client that checks them blocks the button with
 * its own words, one field at a time. Core answers all fields at once, in sentences that name the clause.
 */
export const renderField = (field: FieldView, options: RenderOptions): AdaptiveElement => ({
  type: 'Container',
  spacing: 'Medium',
  items: [
    {
      ...control(field, options),
      id: field.name,
      label: `${oneLine(field.label)}${field.required ? ' *' : ''}`,
      ...(field.error ? { errorMessage: oneLine(field.error) } : {}),
    },
    ...hint(field),
    ...(field.error ? numbered(errorId(field.name), textBlocks(field.error, { color: 'Attention' })) : []),
  ],
});

const hint = (field: FieldView): AdaptiveElement[] =>
  field.hint ? numbered(hintId(field.name), textBlocks(field.hint, { isSubtle: true, size: 'Small' })) : [];

const numbered = (id: string, items: AdaptiveElement[]): AdaptiveElement[] =>
  items.length === 0 ? [] : [{ type: 'Container', id, spacing: 'Small', items }];
