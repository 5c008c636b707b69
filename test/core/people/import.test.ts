import { describe, expect, it } from 'vitest';
import { applyChange } from '../../../src/core/people/apply-change.ts';
import { isEmptyChange } from '../../../src/core/people/import.ts';
import { previewLines, staffPreview } from '../../../src/core/people/preview.ts';
import { routeChanges } from '../../../src/core/people/routes.ts';
import { aConsoleAccount } from '../../support/chart.ts';
import { bring, but, chart, good, known, rowsOf, today } from '../../support/staff-file.ts';

describe('a first chart', () => {
  it('declares its units, the top, and the two roles that come with 総務部', () => {
    const { after, change } = good(bring(chart));
    expect(after.data.units.map(({ bu, group }) => `${bu}/${group}`)).toEqual([
      '/',
      '総務部/',
      '総務部/総務グループ',
      '施設部/',
      '施設部/管理グループ',
    ]);
    expect(after.data.roles.securityManagerUnit).toBe(after.unitNamed('総務部', '')?.id);
    expect(after.data.roles.infrastructureManagerUnit).toBe(after.unitNamed('総務部', '総務グループ')?.id);
    expect(change.people).toHaveLength(6);
    expect(after.postsOf('6', '2027-03-31')).toHaveLength(1);
    expect(after.postsOf('6', '2027-04-01')).toHaveLength(0);
  });

  it('takes full-width digits, odd spaces, other column orders and columns it does not know', () => {
    const head = 'メール,職員番号,氏名,備考,部,グループ,役職,雇用区分,着任日,離任日,電話';
    const rows = rowsOf(
      ['A@Example.jp,００７,　月影　　さやか ,x,施設部,ｶﾝﾘグループ,,固有職員,2020/4/1,,000-0000-0007'],
      head,
    );
    const { after, warnings } = good(bring([], { rows }));
    expect(after.person('007')).toEqual({
      id: '007',
      name: '月影 さやか',
      email: 'a@example.jp',
      phone: '000-0000-0007',
    });
    expect(after.unitNamed('施設部', 'カンリグループ')).toBeDefined();
    expect(warnings.map(({ text }) => text).join()).toContain('備考');
  });

  it('keeps 異体字 as they are written', () => {
    const { after } = good(bring(but(0, '1,髙﨑 神山,a@example.jp,,,常務理事,固有職員,2020-04-01,')));
    expect(after.person('1')?.name).toBe('髙﨑 神山');
  });

  it('gives one person two posts for two rows', () => {
    const { after } = good(
      bring([...chart, '5,雨樋 つたう,amadoi@example.jp,総務部,総務グループ,,固有職員,2020-04-01,']),
    );
    expect(after.postsOf('5', today).map(({ position }) => position)).toEqual(['グループリーダー', '']);
  });
});

describe('the same file again', () => {
  it('changes nothing, also after people were ended', () => {
    const data = known();
    expect(isEmptyChange(good(bring(chart, { data })).change)).toBe(true);
    const shorter = good(bring(chart.slice(0, 5), { data, endMissing: true }));
    const next = applyChange(data, shorter.change);
    const again = good(bring(chart.slice(0, 5), { data: next, endMissing: true }));
    expect(isEmptyChange(again.change)).toBe(true);
    expect(again.missing).toEqual([]);
  });
});

