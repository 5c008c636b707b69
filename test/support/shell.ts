import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../db/open.ts';
import type { Store } from '../../src/app/ports.ts';
import type { OpenShell } from '../../src/commands/shell.ts';
import { readConfig } from '../../src/config.ts';

/** A command's surroundings: a fresh database in a folder of its own, a clock that stands still, what was printed. */
export const aShell = async (at: string, environment: Readonly<Record<string, string>> = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'mamori-command-'));
  const printed: string[] = [];
  const url = `file:${join(folder, 'mamori.db')}`;
  const open: OpenShell = async () => ({
    config: readConfig({ DATABASE_URL: url, ...environment }),
    openStore: () => openStore(url, { lock: false }),
    now: () => at,
    print: (line) => printed.push(line),
  });
  return {
    folder,
    open,
    /** What was printed since it was last asked. */
    said: () => printed.splice(0).join('\n'),
    file: async (name: string, content: string | Uint8Array): Promise<string> => {
      await writeFile(join(folder, name), content);
      return join(folder, name);
    },
    store: async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
      const store = await openStore(url, { lock: false });
      try {
        return await work(store);
      } finally {
        await store.close();
      }
    },
  };
};
