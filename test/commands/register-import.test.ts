import { writeFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aRegisterDesk, type RegisterDesk } from '../support/register-desk.ts';
import { textOf } from '../support/world.ts';

const head =
  '申請者,種類,品名,管理番号,機密性,完全性,可用性,個人情報,個人情報の種類,人数,目的,持出先,経路,持出日,返却予定日,保護の方法,許可した人,許可日';
const line = (change: Readonly<Record<string, string>> = {}): string => {
  const cells: Record<string, string> = {
    申請者: 'staff',
    種類: 'ノートPC',
    品名: '貸出用ノート',
    管理番号: 'PC-0007',
    機密性: '2',
    完全性: '1',
    可用性: '1',
    個人情報: '含む',
    個人情報の種類: '氏名、住所',
    人数: '120名',
    目的: '相談会',
    持出先: '港町会館',
    経路: '電車',
    持出日: '2026/5/20',
    返却予定日: '2026-06-10',
    保護の方法: '施錠ケース・暗号化',
    許可した人: 'leader',
    許可日: '2026-05-18',
    ...change,
  };
  return head
    .split(',')
    .map((name) => cells[name])
    .join(',');
};

let desk: RegisterDesk;
beforeEach(async () => {
  desk = await aRegisterDesk();
});
afterEach(() => desk.close());

const bring = (content: string | Buffer, ...more: string[]) => {
  writeFileSync(desk.file('paper.csv'), content);
  return desk.mamori('register', 'import', 'takeout', desk.file('paper.csv'), ...more);
};
const cases = () => desk.world.store.findCases({ kind: 'takeout' });

