import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import { checkpoints } from '../../db/sqlite/checkpoint.ts';
import { openKept } from '../../db/sqlite/keep.ts';
import { dailyLook } from '../../db/sqlite/soundness.ts';
import { aRequest } from '../support/a-change.ts';

const asIs = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

describe('the daily look at the database file', () => {
  it('begins after a day, holds up nobody, and is not begun twice', async () => {
    let now = 0;
    let answer: (problem: string | undefined) => void = () => {};
    let looks = 0;
    const look = dailyLook(
      () => {
        looks++;
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
      asIs,
      () => now,
    );
    look();
    expect(looks).toBe(0);
    now += 25 * 3_600_000;
    look();
    look();
    expect(looks).toBe(1);
    answer('a page is not used');
    await new Promise((resolve) => setImmediate(resolve));
    expect(look).toThrow('a page is not used');
  });

  it('finds a damaged page in a thread of its own', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mamori-sound-'));
    const file = join(folder, 'mamori.db');
    const store = await openStore(`file:${file}`, { lock: false });
    await Promise.all(Array.from({ length: 200 }, (_, n) => store.commit(aRequest(`takeout-2026-${n}`))));
    await store.close();
    const problemIn = async (): Promise<string | undefined> => {
      const db = openKept(file, {});
      const thread = checkpoints(db, file);
      const problem = await thread.problem();
      await thread.close();
      db.close();
      return problem;
    };
    expect(await problemIn()).toBeUndefined();
    const bytes = readFileSync(file);
    const end = bytes.length - 4_096 * 12;
    writeFileSync(
      file,
      Buffer.concat([bytes.subarray(0, end), Buffer.alloc(4_096 * 10, 7), bytes.subarray(end + 4_096 * 10)]),
    );
    expect(await problemIn()).toBeTruthy();
    rmSync(folder, { recursive: true });
  });
});
