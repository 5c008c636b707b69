import { describe, expect, it } from 'vitest';
import { applyChange } from '../../../src/core/people/apply-change.ts';
import { importContacts } from '../../../src/core/people/contacts-import.ts';
import type { DirectoryData } from '../../../src/core/people/directory.ts';
import { isEmptyChange } from '../../../src/core/people/import.ts';
import { unitsPreview } from '../../../src/core/people/preview.ts';
import { importUnits, type UnitsImported } from '../../../src/core/people/units-import.ts';
import { aDay, chartData } from '../../support/chart.ts';

const rows = (lines: readonly string[], head: string) =>
  [head, ...lines].map((text, at) => ({ line: at + 1, cells: text.split(',') }));
const units = (lines: readonly string[], data: DirectoryData = chartData()) =>
  importUnits(data, rows(lines, '部,グループ,旧名,役割'), aDay);
const good = (result: ReturnType<typeof importUnits>): UnitsImported => {
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result;
};
const complaint = (lines: readonly string[]): string => {
  const result = units(lines);
  return 'problems' in result ? result.problems.map(({ line, text }) => `${line}: ${text}`).join('\n') : '';
};
const usual = ['総務部,,,', '総務部,総務グループ,,', '事業部,,,', '事業部,企画グループ,,', '事業部,運営グループ,,'];

describe('declaring units', () => {
  it('changes nothing when the chart has them already', () => {
    expect(isEmptyChange(good(units(usual)).change)).toBe(true);
  });

  it('adds a 部 with its groups, also when only the group is written', () => {
    const { after, declared } = good(units([...usual, '施設部,管理グループ,,']));
    expect(declared).toHaveLength(2);
    expect(after.parent(after.unitNamed('施設部', '管理グループ')!.id)?.bu).toBe('施設部');
  });

  it('warns about a unit left out that people still work in', () => {
    const { warnings } = good(units(usual.slice(0, 4)));
    expect(warnings.map(({ text }) => text)).toEqual([expect.stringContaining('事業部 運営グループ')]);
  });
});

describe('renaming units', () => {
  const renames = [
    ...usual.slice(0, 2),
    '文化部,,事業部,',
    '文化部,催事グループ,企画グループ,',
    '文化部,運営グループ,,',
  ];

  it('keeps the id, so that people and pending requests stay with it', () => {
    const { after, change, renamed } = good(units(renames));
    expect(after.unitNamed('文化部', '')?.id).toBe('jigyo');
    expect(after.unitNamed('文化部', '催事グループ')?.id).toBe('jigyo-1');
    expect(after.unitNamed('文化部', '運営グループ')?.id).toBe('jigyo-2');
    expect(after.headsOf('jigyo-1', aDay)).toEqual(['leader']);
    expect(renamed).toHaveLength(3);
    const again = good(units(renames, applyChange(chartData(), change)));
    expect(isEmptyChange(again.change)).toBe(true);
  });

  it('moves a group to another 部 by its full old name', () => {
    const { after } = good(units([...usual.slice(0, 4), '総務部,運営グループ,事業部 運営グループ,']));
    expect(after.unitName('jigyo-2')).toBe('総務部 運営グループ');
    expect(after.parent('jigyo-2')?.id).toBe('somu');
  });
});

describe('roles of the whole foundation', () => {
  it('go to the units the file names', () => {
    const { after, change, before, ...rest } = good(units([...usual.slice(0, 2), '事業部,,,情報セキュリティ管理者']));
    expect(after.data.roles.securityManagerUnit).toBe('jigyo');
    expect(change.roles?.infrastructureManagerUnit).toBe('somu-1');
    const said = unitsPreview({ after, before, change, ...rest });
    expect(said).toContain('情報セキュリティ管理者: 事業部の長');
  });

  it('are 総務部 and its 総務グループ where nothing is said', () => {
    const { after } = good(units(usual, { ...chartData(), roles: { auditLead: 'clerk' } }));
    expect(after.data.roles).toEqual({
      securityManagerUnit: 'somu',
      infrastructureManagerUnit: 'somu-1',
      auditLead: 'clerk',
    });
  });
});

describe('what has to be corrected in a units file', () => {
  it.each([
    ['no 部', [',企画グループ,,'], /^2: 部がありません/],
    ['an unknown role', ['総務部,,,部長'], /^2: 役割「部長」は使えません/],
    ['a role twice', ['総務部,,,情報基盤管理者', '事業部,,,情報基盤管理者'], /^3: 情報基盤管理者は2行目にも/],
    ['a unit twice', ['総務部,,,', '総務部,,,'], /^3: 2行目と同じ部署/],
    ['an old name nobody knows', ['文化部,,芸術部,'], /^2: 旧名「芸術部」の部署が名簿にありません/],
    ['an old and a new name that both exist', ['総務部,,事業部,'], /^2: 「事業部」と新しい名前の部署が、どちらも/],
  ])('%s', (_, lines, expected) => {
    expect(complaint(lines)).toMatch(expected);
  });
});

describe('緊急時連絡網', () => {
  const head = '順番,組織,役割,氏名,電話,メール';
  const contacts = (...lines: string[]) => importContacts(rows(lines, head));

  it('is read in its order', () => {
    const read = contacts(
      '2,見本警察署,相談,,０００－００００－０１１０,',
      '1,見本財団,責任者,朝凪 しずか,,A@example.jp',
    );
    expect('contacts' in read && read.contacts).toEqual([
      { order: 1, organization: '見本財団', role: '責任者', name: '朝凪 しずか', phone: '', email: 'a@example.jp' },
      { order: 2, organization: '見本警察署', role: '相談', name: '', phone: '000-0000-0110', email: '' },
    ]);
  });

  it('names every line that can not be used', () => {
    const read = contacts('一,組織,,,000,', '2,,,,000,', '3,組織,,,,', '4,組織,,,電話,', '4,組織,,,000,x');
    expect('problems' in read && read.problems.map(({ line, text }) => `${line}: ${text.slice(0, 8)}`)).toEqual([
      '2: 順番「一」は使え',
      '3: 組織も氏名もあり',
      '4: 電話もメールもあ',
      '5: 電話「電話」は電',
      '6: メール「x」はメ',
      '6: 順番4は5行目に',
    ]);
  });
});
