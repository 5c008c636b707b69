import { generateKeyPairSync } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupStore, openStore } from '../../db/open.ts';
import type { Store } from '../../src/app/ports.ts';
import { makeSeal } from '../../src/app/seals.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { expectRestored, fillWith, many } from '../support/restore-drill.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

describe('promise 15: what is damaged is refused, and a backup brings it back', { timeout: 300_000 }, () => {
  let folder: string;
  let file: string;
  const opened: Store[] = [];
  const open = async (at = file): Promise<Store> => {
    const store = await openStore(`file:${at}`, { lock: true });
    opened.push(store);
    return store;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mamori-restore-'));
    file = join(folder, 'mamori.db');
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close().catch(() => undefined);
    rmSync(folder, { recursive: true });
  });

  it(`a drill: ${many} cases, backed up while people work, destroyed, restored and verified in minutes`, async () => {
    const store = await open();
    await fillWith(store, 0, many);
    const { ledger } = store;
    const seal = makeSeal(privateKey, undefined, await ledger.unsealed(), new Date().toISOString());
    await ledger.seal(seal);
    const backup = join(folder, 'backup.db');
    const working = fillWith(store, many, 300);
    await backupStore(`file:${file}`, backup);
    await working;
    await store.close();
    writeFileSync(file, Buffer.alloc(100_000, 7));
    await expect(open()).rejects.toThrow('最後の控えを戻してください');

    const began = performance.now();
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    copyFileSync(backup, file);
    const restored = await open();
    await expectRestored(restored, { publicKey, seal, began });
  });

  it('a log of the database that belongs to another one, or is no log at all, spoils nothing unseen', async () => {
    const store = await open();
    await fillWith(store, 0, 50);
    await store.close();
    for (const wal of [Buffer.alloc(64_000, 7), Buffer.from('これは記録ではありません'.repeat(500)), Buffer.alloc(0)]) {
      writeFileSync(`${file}-wal`, wal);
      const again = await open();
      expect(await again.findCases({ limit: 100 })).toHaveLength(50);
      expect((await verifyLedger(again.ledger, publicKey)).firstBreak).toBeUndefined();
      await again.close();
    }
  });

  it('what was lost with an unwritten log shows in the seal kept outside', async () => {
    const store = await open();
    await fillWith(store, 0, 20);
    const old = join(folder, 'old.db');
    await backupStore(`file:${file}`, old);
    await fillWith(store, 20, 20);
    const seal = makeSeal(privateKey, undefined, await store.ledger.unsealed(), new Date().toISOString());
    await store.ledger.seal(seal);
    const behind = await open(old);
    const { firstBreak } = await verifyLedger(behind.ledger, publicKey, { copies: [seal] });
    expect(firstBreak).toEqual({ chain: 'seal', seq: 1, why: 'seal-missing' });
  });
});
