import { describe, expect, it } from 'vitest';
import type { AdaptiveElement } from '../../../adapters/adaptive-cards/element.ts';
import { readExecute } from '../../../adapters/adaptive-cards/read-execute.ts';
import { renderField } from '../../../adapters/adaptive-cards/render-field.ts';
import { renderForm } from '../../../adapters/adaptive-cards/render-form.ts';
import type { FieldView } from '../../../src/core/form.ts';
import { aForm, everyField } from './builders.ts';
import { schemaProblems } from './schema.ts';

const people = [
  { id: 'S012', label: '青葉 みどり（S012）' },
  { id: 'S013', label: '白石 さくら（S013）' },
];
const inputOf = (name: string, options = {}) => {
  const field = everyField.find((each) => each.name === name) as FieldView;
  return (renderField(field, options).items as Record<string, unknown>[])[0];
};
const dataOf = (action: AdaptiveElement | undefined) => action?.data as { form: object };

describe('a form', () => {
  it('fits the schema with every kind of field in it', () => {
    expect(schemaProblems?.(renderForm(aForm(), { people })) ?? []).toEqual([]);
    expect(schemaProblems?.(renderForm(aForm())) ?? []).toEqual([]);
  });

  it('shows what has been typed so far', () => {
    expect(inputOf('purpose')).toMatchObject({ isMultiline: true, value: '出張\n会議', maxLength: 2000 });
    expect(inputOf('from')).toMatchObject({ type: 'Input.Date', value: '2026-11-22' });
    expect(inputOf('protection')).toMatchObject({ isMultiSelect: true, value: 'v0,v2' });
    expect(inputOf('place')).not.toHaveProperty('value');
  });

  it('shows up to six choices at once and more of them in a list', () => {
    expect(inputOf('secret')).toMatchObject({ style: 'expanded', value: 'v1' });
    expect(inputOf('class')).toMatchObject({ style: 'compact' });
  });

  it('marks required fields and never blocks the button by itself', () => {
    expect(inputOf('place')?.label).toBe('ラベル place *');
    expect(inputOf('people')?.label).toBe('ラベル people');
    const json = JSON.stringify(renderForm(aForm(), { people }));
    expect(json).not.toMatch(/"(?:isRequired|min|max|regex)":/);
  });

  it('says at the field what to correct', () => {
    const field = everyField.find((each) => each.name === 'from') as FieldView;
    const [input, error] = renderField(field, {}).items as Record<string, unknown>[];
    expect(input).toMatchObject({ errorMessage: '今日以降の日付にしてください' });
    expect(error).toMatchObject({
      id: 'error:from',
      items: [{ text: '今日以降の日付にしてください', color: 'Attention' }],
    });
  });

  it('offers people by name when the directory is small, else takes a name or a number', () => {
    expect(inputOf('for', { people })).toMatchObject({
      style: 'filtered',
      value: 'S012',
      choices: [{ value: 'S012' }, { value: 'S013' }],
    });
    expect(inputOf('for')).toMatchObject({ type: 'Input.Text', value: 'S012' });
  });

  it('offers one row more until there are enough', () => {
    const [rows] = everyField.slice(-1);
    const full = { ...rows, max: 2 } as (typeof everyField)[number];
    expect(JSON.stringify(renderForm(aForm()))).toContain('もう一つ加える');
    expect(JSON.stringify(renderForm(aForm({ fields: [full] })))).not.toContain('もう一つ加える');
  });
});

describe('what is sent back', () => {
  const [submit] = renderForm(aForm()).actions ?? [];

  it('has every field by its name, empty ones too, and several values as a list', () => {
    const ask = readExecute({
      ...dataOf(submit),
      place: '横浜',
      protection: 'v0,v2',
      'items.0.name': 'PC',
      stray: 'x',
    });
    expect(ask).toMatchObject({ type: 'submit', form: 'takeout/new', context: { once: 'abc' } });
    expect(ask).toHaveProperty('values', {
      place: '横浜',
      purpose: '',
      people: '',
      from: '',
      secret: '',
      class: '',
      protection: ['v0', 'v2'],
      for: '',
      'items.0.name': 'PC',
      'items.1.marks': [],
    });
  });

  it('by the add button is the same form, one row longer', () => {
    const { form } = dataOf(submit);
    expect(readExecute({ form: { ...form, more: 'items' }, place: '横浜' })).toMatchObject({
      type: 'redraw',
      more: 'items',
      values: { place: '横浜' },
    });
  });

  it.each([undefined, null, 'x', {}, { action: { do: 'sing' } }, { form: { name: 'x' } }, { action: { do: 'press' } }])(
    'is nothing when it is none of ours: %j',
    (data) => expect(readExecute(data)).toBeUndefined(),
  );
});
