import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addPolicy } from '../../src/commands/policy.ts';
import type { Shell } from '../../src/commands/shell.ts';
import { readConfig } from '../../src/config.ts';
import type { PolicyStore } from '../../src/core/policies/policy.ts';
import { INVENTED } from '../core/policies/invented-policy.ts';
import { memoryPolicies } from './policy-memory.ts';

const run = async (args: readonly string[], input = '', policies: PolicyStore = memoryPolicies()): Promise<string> => {
  const printed: string[] = [];
  const shell: Shell = {
    config: readConfig({}),
    openStore: () => Promise.reject(new Error('no database is needed here')),
    now: () => '2026-04-01T00:00:00.000Z',
    print: (line) => printed.push(line),
  };
  const program = new Command('mamori').exitOverride();
  addPolicy(
    program,
    async () => shell,
    (_, work) => work(policies),
    Readable.from([input]),
  );
  await program.parseAsync(['policy', ...args], { from: 'user' });
  return printed.join('\n');
};

const json = (line: string | undefined): Record<string, unknown> => JSON.parse(line ?? '{}');

describe('policy show', () => {
  it('shows a clause by its ID and by what people call it', async () => {
    const shown = await run(['show', '2-7(1)(エ)']);
    expect(shown).toContain('対策基準 7(1)(エ)');
    expect(shown).toContain('要旨: ');
    expect(shown).toContain('許可: 情報管理者');
    expect(shown).toContain('原文: 取り込まれていません');
    expect(await run(['show', '対策基準', '７（１）（エ）'])).toBe(shown);
  });

  it('says that chapter 3 is not public, and that a clause does not exist', async () => {
    await expect(run(['show', '3-1'])).rejects.toThrow('公開されていません');
    await expect(run(['show', '2-99'])).rejects.toThrow('2-99 という番号の決まりはありません');
  });
});

describe('policy ask', () => {
  it('gives the answer as chat would', async () => {
    const answer = await run(['ask', 'USBメモリを家に持って帰ってもいいですか']);
    expect(answer).toContain('要旨: ');
    expect(answer).toContain('〔対策基準 ');
    expect(answer).toContain('［持ち出しを申請する］');
  });

  it('puts first aid and the report above any text when something happened', async () => {
    const lines = (await run(['ask', '添付ファイルを開いたらウイルスに感染したみたい'])).split('\n');
    expect(lines[1]).toContain('LANケーブルを抜き');
    expect(lines[2]).toBe('［ウイルス感染を報告する］');
  });

  it('says so, and names somebody to ask, when the policy does not cover it', async () => {
    const answer = await run(['ask', '有給休暇はあと何日残っていますか']);
    expect(answer).toContain('見つかりませんでした');
    expect(answer).toContain('［情報管理者に聞く］');
  });

  it('says that the individual standards are not public', async () => {
    expect(await run(['ask', '個別基準の中身を教えて'])).toContain('公開されていません');
  });

  it('answers English in English, with the Japanese citation', async () => {
    const answer = await run(['ask', 'May I use my own laptop for work?']);
    expect(answer).toContain('In short: ');
    expect(answer).toContain('〔対策基準 7(1)(カ)〕');
    expect(answer).toContain('［Ask my 情報管理者］');
  });

  it('asks for a question when there is none', async () => {
    await expect(run(['ask'])).rejects.toThrow('質問を書いてください');
  });

  it('answers line by line', async () => {
    const input = `{"id":"a","question":"私物のスマホでメールを見ていい?"}\n\n{"id":2,"question":""}\n`;
    const [first, second] = (await run(['ask', '--jsonl'], input)).split('\n').map(json);
    expect(first).toMatchObject({ id: 'a', answered: true, action: 'byod_request' });
    expect(first?.clauses).toHaveLength(10);
    expect(first?.confidence).toBeGreaterThan(0.5);
    expect(second).toEqual({ id: 2, clauses: [], answered: false, confidence: 0, action: 'none' });
  });

  it('names the line that is no question', async () => {
    await expect(run(['ask', '--jsonl'], '{"id":"a","question":"x"}\nnot json\n')).rejects.toThrow('2行目');
  });
});

describe('policy export', () => {
  it('writes every clause with its digest, and no official text before an import', async () => {
    const lines = (await run(['export', '--jsonl'])).split('\n').map(json);
    expect(lines).toHaveLength(477);
    const takeout = lines.find(({ id }) => id === '2-7(1)(エ)');
    expect(takeout).toMatchObject({ official: null });
    expect(takeout?.path).toHaveLength(3);
    expect(takeout?.digest).toContain('情報管理者');
  });

  it('writes and quotes the official text after an import', async () => {
    const policies = memoryPolicies();
    const path = join(await mkdtemp(join(tmpdir(), 'policy-')), 'lighthouse.txt');
    await writeFile(path, INVENTED);
    expect(await run(['import', path], '', policies)).toContain('第1版として取り込みました');
    const lines = (await run(['export', '--jsonl'], '', policies)).split('\n').map(json);
    expect(lines.find(({ id }) => id === '2-2(1)(ウ)①')).toMatchObject({
      official: '① やり直し\n見張りは、手伝いのやり直しを求めることができる。',
    });
    expect(await run(['show', '2-1(2)①'], '', policies)).toContain(
      '原文(第1版、2026年4月1日(水) 09:00 に取り込み):\n見張りは、日の出と日の入りに塔を見回り、気付いたことを帳面に書く。',
    );
  });
});
