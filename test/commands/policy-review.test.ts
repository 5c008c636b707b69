import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli.ts';
import { INVENTED } from '../core/policies/invented-policy.ts';
import { aShell } from '../support/shell.ts';

const at = '2026-06-01T03:00:00.000Z';

const aDesk = async () => {
  const shell = await aShell(at);
  const mamori = async (...words: string[]): Promise<string> => {
    const complaints: string[] = [];
    await run(words, shell.open, (line) => complaints.push(line));
    return [shell.said(), ...complaints].join('\n');
  };
  const file = async (text: string): Promise<string> => {
    const path = join(shell.folder, '灯台規程.txt');
    await writeFile(path, text);
    return path;
  };
  return { ...shell, mamori, written: file };
};

describe('the policy commands and the database', () => {
  it('answer from what is shipped, and make no database by being asked', async () => {
    const desk = await aDesk();
    expect(await desk.mamori('policy', 'show', '2-7(1)(エ)')).toContain('原文: 取り込まれていません');
    expect(await desk.mamori('policy', 'ask', '家で仕事していい?')).toContain('対策基準 7(1)(オ)');
    expect(await readdir(desk.folder)).toEqual([]);
  });

  it('keep what is imported, with a record that holds no sentence of it', async () => {
    const desk = await aDesk();
    expect(await desk.mamori('policy', 'import', await desk.written(INVENTED))).toContain('第1版として');
    expect(existsSync(join(desk.folder, 'mamori.db'))).toBe(true);
    expect(await desk.mamori('policy', 'show', '2-1(2)①')).toContain('塔');
    const [record] = await desk.store((store) => store.ledger.recordsOf('org'));
    expect(record).toMatchObject({ type: 'policy.imported', actor: 'operator' });
    expect(JSON.parse(record!.data)).toMatchObject({ number: 1 });
    expect(record!.data).not.toContain('塔');
  });

  it('list for review what people said of the answers, the least useful first', async () => {
    const desk = await aDesk();
    const vote = (useful: boolean, clause: string, who: string) =>
      desk.store((store) =>
        store.commit({
          key: `${who}/${clause}`,
          at,
          cases: [],
          facts: [
            {
              chain: 'policy',
              type: 'policy.feedback',
              actor: who,
              subject: 'policy',
              data: { useful, clauses: [clause] },
            },
          ],
          slots: [],
          timers: [],
          homes: [],
        }),
      );
    await vote(true, '2-7(1)(エ)', 'a');
    await vote(false, '2-7(1)(オ)', 'a');
    await vote(false, '2-7(1)(オ)', 'b');
    const said = (await desk.mamori('policy', 'review')).split('\n');
    expect(said[0]).toBe('答えへの評価 2件:');
    expect(said[1]).toMatch(/対策基準 7\(1\)\(オ\).*役に立った 0、役に立たない 2/u);
    expect(said[2]).toMatch(/対策基準 7\(1\)\(エ\).*役に立った 1、役に立たない 0/u);
  });

  it('say that there is nothing to look at, when there is nothing', async () => {
    const desk = await aDesk();
    expect(await desk.mamori('policy', 'review')).toContain('見直しのいるものはありません。');
  });
});
