import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { importPolicy } from '../../src/commands/policy/import.ts';
import { readPolicyFile } from '../../src/commands/policy/read-file.ts';
import type { DigestEntry } from '../../src/core/policies/digest.ts';
import { parsePolicy } from '../../src/core/policies/parse/parse.ts';
import type { PolicyStore } from '../../src/core/policies/policy.ts';
import { INVENTED, INVENTED_IDS, INVENTED_LINES } from '../core/policies/invented-policy.ts';
import { docxOf, pdfOf, picturePdf } from './policy-files.ts';
import { memoryPolicies } from './policy-memory.ts';

let folder = '';
const file = async (name: string, content: Buffer | string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};
const idsIn = async (path: string): Promise<string[]> =>
  parsePolicy(await readPolicyFile(path)).nodes.map(({ id }) => id);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policy-'));
});

describe('reading the file somebody was given', () => {
  it('reads a text file in UTF-8, Shift_JIS and UTF-16', async () => {
    expect(await idsIn(await file('utf8.txt', INVENTED))).toEqual(INVENTED_IDS);
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(INVENTED, 'utf16le')]);
    expect(await idsIn(await file('utf16.txt', utf16))).toEqual(INVENTED_IDS);
    const sjis = Buffer.from([0x91, 0xe6, 0x82, 0x50, 0x8f, 0xcd, 0x0a, 0x82, 0x50, 0x81, 0x44, 0x96, 0xda, 0x0a]);
    expect(await idsIn(await file('sjis.txt', sjis))).toEqual(['1-1']);
  });

  it('reads a PDF whose pages cut sentences, headings and tables', async () => {
    const pages: string[][] = [[]];
    for (const line of INVENTED_LINES) {
      if (line === '') continue;
      const page = pages.at(-1) as string[];
      if (page.length >= 40) pages.push([line.trimStart()]);
      else page.push(line);
    }
    const path = await file('policy.pdf', pdfOf(pages));
    expect(await idsIn(path)).toEqual(INVENTED_IDS);
  });

  it('reads a Word file with the numbers in its text', async () => {
    const paragraphs = INVENTED_LINES.filter((line) => line !== '');
    expect(await idsIn(await file('policy.docx', await docxOf(paragraphs)))).toEqual(INVENTED_IDS);
  });

  it('reads a Word file whose numbers Word draws by itself', async () => {
    const item = (level: number, text: string) => ({ list: 1, level, text });
    const path = await file(
      'numbered.docx',
      await docxOf([
        '第１章 はじめに',
        item(0, '灯台'),
        item(1, '見張り'),
        item(2, '朝の見張り'),
        '朝は塔に登る。',
        item(3, '塔を見る。'),
        item(3, '海を見る。'),
        item(2, '夜の見張り'),
        '夜は灯を見る。',
        item(0, '船'),
        item(1, '船の名'),
      ]),
    );
    expect(await idsIn(path)).toEqual([
      '1-1',
      '1-1(1)',
      '1-1(1)(ア)',
      '1-1(1)(ア)①',
      '1-1(1)(ア)②',
      '1-1(1)(イ)',
      '1-2',
      '1-2(1)',
    ]);
  });

  it('says that a PDF of pictures has no text in it', async () => {
    const path = await file('scan.pdf', picturePdf());
    await expect(readPolicyFile(path)).rejects.toThrow('文字がありません');
  });

  it('says what it can read when the file is something else', async () => {
    await expect(readPolicyFile(await file('old.doc', Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))).rejects.toThrow('.docx');
    await expect(readPolicyFile(await file('broken.pdf', '%PDF-1.4 nothing'))).rejects.toThrow('壊れている');
    await expect(readPolicyFile(await file('broken.docx', 'PK nothing'))).rejects.toThrow('壊れている');
    await expect(readPolicyFile(join(folder, 'absent.txt'))).rejects.toThrow('見つかりません');
  });
});

const restated = new Map<string, DigestEntry>([
  [
    '1-2(1)',
    {
      id: '1-2(1)',
      title: '灯火',
      plain: '夜の光です。',
      binds: ['staff'],
      force: 'info',
      action: null,
      staff: true,
      things: [],
      asks: [],
    },
  ],
]);

describe('taking a policy in', () => {
  const run = async (store: PolicyStore, name: string, content: string, now = '2026-04-01T00:00:00Z') => {
    const printed: string[] = [];
    const path = await file(name, content);
    await importPolicy({ file: path, store, digestOf: () => restated, now, print: (line) => printed.push(line) });
    return printed.join('\n');
  };

  it('keeps the first version and says how much it read', async () => {
    const store = memoryPolicies();
    const said = await run(store, 'first.txt', INVENTED);
    expect(said).toContain(`${INVENTED_IDS.length} か所を読み取りました`);
    expect(said).toContain('第1版として取り込みました');
    expect(store.kept[0]).toMatchObject({ number: 1, file: 'first.txt', importedAt: '2026-04-01T00:00:00Z' });
  });

  it('changes nothing when the same policy comes again', async () => {
    const store = memoryPolicies();
    await run(store, 'a.txt', INVENTED);
    const said = await run(store, 'b.txt', INVENTED.replaceAll('\n', '\r\n'));
    expect(said).toContain('同じなので、何も変えていません');
    expect(store.kept).toHaveLength(1);
  });

  it('shows what is different from the version before', async () => {
    const store = memoryPolicies();
    await run(store, 'a.txt', INVENTED);
    const said = await run(
      store,
      'b.txt',
      INVENTED.replace('夜に船から見える光', '夜に陸から見える光').replace(
        '(イ) 鍵の置き忘れ。',
        '(イ) 鍵の置き忘れ。\n\n(ウ) 油の不足。',
      ),
    );
    expect(said).toContain('加わった 1 か所:\n  1-3(ウ)');
    expect(said).toContain('文が変わった 1 か所:\n  1-2(1) 灯火');
    expect(said).toContain('関わる人: 職員等情報取扱者(全員)');
    expect(store.kept).toHaveLength(2);
  });

  it('says that a clause only got another number', async () => {
    const store = memoryPolicies();
    await run(store, 'a.txt', '第１章 一\n１．甲\n（１）子\n子の文がここにある。\n（２）丑\n丑の文がここにある。\n');
    const said = await run(
      store,
      'b.txt',
      '第１章 一\n１．甲\n（１）新しい項\n新しい文がここに入る。\n（２）子\n子の文がここにある。\n（３）丑\n丑の文がここにある。\n',
    );
    expect(said).toContain('1-1(1) → 1-1(2) 子');
    expect(said).toContain('1-1(2) → 1-1(3) 丑');
  });

  it('names the lines it could not place', async () => {
    const said = await run(memoryPolicies(), 'odd.txt', '第１章 一\n１．甲\n文である。\n\n（５）乙\n文である。\n');
    expect(said).toContain('5行目「（５）乙」');
  });

  it('refuses a file without any clause', async () => {
    await expect(run(memoryPolicies(), 'list.txt', '牛乳\nパン\n')).rejects.toThrow('番号が見つかりません');
  });
});