describe('the chart of next April (人事異動)', () => {
  const april = [
    ...chart.slice(0, 3),
    '4,石畳 かたし,ishidatami@example.jp,施設部,,部長,固有職員,2020-04-01,2027-03-31',
    '5,雨樋 つたう,amadoi@example.jp,施設部,,部長,固有職員,2027-04-01,',
    chart[5]!,
    '7,渡橋 かける,watahashi@example.jp,施設部,管理グループ,,固有職員,2027-04-01,',
  ];

  it('ends the old post the day before the new one begins, and not earlier', () => {
    const { after } = good(bring(april, { data: known() }));
    const group = after.unitNamed('施設部', '管理グループ')!.id;
    expect(after.headsOf(group, '2027-03-31')).toEqual(['5']);
    expect(after.headsOf(group, '2027-04-01')).toEqual([]);
    const bu = after.unitNamed('施設部', '')!.id;
    expect(after.headsOf(bu, '2027-03-31')).toEqual(['4']);
    expect(after.headsOf(bu, '2027-04-01')).toEqual(['5']);
  });

  it('changes nothing when it is read again, before or after the day', () => {
    const data = applyChange(known(), good(bring(april, { data: known() })).change);
    for (const day of [today, '2027-03-31', '2027-04-01', '2027-06-01']) {
      expect(isEmptyChange(good(bring(april, { data, today: day })).change)).toBe(true);
    }
  });

  it('says who begins and stops to decide from when, and which unit is left without', () => {
    const imported = good(bring(april, { data: known() }));
    const said = previewLines(staffPreview(imported, [], '残ります')).join('\n');
    expect(said).toContain('施設部 部長: 2027年4月1日(木)から 石畳 かたしさんは承認しません');
    expect(said).toContain('施設部 部長: 2027年4月1日(木)から 雨樋 つたうさんが承認します');
    expect(said).toContain(
      '2027年4月1日(木)から 施設部 管理グループのグループリーダーがいません。雨樋 つたうさんが承認します。',
    );
    expect(said).toContain('追加: 1人');
    expect(said).toContain('離任: 1人\n  4 石畳 かたし: 施設部 部長 2027年3月31日(水)まで');
  });

  it('says which pending requests move, to whom and when', () => {
    const data = { ...known(), accounts: ['2', '4', '5'].map(aConsoleAccount) };
    const { before, after } = good(bring(april, { data }));
    const unit = after.unitNamed('施設部', '管理グループ')!.id;
    const pending = [{ id: 'takeout-2026-9', ask: { requester: '6', unit, role: 'informationManager' as const } }];
    expect(routeChanges(before, after, pending, [today, '2027-04-01'])).toEqual([]);
    const gone = good(
      bring(
        april.filter((line) => !line.startsWith('5,')),
        { data, endMissing: true },
      ),
    );
    expect(routeChanges(gone.before, gone.after, pending, [today, '2027-04-01'])).toEqual([
      { case: 'takeout-2026-9', from: ['雨樋 つたう'], to: ['石畳 かたし'], on: today },
      { case: 'takeout-2026-9', from: ['石畳 かたし'], to: ['若草 みのる'], on: '2027-04-01' },
    ]);
  });

  it('does not interrupt a post whose row begins in April too', () => {
    const { after } = good(bring(but(4, chart[4]!.replace('2020/4/1', '2027/4/1')), { data: known() }));
    expect(after.postsOf('5', today)).toHaveLength(1);
    expect(after.postsOf('5', '2027-04-01')).toHaveLength(1);
  });

  it('takes back a post that had not begun', () => {
    const planned = applyChange(known(), good(bring(april, { data: known() })).change);
    const { after } = good(bring(chart, { data: planned }));
    expect(after.headsOf(after.unitNamed('施設部', '')!.id, '2027-04-01')).not.toContain('5');
  });
});

describe('people the file does not have', () => {
  it('are listed and stay', () => {
    const imported = good(bring(chart.slice(0, 5), { data: known() }));
    expect(imported.missing).toEqual(['6']);
    expect(isEmptyChange(imported.change)).toBe(true);
    expect(previewLines(staffPreview(imported, [], '残ります')).join()).toContain('ファイルにない人(残ります): 1人');
  });

  it('end yesterday when asked', () => {
    const { after } = good(bring(chart.slice(0, 5), { data: known(), endMissing: true }));
    expect(after.allPostsOf('6')[0]?.until).toBe('2027-02-28');
    expect(after.postsOf('6', today)).toEqual([]);
  });
});

describe('accounts follow the chart', () => {
  it('belong to whoever has the address now; the sample organization gets console accounts', () => {
    const slack = {
      ...aConsoleAccount('5'),
      platform: 'slack' as const,
      space: 'T1',
      user: 'U5',
      email: 'new@example.jp',
    };
    const data = { ...known(), accounts: [{ ...slack, seenAt: '2027-01-01T00:00:00Z' }] };
    const moved = good(bring(but(5, chart[5]!.replace('engawa@', 'new@')), { data }));
    expect(moved.change.accounts).toEqual([{ ...slack, person: '6', seenAt: '2027-01-01T00:00:00Z' }]);
    expect(good(bring(chart, { data, emailDomains: [] })).change.accounts).toBeUndefined();
    expect(good(bring(chart, { consoleAccounts: true })).change.accounts).toHaveLength(6);
  });

  it('pass to a successor with the address of somebody who has left', () => {
    const data = applyChange(known(), good(bring(chart.slice(0, 5), { data: known(), endMissing: true })).change);
    const { after } = good(
      bring([...chart.slice(0, 5), '7,軒端 つらら,engawa@example.jp,施設部,管理グループ,,固有職員,2027-02-01,'], {
        data,
      }),
    );
    expect(after.withEmail('engawa@example.jp').map(({ id }) => id)).toEqual(['7']);
  });
});
