import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawValues } from '../../src/core/form.ts';
import { rawOf, readForm, viewForm } from '../../src/core/form-schema.ts';
import { takeout } from '../../src/core/requests/kinds/takeout.ts';
import { defaultSettings } from '../../src/core/settings.ts';
import { aTakeout } from '../support/world.ts';

const shown = (id: string): string => id;
const typedBack = (raw: RawValues): Map<string, string | readonly string[]> =>
  new Map(
    viewForm(takeout.fields, raw, { shown })
      .flatMap((field) => (field.kind === 'rows' ? field.rows.flat() : [field]))
      .map((field) => [field.name, field.value]),
  );
const free = [
  'items.0.name',
  'items.1.asset',
  'personalKinds',
  'personalCount',
  'purpose',
  'destination',
  'from',
  'until',
];

describe('a form', () => {
  it('gives back every letter that was typed, right or wrong', () => {
    fc.assert(
      fc.property(fc.record(Object.fromEntries(free.map((name) => [name, fc.string({ unit: 'binary' })]))), (typed) => {
        const back = typedBack(typed as RawValues);
        for (const [name, value] of Object.entries(typed)) expect(back.get(name)).toBe(value);
      }),
    );
  });

  it('says in a sentence what is wrong, and never throws, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...free, 'items.9.type', 'protection', '__proto__'), fc.anything()),
        (raw) => {
          const read = readForm(takeout.fields, raw as RawValues);
          if (read.ok) return;
          for (const said of Object.values(read.refusal.fields ?? {})) expect(said).toMatch(/ください。$/);
          viewForm(takeout.fields, raw as RawValues, { shown, errors: read.refusal.fields ?? {} });
        },
      ),
    );
  });

  it('reads what it has drawn from stored values as the same values', () => {
    const raw = aTakeout({
      'items.1.type': 'paper',
      'items.1.name': '名簿',
      personal: 'yes',
      personalKinds: '氏名',
      personalCount: '30',
      confidentiality: '2',
    });
    const read = readForm(takeout.fields, raw);
    if (!read.ok) throw new Error(read.refusal.text);
    expect(readForm(takeout.fields, rawOf(takeout.fields, read.value as never))).toEqual(read);
  });

  it('understands dates and numbers as people write them', () => {
    for (const [typed, meant] of [
      ['2026/6/2', '2026-06-02'],
      ['2026年6月2日', '2026-06-02'],
      ['２０２６－０６－０２', '2026-06-02'],
    ]) {
      const read = readForm({ from: takeout.fields.from! }, { from: typed! });
      expect(read, typed).toMatchObject({ ok: true, value: { from: meant } });
    }
    for (const [typed, meant] of [
      ['約３０名', 30],
      ['1,200人分', 1200],
      ['30人くらい', 30],
      [' 5 件 ', 5],
    ] as const) {
      const read = readForm({ count: takeout.fields.personalCount! }, { count: typed });
      expect(read, typed).toMatchObject({ ok: true, value: { count: meant } });
    }
    for (const typed of ['0', '-1', '1.5', '1e3', 'たくさん', '99999999999'])
      expect(readForm({ count: takeout.fields.personalCount! }, { count: typed }).ok, typed).toBe(false);
  });
});

describe('the checks of a takeout', () => {
  const problem = (change: RawValues) => {
    const read = readForm(takeout.fields, aTakeout(change));
    if (!read.ok) throw new Error(read.refusal.text);
    return takeout.check(read.value as never, '2026-06-01', [], defaultSettings);
  };

  it('let through what keeps to the rules', () => {
    expect(problem({})).toBeUndefined();
    expect(problem({ confidentiality: '2', protection: ['encryption'] })).toBeUndefined();
  });

  it('name the clause of each rule', () => {
    expect(problem({ from: '2026-05-31' })).toMatchObject({
      fields: { from: expect.stringContaining('対策基準 7(1)(エ)') },
    });
    expect(problem({ confidentiality: '2', protection: ['password'] })).toMatchObject({
      fields: { protection: expect.stringContaining('対策基準 4(2)(キ)①') },
    });
    expect(problem({ personal: 'yes', personalKinds: '氏名', personalCount: '3' })).toMatchObject({
      fields: { confidentiality: expect.stringContaining('対策基準 4(1)(ア)') },
    });
    expect(problem({ myNumber: 'yes' })).toMatchObject({ stop: { clause: '2-5(1)(イ)②' } });
  });

  it('find an end before the start, and more than a year', () => {
    expect(problem({ until: '2026-06-01' })).toMatchObject({ fields: { until: expect.any(String) } });
    expect(problem({ until: '2027-06-03' })).toMatchObject({ fields: { until: expect.any(String) } });
  });
});
