import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import { openKept } from '../../db/sqlite/keep.ts';
import { pause } from '../../src/app/wait.ts';
import { aRequest } from '../support/a-change.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mamori-log-'));
  file = join(folder, 'mamori.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What stands in the database itself, without its log. */
const carriedCases = (): number => {
  const copy = join(folder, 'copy.db');
  copyFileSync(file, copy);
  const db = openKept(copy, {});
  try {
    return db.prepare<[], number>('select count(*) from cases').pluck().get() ?? 0;
  } catch {
    return 0;
  } finally {
    db.close();
  }
};

describe('the write-ahead log', () => {
  it('is carried into the database beside the clicks, stays small, and is gone once the bot has stopped', async () => {
    const store = await openStore(`file:${file}`, { lock: true });
    const many = Array.from({ length: 1_500 }, (_, n) => aRequest(`takeout-2026-${n}`));
    for (let from = 0; from < many.length; from += 50) {
      await Promise.all(many.slice(from, from + 50).map((change) => store.commit(change)));
    }
    for (const end = Date.now() + 20_000; carriedCases() < 1_000 && Date.now() < end; ) await pause(50);
    expect(carriedCases()).toBeGreaterThanOrEqual(1_000);
    expect(statSync(`${file}-wal`).size).toBeLessThan(64 * 1024 * 1024);
    await store.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
    expect(carriedCases()).toBe(1_500);
  });

  it('is carried by a command that writes on its own, too', async () => {
    const store = await openStore(`file:${file}`, { lock: false });
    await store.commit(aRequest('takeout-2026-1'));
    await store.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
    expect(carriedCases()).toBe(1);
  });
});
