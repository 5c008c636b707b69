import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../db/open.ts';
import type { Store } from '../../src/app/ports.ts';
import type { StoreFixture } from './store-contract.ts';

export type SqliteFixture = StoreFixture & { folder: string; file: string };

export const sqliteFixture = async (): Promise<SqliteFixture> => {
  const folder = mkdtempSync(join(tmpdir(), 'mamori-store-'));
  const file = join(folder, 'mamori.db');
  const opened: Store[] = [];
  const another = async (): Promise<Store> => {
    const store = await openStore(`file:${file}`, { lock: opened.length === 0 });
    opened.push(store);
    return store;
  };
  return {
    folder,
    file,
    store: await another(),
    another,
    clear: async () => {
      for (const store of opened) await store.close();
      rmSync(folder, { recursive: true });
    },
  };
};
