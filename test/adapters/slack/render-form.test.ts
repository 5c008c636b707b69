import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldErrors, renderForm } from '../../../adapters/slack/render-form.ts';
import { readValues } from '../../../adapters/slack/values.ts';
import { text } from '../../../src/core/card.ts';
import type { FieldView, Form, Option } from '../../../src/core/form.ts';
import { aForm } from '../../support/adapter-samples.ts';
import { viewProblems } from '../../support/fake-slack/block-rules.ts';
import { textOf } from '../../support/fake-slack/look.ts';
import { drawView } from '../../support/fake-slack/methods-views.ts';
import { openWorld } from '../../support/fake-slack/world.ts';

const options = (count: number, label = '選択肢', hint?: string): Option[] =>
  Array.from({ length: count }, (_, at) => ({ value: `v${at}`, label: `${label}${at}`, ...(hint ? { hint } : {}) }));

const about = (name: string, label: string) => ({ name, label, required: true }) as const;

const everyField = (value: string): FieldView[] => [
  { ...about('a', value), kind: 'text', value, max: 200, hint: value },
  { ...about('b', value), kind: 'paragraph', value, max: 2_000, error: value || '誤り' },
  { ...about('c', value), kind: 'number', value, min: 0, max: 9 },
  { ...about('d', value), kind: 'date', value },
  { ...about('e', value), kind: 'choice', value: 'v1', options: options(3, value, value) },
  { ...about('f', value), kind: 'choice', value, options: options(30, value) },
  { ...about('g', value), kind: 'choices', value: ['v0', 'v2', value], options: options(3, value) },
  { ...about('h', value), kind: 'choices', value: [], options: options(20, value, '補足') },
  { ...about('i', value), kind: 'person', value, shown: value },
];

const withFields = (fields: Form['fields'], over: Partial<Form> = {}): Form => aForm({ fields, ...over });

/** What Slack sends back when nobody touches anything. */
const sentBack = (form: Form) => readValues(drawView(openWorld([], []), 'U1', renderForm(form), 'V1').state);

describe('a form in Slack', () => {
  it.each([
    ['目的'],
    ['<!channel> & <@U1>'],
    ['NUL\u0000'],
    ['\u202Etxt'],
    ['葛\u{E0100}城'],
    ['長'.repeat(10_000)],
    ['😀'.repeat(2_000)],
    [' '],
    [''],
  ])('is accepted by Slack with 「%s」 in every field', (value) => {
    for (const field of everyField(value)) expect(viewProblems(renderForm(withFields([field])), 'modal')).toEqual([]);
    const whole = withFields(everyField(value), { title: value, submit: value, intro: [text(value)] });
    expect(viewProblems(renderForm(whole), 'modal')).toEqual([]);
  });

  it('is accepted whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 4_000 }), (value) => {
        expect(viewProblems(renderForm(withFields(everyField(value), { title: value })), 'modal')).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('brings back what stood in it under the same names', () => {
    const fields: FieldView[] = [
      { ...about('purpose', '目的'), kind: 'text', value: '出張 <a>', max: 200 },
      { ...about('note', '備考'), kind: 'paragraph', value: '', max: 200 },
      { ...about('count', '人数'), kind: 'number', value: '12', min: 0, max: 99 },
      { ...about('from', '持出日'), kind: 'date', value: '2026-12-01' },
      { ...about('until', '返却予定日'), kind: 'date', value: '12月' },
      { ...about('class', '機密性'), kind: 'choice', value: 'v1', options: options(2) },
      { ...about('protection', '保護'), kind: 'choices', value: ['v0', 'v2'], options: options(3) },
      { ...about('none', '無し'), kind: 'choices', value: [], options: options(3) },
      { ...about('for', '対象者'), kind: 'person', value: 'S014', shown: '鈴木 花子' },
    ];
    expect(sentBack(withFields(fields))).toEqual({
      purpose: '出張 <a>',
      note: '',
      count: '12',
      from: '2026-12-01',
      until: '',
      class: 'v1',
      protection: ['v0', 'v2'],
      none: [],
      for: 'S014',
    });
  });

  it('shows few options with their hints at once, and many in a list', () => {
    const few = renderForm(withFields([{ ...about('a', '機密性'), kind: 'choice', value: '', options: options(10) }]));
    const many = renderForm(withFields([{ ...about('a', '機密性'), kind: 'choice', value: '', options: options(11) }]));
    const typeIn = (view: typeof few) =>
      view.blocks.flatMap((block) => ('element' in block ? [block.element.type] : []));
    expect([typeIn(few), typeIn(many)]).toEqual([['radio_buttons'], ['static_select']]);
  });

  it('shows an example too long for its option under the field, whole', () => {
    const hint = `個人情報、${'法令で守る情報、'.repeat(12)}おわり`;
    const [option] = options(1, '機密性2', hint);
    const view = renderForm(
      withFields([{ ...about('a', '機密性'), kind: 'choice', value: '', options: option ? [option] : [] }]),
    );
    expect(textOf(view.blocks)).toContain('おわり');
  });

  it('offers one more row until there are as many as there may be', () => {
    const rowsOf = (count: number) =>
      renderForm(
        withFields([
          {
            kind: 'rows',
            name: 'items',
            label: '持ち出すもの',
            min: 1,
            max: 3,
            add: 'もう1件',
            rows: Array.from({ length: count }, (_, at) => [
              { ...about(`items.${at}.name`, '品名'), kind: 'text', value: '', max: 100 } as FieldView,
            ]),
          },
        ]),
      );
    expect(textOf(rowsOf(2).blocks)).toContain('持ち出すもの 2');
    expect(JSON.stringify(rowsOf(2))).toContain('rows/items');
    expect(JSON.stringify(rowsOf(3))).not.toContain('rows/items');
    expect(viewProblems(rowsOf(3), 'modal')).toEqual([]);
  });

  it('carries its name and what it is about, inside what Slack lets travel', () => {
    const context = { case: 'takeout-2026-12', version: 3, once: 'o-1' };
    expect(JSON.parse(renderForm(aForm({ context })).private_metadata ?? '')).toEqual({ form: 'takeout/new', context });
    const heavy = renderForm(aForm({ context: { ...context, arg: '\u0001'.repeat(1_000) } }));
    expect(viewProblems(heavy, 'modal')).toEqual([]);
    expect(JSON.parse(heavy.private_metadata ?? '')).toEqual({ form: 'takeout/new', context });
  });

  it('tells its whole title where the window bar has no room for it', () => {
    const title = '業務で私物の端末を使うことの申請と、その手続きの確認';
    const view = renderForm(aForm({ title }));
    expect(Array.from(view.title.text).length).toBeLessThanOrEqual(24);
    expect(textOf(view.blocks)).toContain(title);
  });

  it('puts sentences at fields only where each of them can be seen', () => {
    const wrong = withFields(everyField('x'));
    expect(fieldErrors(wrong, ['a', 'b'])).toEqual({ b: 'x' });
    expect(fieldErrors(wrong, ['a'])).toBeUndefined();
    expect(fieldErrors(aForm(), ['purpose'])).toBeUndefined();
  });
});

describe('what a form brings back', () => {
  it('is read without falling over, whatever it is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.dictionary(fc.string(), fc.anything())), (values) => {
        for (const value of Object.values(readValues(values)))
          expect(typeof value === 'string' || Array.isArray(value)).toBe(true);
      }),
    );
  });
});