describe('what is already out on paper', () => {
  it('becomes an approved case with its record, its card and its reminders', async () => {
    const { code, text } = await bring(`${head}\r\n${line()}\r\n`);
    expect(text).toContain('1件を取り込みました(takeout-2026-1');
    expect(code).toBe(0);
    const [found] = await cases();
    expect(found).toMatchObject({ status: 'approved', open: true, owner: 'staff', unit: 'jigyo-1' });
    const records = await desk.world.store.ledger.recordsOf('takeout-2026-1');
    expect(records.map(({ type, actor }) => [type, actor])).toEqual([['request.importedFromPaper', 'operator']]);
    expect(records[0]?.data).not.toContain('相談会');
    await desk.world.tick();
    expect(textOf(desk.world.card('staff', 'takeout-2026-1'))).toContain('2026年5月18日(月)にleaderさんが許可');
    await desk.world.travel('2026-06-10T12:00:00+09:00');
    expect(desk.world.rings('staff').filter((card) => card.title.includes('返却予定日です'))).toHaveLength(2);
    await desk.world.fill('staff', 'takeout-2026-1', '返却した', { erased: 'none' });
    await desk.world.fill('leader', 'takeout-2026-1', '返却を確認', { checked: 'thing' });
    expect((await cases())[0]?.status).toBe('completed');
  });

  it('reads Shift_JIS and 職員番号 as well, and shows the day of the permission in the register', async () => {
    const text = `${head.replace('申請者', '職員番号')}\r\n${line()}\r\n`;
    expect((await bring(iconv.encode(text, 'cp932'))).code).toBe(0);
    await desk.mamori('register', 'export', 'takeout', '--out', desk.file('a.csv'));
    const { readFileSync } = await import('node:fs');
    const copy = readFileSync(desk.file('a.csv'), 'utf8');
    expect(copy).toContain('2026-05-18,leader,事業部 企画グループ グループリーダー');
    expect(copy).toContain('紙の台帳から');
  });

  it('comes in once, however often the file comes; a longer file brings only what is new', async () => {
    const file = [head, line(), line({ 管理番号: 'PC-0008' }), line({ 管理番号: 'PC-0008' })].join('\n');
    expect((await bring(file)).text).toContain('3件を取り込みました');
    const again = await bring(file);
    expect(again.text).toContain('新しいものはありません。何も変えていません');
    expect(again.code).toBe(0);
    expect(await cases()).toHaveLength(3);
    expect((await bring(`${file}\n${line({ 管理番号: 'PC-0009' })}`)).text).toContain('1件を取り込みました');
    expect(await cases()).toHaveLength(4);
  });

  it('is not brought in by a trial', async () => {
    const { text } = await bring([head, line()].join('\n'), '--dry-run');
    expect(text).toContain('1件を取り込めます');
    expect(await cases()).toHaveLength(0);
    expect(await desk.world.store.ledger.recordsOf('takeout-2026-1')).toHaveLength(0);
  });

  it('names every bad line, and brings in none', async () => {
    const { code, text } = await bring(
      [
        head,
        line(),
        line({ 申請者: 'だれか' }),
        line({ 種類: '船', 機密性: '3' }),
        line({ 返却予定日: '2026-05-01', 保護の方法: '' }),
        line({ 許可した人: 'staff' }),
        line({ 許可日: '2026-06-02', 持出日: '2026-02-30' }),
        line({ 目的: '' }),
      ].join('\n'),
    );
    expect(code).toBe(1);
    expect(text).toContain('3行目: 申請者: 「だれか」さんは名簿に見つかりません');
    expect(text).toContain('4行目: 種類: 「紙」「ノートPC」「モバイル端末」「USB等の媒体」「データ」のどれか');
    expect(text).toContain('4行目: 機密性: 「機密性2」「機密性1」のどれか');
    expect(text).toContain('5行目: 返却予定日: ');
    expect(text).toContain('5行目: 保護の方法: 機密性2のものは');
    expect(text).toContain('6行目: 申請者と許可した人が同じです');
    expect(text).toContain('7行目: 許可日(2026年6月2日(火))がこれから先の日です');
    expect(text).toContain('7行目: 持出日: ');
    expect(text).toContain('8行目: 目的: ');
    expect(text).toContain('何も取り込んでいません');
    expect(await cases()).toHaveLength(0);
  });

  it('says which column is missing, and that only takeouts come from paper', async () => {
    const { text } = await bring(`${head.replace(',持出先', '')}\n${line()}`);
    expect(text).toContain('列「持出先」がありません');
    const { code } = await desk.mamori('register', 'import', 'incident', desk.file('paper.csv'));
    expect(code).toBe(1);
  });

  it('keeps a predecessor whom the chart never knew by name, and says so', async () => {
    const { code, text } = await bring([head, line({ 許可した人: '前任 まえだ' })].join('\n'));
    expect(text).toContain('許可した人「前任 まえだ」は名簿にない方です');
    expect(code).toBe(0);
  });

  it('tells borrower and managers at once when it is long overdue', async () => {
    const { text } = await bring([head, line({ 返却予定日: '2026-05-22' })].join('\n'));
    expect(text).toContain('返却予定日(2026年5月22日(金))を過ぎています');
    await desk.world.tick();
    for (const person of ['staff', 'leader', 'security']) {
      expect(desk.world.rings(person).some((card) => card.title.includes('過ぎています'))).toBe(true);
    }
    await desk.world.travel('2026-06-05T12:00:00+09:00');
    expect(desk.world.rings('staff').filter((card) => card.title.includes('過ぎています'))).toHaveLength(1);
  });

  it('asks for the unit of somebody with two posts', async () => {
    await desk.close();
    desk = await aRegisterDesk({ chart: { posts: [{ person: 'staff', unit: 'jigyo-2' }] } });
    expect((await bring([head, line()].join('\n'))).text).toContain('列「所属」を加えて');
    const named = [`${head},所属`, `${line()},事業部 運営グループ`].join('\n');
    expect((await bring(named)).code).toBe(0);
    expect((await cases())[0]?.unit).toBe('jigyo-2');
  });
});
