import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealMark } from '../../src/app/register-copy.ts';
import { aRegisterDesk, type RegisterDesk } from '../support/register-desk.ts';

// The program as it stands in the README: what an outsider has, and nothing else of ours.
const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
const program = /```js\n(\/\/ node verify\.mjs[\s\S]+?)```/.exec(readme)?.[1] ?? '';

let desk: RegisterDesk;
let noted: { number: number; hash: string };
beforeAll(async () => {
  desk = await aRegisterDesk();
  await desk.lived();
  await desk.seal();
  await desk.world.submit('staff', 'incident/new', { subject: '見当たらない', body: '鞄ごと' });
  await desk.seal();
  await desk.world.submit('staff2', 'incident/new', { subject: '届いた', body: '知らない宛先' });
  writeFileSync(desk.file('verify.mjs'), program);
  noted = sealMark(await desk.world.store.ledger.lastSeal()) ?? { number: 0, hash: '' };
});
afterAll(() => desk.close());

const run = async (...words: string[]): Promise<string> => {
  const options = { cwd: desk.file(''), env: {} };
  const ran = promisify(execFile)(process.execPath, [desk.file('verify.mjs'), ...words], options);
  return ran.then(({ stdout }) => stdout.trim()).catch(({ stdout }: { stdout: string }) => stdout.trim());
};

const exported = async (name: string): Promise<string> => {
  await desk.mamori('ledger', 'export', '--out', desk.file(`${name}.jsonl`));
  return desk.file(name);
};
const lines = (file: string): string[] => readFileSync(file, 'utf8').split('\n').filter(Boolean);

/** Changes one of the exported files, and answers what the outsider is told. */
const told = async (name: string, file: string, change: (all: string[]) => string[], ...words: string[]) => {
  const base = await exported(name);
  writeFileSync(`${base}${file}`, `${change(lines(`${base}${file}`)).join('\n')}\n`);
  return run(`${base}.jsonl`, ...words);
};

describe('somebody outside, with the exported files and Node alone', () => {
  it('needs nothing but node:crypto and node:fs', () => {
    expect(program.match(/from '([^']+)'/g)).toEqual(["from 'node:crypto'", "from 'node:fs'"]);
  });

  it('finds everything as it was written, with the seal they have noted', async () => {
    const base = await exported('whole');
    const count = lines(`${base}.jsonl`).length;
    expect(await run(`${base}.jsonl`)).toBe(`OK: 記録 ${count} 件、封印 2 個`);
    expect(await run(`${base}.jsonl`, String(noted.number), noted.hash)).toBe(`OK: 記録 ${count} 件、封印 2 個`);
    expect(await run(`${base}.jsonl`, '2', 'f'.repeat(64))).toBe('NG: 控えた封印と違います');
    expect(await run(`${base}.jsonl`, '9', noted.hash)).toBe('NG: 控えた封印と違います');
  });

  it('sees a word changed, a record taken out, the tail cut, a seal forged or missing', async () => {
    const changed = (all: string[]) => all.map((line) => line.replace('"request.refused"', '"request.approved"'));
    expect(await told('a', '.jsonl', changed)).toMatch(/^NG: 記録 takeout-2026-2/);
    const third = '"chain":"takeout-2026-1","seq":3,';
    expect(await told('b', '.jsonl', (all) => all.filter((line) => !line.includes(third)))).toMatch(
      /^NG: 記録 takeout-2026-1/,
    );
    const cut = (all: string[]) => all.filter((line) => !line.includes('"chain":"incident-2026-1"'));
    expect(await told('c', '.jsonl', cut)).toMatch(/^NG: 封印された incident-2026-1/);
    const forged = (all: string[]) => all.map((line) => line.replace(/"signature":"./, '"signature":"!'));
    expect(await told('d', '.seals.jsonl', forged)).toMatch(/^NG: 封印 1 番の署名/);
    expect(await told('e', '.seals.jsonl', (all) => all.slice(1))).toMatch(/^NG: 封印 2 番のつながり/);
    const known = [String(noted.number), noted.hash];
    expect(await told('f', '.seals.jsonl', (all) => all.slice(0, 1), ...known)).toBe('NG: 控えた封印と違います');
  });

  it('finds it whole after erasure, which is on record, and nothing that was typed in the files', async () => {
    await desk.world.jump('2032-04-01T09:30:00+09:00');
    const { text } = await desk.mamori('retention', 'erase', '--decided-by', 'security', '--yes');
    expect(text).toContain('2件の内容を消しました');
    const base = await exported('erased');
    expect(await run(`${base}.jsonl`, String(noted.number), noted.hash)).toMatch(/^OK: /);
    const all = readFileSync(`${base}.jsonl`, 'utf8');
    expect(all).toContain('retention.erased');
    expect(all).not.toMatch(/港町会館|名簿は置いていく|別の方法/);
  });
});
