import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import JSZip from 'jszip';
import { readSheet } from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sheetOf } from '../../src/app/sheet.ts';
import { aRegisterDesk, type RegisterDesk } from '../support/register-desk.ts';
import { aTakeout } from '../support/world.ts';

let desk: RegisterDesk;
beforeEach(async () => {
  desk = await aRegisterDesk();
});
afterEach(() => desk.close());

/** The rows of a CSV file by column name. */
const rowsOf = (file: string): Record<string, string>[] => {
  const sheet = sheetOf(readFileSync(file));
  if ('problems' in sheet) throw new Error('unreadable');
  const [head, ...rows] = sheet.rows;
  return rows.map(({ cells }) => Object.fromEntries((head?.cells ?? []).map((name, at) => [name, cells[at] ?? ''])));
};

describe('a register as CSV', () => {
  it('tells the whole life of a takeout in one line, with its place in the ledger', async () => {
    await desk.lived();
    const { code, text } = await desk.mamori(
      'register',
      'export',
      'takeout',
      '--format',
      'csv',
      '--out',
      desk.file('a.csv'),
    );
    expect(text).toContain('持ち出し台帳(全年度、全部署)を2件書き出しました');
    expect(code).toBe(0);
    const [first, second] = rowsOf(desk.file('a.csv'));
    const last = (await desk.world.store.ledger.recordsOf('takeout-2026-1')).at(-1);
    expect(first).toMatchObject({
      番号: '2026-0001',
      申請日時: '2026-06-01 10:00',
      申請者: 'staff',
      所属: '事業部 企画グループ',
      代理申請者: '',
      持ち出すもの: 'ノートPC / 貸出用ノート / PC-0007',
      機密性: '機密性1',
      持出日: '2026-06-02',
      保護の方法: '施錠ケース',
      状態: '完了',
      決定日時: '2026-06-01 10:00',
      決定者: 'leader',
      決定者の職: '事業部 企画グループ グループリーダー',
      条件: '名簿は置いていく',
      返却期限: '2026-06-02',
      返却日: '2026-06-01',
      返却の確認者: 'leader',
      データの消去: '持ち出したデータを消した',
      記録: 'takeout-2026-1',
      記録の順番: String(last?.seq),
      記録のハッシュ: last?.hash,
    });
    expect(second).toMatchObject({ 状態: '却下', 決定者: 'leader2', 備考: '理由: 別の方法があるため', 返却期限: '' });
  });

  it('opens in Excel: a byte order mark, CRLF, and no cell that runs as a formula', async () => {
    await desk.lived();
    await desk.mamori('register', 'export', 'takeout', '--format', 'csv', '--out', desk.file('a.csv'));
    const bytes = readFileSync(desk.file('a.csv'));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString('utf8').split('\r\n')).toHaveLength(4);
    expect(rowsOf(desk.file('a.csv'))[0]?.目的).toBe(`'=HYPERLINK("http://example.jp","見て")`);
  });

  it('holds one 年度 and one 部 with its groups, in the order of the numbers', async () => {
    const { world } = desk;
    for (let at = 0; at < 11; at++) await world.submit('staff', 'takeout/new', aTakeout());
    await world.submit('clerk', 'takeout/new', aTakeout());
    await desk.mamori(
      'register',
      'export',
      '持ち出し',
      '--format',
      'csv',
      '--out',
      desk.file('a.csv'),
      '--year',
      '2026',
      '--unit',
      '事業部',
    );
    const numbers = rowsOf(desk.file('a.csv')).map((row) => row.番号);
    expect(numbers).toHaveLength(11);
    expect(numbers.slice(-2)).toEqual(['2026-0010', '2026-0011']);
    const group = ['--unit', '総務部 総務グループ'];
    await desk.mamori('register', 'export', 'takeout', '--format', 'csv', '--out', desk.file('b.csv'), ...group);
    expect(rowsOf(desk.file('b.csv')).map((row) => row.申請者)).toEqual(['clerk']);
    const before = ['--year', '2025'];
    await desk.mamori('register', 'export', 'takeout', '--format', 'csv', '--out', desk.file('c.csv'), ...before);
    expect(rowsOf(desk.file('c.csv'))).toHaveLength(0);
    expect((await desk.mamori('register', 'verify', desk.file('c.csv'))).code).toBe(0);
  });

  it('leaves out what a rule stopped before it was sent, and writes 和暦 when asked', async () => {
    await desk.world.submit('staff', 'takeout/new', aTakeout({ myNumber: 'yes' }));
    await desk.world.submit('staff', 'takeout/new', aTakeout());
    await desk.mamori('register', 'export', 'takeout', '--format', 'csv', '--out', desk.file('a.csv'), '--wareki');
    const rows = rowsOf(desk.file('a.csv'));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ 申請日時: '令和8年6月1日 10:00', 持出日: '令和8年6月2日' });
    expect((await desk.mamori('register', 'verify', desk.file('a.csv'))).code).toBe(0);
  });

  it('writes reports of accidents too, also those of people the chart does not know', async () => {
    await desk.world.submit('staff', 'incident/new', { subject: '見当たらない', body: '鞄ごと' });
    await desk.world.submit('stranger', 'incident/new', { subject: '届いた', body: '知らない宛先' });
    await desk.mamori('register', 'export', 'incident', '--format', 'csv', '--out', desk.file('a.csv'));
    expect(rowsOf(desk.file('a.csv'))).toMatchObject([
      { 報告者: 'staff', 件名: '見当たらない', 状態: '届いた' },
      { 報告者: '名簿にない方', 内容: '知らない宛先' },
    ]);
  });
});

