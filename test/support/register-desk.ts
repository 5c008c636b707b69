import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSealKey } from '../../src/app/seal-key.ts';
import { makeSeal } from '../../src/app/seals.ts';
import { run } from '../../src/cli.ts';
import { readConfig } from '../../src/config.ts';
import type { ChartChange } from './chart.ts';
import { aTakeout, aWorld } from './world.ts';

/** A world whose command line is at hand: both work on one database, as beside a running bot. */
export const aRegisterDesk = async (start: { at?: string; chart?: ChartChange } = {}) => {
  const world = await aWorld(start);
  const folder = mkdtempSync(join(tmpdir(), 'mamori-register-'));
  const mamori = async (...words: readonly string[]): Promise<{ code: number; text: string }> => {
    const out: string[] = [];
    const say = (line: string): void => void out.push(line);
    const code = await run(
      words,
      async () => ({
        config: readConfig({
          DATABASE_URL: `file:${join(folder, 'beside.db')}`,
          SEAL_KEY_FILE: join(folder, 'seal.key'),
        }),
        openStore: async () => ({ ...world.store, close: async () => {} }),
        now: world.now,
        print: say,
      }),
      say,
    );
    return { code, text: out.join('\n') };
  };
  return {
    world,
    mamori,
    file: (name: string): string => join(folder, name),
    /** A takeout from the request to the return, and one that is refused. */
    lived: async (): Promise<void> => {
      await world.submit('staff', 'takeout/new', aTakeout({ purpose: '=HYPERLINK("http://example.jp","見て")' }));
      await world.fill('leader', 'takeout-2026-1', '条件付き承認', {
        conditions: '名簿は置いていく',
        until: '2026-06-02',
      });
      await world.press('staff', 'takeout-2026-1', '条件を受け入れる');
      await world.fill('staff', 'takeout-2026-1', '返却した', { erased: 'erased' });
      await world.fill('leader', 'takeout-2026-1', '返却を確認', { checked: 'both' });
      await world.submit('staff2', 'takeout/new', aTakeout());
      await world.fill('leader2', 'takeout-2026-2', '却下', { said: '別の方法があるため' });
    },
    seal: async (): Promise<void> => {
      const { ledger } = world.store;
      const { privateKey } = openSealKey(join(folder, 'seal.key'));
      await ledger.seal(makeSeal(privateKey, await ledger.lastSeal(), await ledger.unsealed(), world.now()));
    },
    close: async (): Promise<void> => {
      await world.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type RegisterDesk = Awaited<ReturnType<typeof aRegisterDesk>>;
