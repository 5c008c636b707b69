import { describe, expect, it } from 'vitest';
import type { Case } from '../../../src/core/case.ts';
import { choice, date, number, text } from '../../../src/core/fields.ts';
import { rows } from '../../../src/core/form-schema.ts';
import { harmless, original } from '../../../src/core/registers/harmless.ts';
import { rowHeight } from '../../../src/core/registers/height.ts';
import { byNumber } from '../../../src/core/registers/register.ts';
import { requestRegister } from '../../../src/core/registers/request-register.ts';
import { sortable, wareki } from '../../../src/core/registers/style.ts';
import { yearSpan } from '../../../src/core/registers/year.ts';
import { defineKind } from '../../../src/core/requests/kind.ts';
import { aChart } from '../../support/chart.ts';

const fields = {
  things: rows({
    label: '借りる鍵',
    min: 1,
    max: 3,
    add: '鍵を追加',
    fields: { room: text({ label: '部屋' }), spare: text({ label: '予備', required: false }) },
  }),
  heads: number({ label: '人数', min: 1, max: 100 }),
  why: choice({ label: '用途', options: [{ value: 'rehearsal', label: '稽古' }] }),
  on: date({ label: '日' }),
  later: text({ label: 'あとから加わった欄', required: false }),
};

const keys = defineKind({
  name: 'keys',
  label: '鍵の貸し出し',
  words: ['鍵'],
  clauses: ['2-6(3)(ア)'],
  about: '鍵を借りるとき',
  fields,
  hear: () => undefined,
  approvers: ['informationManager'],
  comesBack: false,
  check: () => undefined,
  subject: () => '鍵',
  facts: () => [],
  risks: () => [],
  period: () => undefined,
  record: () => ({}),
});

const aCase = (state: object): Case => ({
  id: 'keys-2026-12',
  kind: 'keys',
  status: 'approved',
  version: 3,
  open: false,
  unit: 'jigyo-1',
  owner: 'staff',
  openedAt: '2026-11-22T06:04:00.000Z',
  updatedAt: '2026-11-22T06:04:00.000Z',
  state: {
    kind: 'keys',
    requester: 'staff',
    filedBy: 'colleague',
    unit: 'jigyo-1',
    values: {
      things: [
        { room: '舞台', spare: 'あり' },
        { room: '楽屋', spare: '' },
      ],
      heads: 5,
      why: 'rehearsal',
      on: '2026-11-23',
    },
    revision: 1,
    changes: [],
    history: [],
    seen: [],
    ...state,
  },
  involved: [],
});

const verdict = (by: string, more: object = {}) => ({ by, post: `${by}の職`, at: '2026-11-22T07:00:00.000Z', ...more });

describe('the register of a kind nobody has thought of yet', () => {
  const register = requestRegister(keys);
  const row = (state: object, style = sortable): Record<string, string> => {
    const cells = register.row({ found: aCase(state), dir: aChart(), style, position: undefined });
    return Object.fromEntries(register.headings.map(({ label }, at) => [label, cells[at] ?? '']));
  };

  it('has a column for every field under its Japanese label, rows joined, in the words people chose', () => {
    expect(row({ status: 'approved', verdicts: [verdict('leader')], dueStep: 0 })).toMatchObject({
      番号: '2026-0012',
      申請日時: '2026-11-22 15:04',
      申請者: 'staff',
      所属: '事業部 企画グループ',
      代理申請者: 'colleague',
      借りる鍵: '舞台 / あり\n楽屋',
      人数: '5',
      用途: '稽古',
      日: '2026-11-23',
      あとから加わった欄: '',
      状態: '承認済み',
      決定日時: '2026-11-22 16:00',
    });
  });

  it('has no columns of a return where nothing comes back', () => {
    expect(register.headings.map(({ label }) => label)).not.toContain('返却日');
    expect(register.headings.at(-1)?.label).toBe('記録のハッシュ');
  });

  it('names both approvers, each with the post of that day, the deputy and 「上位者がいないため」', () => {
    const verdicts = [verdict('leader'), verdict('security', { deputyFor: 'head', note: '上位者がいないため' })];
    expect(row({ status: 'approved', verdicts, dueStep: 0 })).toMatchObject({
      決定者: 'leader\nsecurity',
      決定者の職: 'leaderの職\nsecurityの職',
      代行: 'headの代行',
      備考: '上位者がいないため',
    });
  });

  it('dates in 和暦 where that is wanted', () => {
    const state = { status: 'withdrawn' };
    expect(row(state, wareki)).toMatchObject({ 申請日時: '令和8年11月22日 15:04', 日: '令和8年11月23日' });
    expect(wareki.date('2019-05-01')).toBe('令和元年5月1日');
    expect(wareki.date('2019-04-30')).toBe('平成31年4月30日');
  });

  it('holds no control character, whatever was stored', () => {
    const values = { ...(aCase({}).state as { values: object }).values, later: 'a\u0000b\tc\r\nd\uD83D' };
    expect(row({ status: 'withdrawn', values }).あとから加わった欄).toBe('ab c\nd〓');
  });
});

describe('cells, numbers and years', () => {
  it.each(['=1+1', '+81', '-5', '@x', '\tx', '\rx', '＝１', '＋', '－', '＠', "'=1", "''=1"])(
    'makes %j harmless, and gives it back as it was',
    (cell) => {
      expect(harmless(cell)).toBe(`'${cell}`);
      expect(original(harmless(cell))).toBe(cell);
    },
  );

  it.each(['', 'ふつう', "'引用'", 'a=b', '2026-11-22'])('leaves %j alone', (cell) => {
    expect(harmless(cell)).toBe(cell);
    expect(original(cell)).toBe(cell);
  });

  it('counts 9 before 10, and 2026 before 2027', () => {
    expect(['keys-2027-1', 'keys-2026-10', 'keys-2026-9'].sort(byNumber)).toEqual([
      'keys-2026-9',
      'keys-2026-10',
      'keys-2027-1',
    ]);
  });

  it('begins a 年度 on 1 April in Japan', () => {
    expect(yearSpan(2026)).toEqual({
      openedFrom: '2026-03-31T15:00:00.000Z',
      openedUntil: '2027-03-31T15:00:00.000Z',
    });
  });
});

describe('a row on paper', () => {
  const headings = [
    { label: '番号', width: 11 },
    { label: '目的', width: 21 },
  ];

  it('is as high as the longest of its cells, full-width letters counting for two', () => {
    expect(rowHeight(headings, ['2026-0001', ''])).toBe(15.5);
    expect(rowHeight(headings, ['2026-0001', 'あ'.repeat(11)])).toBe(28);
    expect(rowHeight(headings, ['2026-0001', 'a\nb\nc'])).toBe(40.5);
  });

  it('is never higher than a spreadsheet allows', () => {
    expect(rowHeight(headings, ['', 'あ'.repeat(3000)])).toBe(409);
  });
});