describe('a register as XLSX', () => {
  it('says what it is above the table, and holds text, never a formula', async () => {
    await desk.lived();
    await desk.seal();
    const { code } = await desk.mamori('register', 'export', 'takeout', '--out', desk.file('a.xlsx'), '--year', '2026');
    expect(code).toBe(0);
    const sheet = await readSheet(desk.file('a.xlsx'));
    expect(sheet[0]?.[1]).toBe('持ち出し台帳');
    expect(String(sheet[1]?.[1])).toContain('2026年度 所属: 全部署 作成: 2026-06-01 10:00 件数: 2件 書き出し番号: 1');
    expect(String(sheet[2]?.[1])).toMatch(/^記録の封印: 1番 [0-9a-f]{64}$/);
    expect(sheet[5]).toContain('=HYPERLINK("http://example.jp","見て")');
    const zip = await JSZip.loadAsync(readFileSync(desk.file('a.xlsx')));
    const xml = (await zip.file('xl/worksheets/sheet1.xml')?.async('string')) ?? '';
    expect(xml).not.toContain('<f>');
    expect(xml).toMatch(/<pane [^>]*ySplit="5"[^>]*state="frozen"/);
    expect(xml).toMatch(/<pageSetup [^>]*paperSize="9"[^>]*orientation="landscape"/);
    const order = [...xml.matchAll(/<(sheetPr|sheetViews|cols|sheetData|pageMargins|pageSetup|headerFooter)[ >]/g)];
    expect(order.map(([, name]) => name).join(' ')).toBe(
      'sheetPr sheetViews cols sheetData pageMargins pageSetup headerFooter',
    );
    const book = (await zip.file('xl/workbook.xml')?.async('string')) ?? '';
    expect(book).toContain("'持ち出し台帳'!$A:$A,'持ち出し台帳'!$5:$5");
  });

  it('keeps odd letters as they are, and verifies', async () => {
    await desk.world.submit(
      'staff',
      'takeout/new',
      aTakeout({ purpose: '_x0041_ & <b> 😀 𠮷野家\n二行目 "引用"', 'items.0.asset': "'+81" }),
    );
    for (const name of ['a.xlsx', 'a.csv']) {
      await desk.mamori('register', 'export', 'takeout', '--out', desk.file(name));
      const { code, text } = await desk.mamori('register', 'verify', desk.file(name));
      expect(text).toContain('書き出したときのままです');
      expect(code).toBe(0);
    }
    const sheet = await readSheet(desk.file('a.xlsx'));
    expect(sheet[5]).toContain('_x0041_ & <b> 😀 𠮷野家\n二行目 "引用"');
  });
});

describe('an export', () => {
  it('is a record of the ledger: what, how many, by which digest', async () => {
    await desk.lived();
    await desk.mamori(
      'register',
      'export',
      'takeout',
      '--out',
      desk.file('a.csv'),
      '--unit',
      '事業部',
      '--year',
      '2026',
    );
    const record = (await desk.world.store.ledger.recordsOf('org')).at(-1);
    expect(record?.type).toBe('register.exported');
    expect(JSON.parse(record?.data ?? '')).toMatchObject({
      name: 'takeout',
      year: 2026,
      unit: '事業部',
      rows: 2,
      number: 1,
    });
  });

  it('never writes over a file, and leaves nothing half done', async () => {
    writeFileSync(desk.file('mine.csv'), 'mine');
    const { code, text } = await desk.mamori('register', 'export', 'takeout', '--out', desk.file('mine.csv'));
    expect(code).toBe(1);
    expect(text).toContain('もうあります');
    expect(readFileSync(desk.file('mine.csv'), 'utf8')).toBe('mine');
    expect((await desk.mamori('register', 'export', 'takeout', '--out', desk.file('no/such/a.csv'))).code).toBe(1);
    expect(existsSync(desk.file('mine.csv.part'))).toBe(false);
  });

  it.each([
    [['takeot', '--format', 'csv', '--out', 'x'], '選べるのは takeout(持ち出し)、'],
    [[], '台帳の名前を入れてください'],
    [['takeout', '--format', 'pdf', '--out', 'x'], '選べるのは csv と xlsx です'],
    [['takeout', '--out', 'x'], '--format に csv か xlsx'],
    [['takeout', '--format', 'csv'], '--out に'],
    [['takeout', '--format', 'csv', '--out', 'x', '--year', '令和8'], '2026 のように、2000から2026までの年度'],
    [['takeout', '--format', 'csv', '--out', 'x', '--year', '2031'], '--year に「2031」は使えません'],
    [['takeout', '--format', 'csv', '--out', 'x', '--unit', '宇宙部'], '選べるのは 事業部、総務部'],
  ])('names what is possible instead of %j', async (words, said) => {
    const { code, text } = await desk.mamori('register', 'export', ...words);
    expect(code).toBe(1);
    expect(text).toContain(said);
    expect(existsSync('x')).toBe(false);
  });
});
