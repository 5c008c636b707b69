import { readFileSync, writeFileSync } from 'node:fs';
import JSZip from 'jszip';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aRegisterDesk, type RegisterDesk } from '../support/register-desk.ts';
import { aTakeout } from '../support/world.ts';

let desk: RegisterDesk;
beforeEach(async () => {
  desk = await aRegisterDesk();
});
afterEach(() => desk.close());

describe('a copy checked later', () => {
  it('says what was changed in a CSV file, and in which line', async () => {
    await desk.lived();
    await desk.mamori('register', 'export', 'takeout', '--out', desk.file('a.csv'));
    const text = readFileSync(desk.file('a.csv'), 'utf8');
    writeFileSync(desk.file('b.csv'), text.replace('別の方法があるため', '都合により'));
    const changed = await desk.mamori('register', 'verify', desk.file('b.csv'));
    expect(changed.code).toBe(1);
    expect(changed.text).toContain('3行目(takeout-2026-2): 「備考」が、いまの台帳と違います');
    writeFileSync(
      desk.file('c.csv'),
      text
        .split('\r\n')
        .filter((line) => !line.includes('takeout-2026-2'))
        .join('\r\n'),
    );
    const cut = await desk.mamori('register', 'verify', desk.file('c.csv'));
    expect(cut.code).toBe(1);
    expect(cut.text).toContain('書き出したときは2件でしたが、この写しは1件です');
  });

  it('does not mind another order of the lines, and says which cases have moved on', async () => {
    await desk.world.submit('staff', 'takeout/new', aTakeout());
    await desk.world.submit('staff', 'takeout/new', aTakeout());
    await desk.mamori('register', 'export', 'takeout', '--out', desk.file('a.csv'));
    const [head, one, two] = readFileSync(desk.file('a.csv'), 'utf8').split('\r\n');
    writeFileSync(desk.file('b.csv'), [head, two, one, ''].join('\r\n'));
    await desk.world.press('leader', 'takeout-2026-1', '承認');
    const { code, text } = await desk.mamori('register', 'verify', desk.file('b.csv'));
    expect(text).toContain('1件は、書き出したあとに記録が増えています');
    expect(code).toBe(0);
  });

  it('finds a changed cell and a changed seal in a workbook', async () => {
    await desk.lived();
    await desk.seal();
    await desk.mamori('register', 'export', 'takeout', '--out', desk.file('a.xlsx'));
    const zip = await JSZip.loadAsync(readFileSync(desk.file('a.xlsx')));
    const texts = (await zip.file('xl/sharedStrings.xml')?.async('string')) ?? '';
    const altered = async (from: string | RegExp, to: string): Promise<string> => {
      zip.file('xl/sharedStrings.xml', texts.replace(from, to));
      writeFileSync(desk.file('b.xlsx'), await zip.generateAsync({ type: 'nodebuffer' }));
      const { code, text } = await desk.mamori('register', 'verify', desk.file('b.xlsx'));
      expect(code).toBe(1);
      return text;
    };
    expect(await altered('別の方法があるため', '都合により')).toContain('7行目(takeout-2026-2): 「備考」');
    expect(await altered(/封印: 1番 [0-9a-f]{64}/, `封印: 1番 ${'0'.repeat(64)}`)).toContain(
      '封印が、書き出したときのもの',
    );
    const { hash } = (await desk.world.store.ledger.recordsOf('takeout-2026-2')).at(-1)!;
    expect(await altered(hash, 'f'.repeat(64))).toContain('記録のハッシュが合いません');
  });

  it('refuses a file that is no register, or one that another database wrote', async () => {
    writeFileSync(desk.file('x.csv'), 'a,b\n1,2\n');
    writeFileSync(desk.file('x.xlsx'), 'PK not a workbook');
    for (const name of ['x.csv', 'x.xlsx', 'none.csv']) {
      expect((await desk.mamori('register', 'verify', desk.file(name))).code).toBe(1);
    }
    const other = await aRegisterDesk();
    await other.world.submit('staff', 'takeout/new', aTakeout());
    await other.mamori('register', 'export', 'takeout', '--out', desk.file('o.csv'));
    await other.close();
    const { code, text } = await desk.mamori('register', 'verify', desk.file('o.csv'));
    expect(code).toBe(1);
    expect(text).toContain('この書き出しは記録にありません');
  });
});
