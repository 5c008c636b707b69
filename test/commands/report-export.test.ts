import { existsSync, readFileSync } from 'node:fs';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linesOf } from '../../src/commands/report/lines.ts';
import { writePdf } from '../../src/commands/report/pdf.ts';
import { aRegisterDesk, type RegisterDesk } from '../support/register-desk.ts';

let desk: RegisterDesk;
beforeEach(async () => {
  desk = await aRegisterDesk();
});
afterEach(() => desk.close());

type Page = {
  text: string;
  width: number;
  height: number;
  runs: { text: string; left: number; right: number; y: number }[];
};

/** What a reader of the file finds on each page, and where. */
const pagesOf = async (file: string): Promise<Page[]> => {
  const task = getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: VerbosityLevel.ERRORS });
  const document = await task.promise;
  const pages: Page[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const runs = items.flatMap((item) =>
      'str' in item && item.str.trim() !== ''
        ? [{ text: item.str, left: item.transform[4], right: item.transform[4] + item.width, y: item.transform[5] }]
        : [],
    );
    pages.push({ text: runs.map(({ text }) => text).join('\n'), width, height, runs });
  }
  await task.destroy();
  return pages;
};
/** Everything above the foot of each page, without the breaks of lines and pages. */
const allOf = async (file: string) =>
  (await pagesOf(file)).flatMap(({ runs }) => runs.filter(({ y }) => y > 50).map(({ text }) => text)).join('');

const tell = async (body = '参加者の名簿を別の団体へ送った'): Promise<void> => {
  await desk.world.store.replaceContacts([
    {
      order: 1,
      organization: '見本市 見本課',
      role: '情報セキュリティ担当',
      name: '港 みなと',
      phone: '000-0000-0001',
      email: 'minato@example.jp',
    },
    { order: 2, organization: '見本警察署', role: '生活安全課', name: '', phone: '000-0000-0110', email: '' },
  ]);
  await desk.world.submit('staff', 'incident/new', { subject: '名簿の誤送信', body, personal: 'yes' });
  await desk.world.press('security', 'incident-2026-1', '受け付けた');
};
const print = (number: string, name = 'a.pdf') => desk.mamori('report', 'export', number, '--out', desk.file(name));

describe('a report on paper', () => {
  it('holds the case, who carries it and the call list, on A4 with embedded letters and numbered pages', async () => {
    await tell();
    const { code, text } = await print('incident-2026-1');
    expect(text).toContain('事故 2026-0001 の記録');
    expect(code).toBe(0);
    const pages = await pagesOf(desk.file('a.pdf'));
    expect(pages[0]).toMatchObject({ width: 595.28, height: 841.89 });
    expect(pages[0]?.text).toContain(`1 / ${pages.length}`);
    const all = await allOf(desk.file('a.pdf'));
    for (const words of [
      '事故 2026-0001 の記録',
      '参加者の名簿を別の団体へ送った',
      '緊急時連絡網',
      '港 みなと',
      '000-0000-0110',
      '情報セキュリティ管理者',
      '2026年6月30日(火)まで',
      '法務確認前',
      '(まだ書かれていません)',
    ])
      expect(all).toContain(words);
    expect(readFileSync(desk.file('a.pdf'), 'latin1')).toContain('FontFile2');
  });

  it('is on record in the case, with a digest of the file', async () => {
    await tell();
    await print('事故 2026-0001');
    const records = await desk.world.store.ledger.recordsOf('incident-2026-1');
    const record = records.find(({ type }) => type === 'report.exported');
    expect(record).toMatchObject({ actor: 'operator' });
    expect(JSON.parse(record?.data ?? '{}')).toMatchObject({ number: 1, version: 2 });
  });

  it('keeps the longest report within the edges of its pages, and loses no letter of it', async () => {
    const body = Array.from({ length: 250 }, (_, at) => `${at}番目の文です。「かぎ」とtaro@example.jp`)
      .join('')
      .slice(0, 3000);
    await tell(body);
    await print('2026-1');
    const pages = await pagesOf(desk.file('a.pdf'));
    expect(pages.length).toBeGreaterThan(1);
    for (const { runs } of pages)
      for (const { left, right, y } of runs) {
        expect(left).toBeGreaterThanOrEqual(50);
        expect(right).toBeLessThanOrEqual(595.28 - 45);
        expect(y).toBeGreaterThan(30);
      }
    const all = await allOf(desk.file('a.pdf'));
    const from = all.indexOf(body.slice(0, 30));
    expect(all.slice(from, from + body.length)).toBe(body);
  });

  it('takes the number as people say it, and asks back where several reports have it', async () => {
    await tell();
    await desk.world.submit('staff', 'lostDevice/new', { subject: '携帯', body: 'ない' });
    const { code, text } = await print('1');
    expect(code).toBe(1);
    expect(text).toContain('incident-2026-1(事故)');
    expect(text).toContain('lostDevice-2026-1(紛失・盗難)');
    expect((await print('紛失・盗難 2026-0001')).code).toBe(0);
  });

  it('says what is wrong with a number nobody has or a name that is taken, and leaves no file behind', async () => {
    await tell();
    expect((await print('incident-2026-99')).text).toContain('見つかりません');
    expect((await print('../etc/passwd')).text).toContain('見つかりません');
    expect(existsSync(desk.file('a.pdf'))).toBe(false);
    await print('incident-2026-1');
    expect((await print('incident-2026-1')).text).toContain('もうあります');
    expect((await desk.mamori('report', 'export', '1')).text).toContain('--out');
  });

  it('does not name a reporter who asked the unit not to know', async () => {
    await desk.world.submit('staff2', 'violation/new', { subject: 'きまり', body: '机に名簿', hide: 'hidden' });
    await print('violation-2026-1');
    expect(await allOf(desk.file('a.pdf'))).not.toContain('staff2');
  });
});

describe('lines on paper', () => {
  const width = (text: string): number => [...text].reduce((sum, letter) => sum + (/[ -~]/.test(letter) ? 1 : 2), 0);

  it('begin with no closing mark and end with no opening one', () => {
    const lines = linesOf('これは「長い文」です。次の文も、長いです。', width, 12);
    for (const line of lines) {
      expect(line).not.toMatch(/^[、。」]/u);
      expect(line).not.toMatch(/「$/u);
      expect(width(line)).toBeLessThanOrEqual(12);
    }
    expect(lines.join('')).toBe('これは「長い文」です。次の文も、長いです。');
  });

  it('keep an address whole where it fits, and cut what fits nowhere', () => {
    expect(linesOf('連絡は taro@example.jp へ', width, 16)).toEqual(['連絡は', 'taro@example.jp', 'へ']);
    expect(linesOf('x'.repeat(25), width, 10)).toEqual(['xxxxxxxxxx', 'xxxxxxxxxx', 'xxxxx']);
  });
});

describe('a letter the paper’s font does not have', () => {
  it('becomes 〓 and disturbs nothing else', async () => {
    const paper = { title: '髙橋😀さん', about: '', foot: '', blocks: [] };
    await writePdf(desk.file('b.pdf'), paper, '2026-06-01T00:00:00.000Z');
    expect(await allOf(desk.file('b.pdf'))).toContain('髙橋〓さん');
  });
});
