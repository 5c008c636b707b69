import { appendFileSync, chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Seal } from '../../src/app/ledger-store.ts';
import { silentLog } from '../../src/app/log.ts';
import { appendSealCopy, copiedNumbers, readSealCopies } from '../../src/app/seal-copies.ts';
import { openSealKey, readSealKey } from '../../src/app/seal-key.ts';
import { createSealing } from '../../src/app/sealing.ts';
import { signedBy } from '../../src/app/seals.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mamori-seals-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('the key of the seals', () => {
  it('is made at the first start, for its owner alone, and stays', () => {
    const file = join(dir, 'below', 'seal.key');
    const first = openSealKey(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(openSealKey(file).publicPem).toBe(first.publicPem);
    expect(first.publicPem).toContain('BEGIN PUBLIC KEY');
  });

  it.each([0o640, 0o604, 0o660])('is refused when others could read it (%o)', (mode) => {
    const file = join(dir, 'seal.key');
    openSealKey(file);
    chmodSync(file, mode);
    expect(() => openSealKey(file)).toThrow(/chmod 600/);
  });

  it('is not made anew for whoever only reads', () => {
    expect(() => readSealKey(join(dir, 'seal.key'))).toThrow(/ありません/);
  });

  it('is refused with a sentence when it is no such key, and not quoted', () => {
    const file = join(dir, 'seal.key');
    writeFileSync(file, 'canary', { mode: 0o600 });
    expect(() => readSealKey(file)).toThrow(/読めません/);
    expect(() => readSealKey(file)).not.toThrow(/canary/);
  });
});

const ledgerWith = (state: { records: number; seals: Seal[] }) => ({
  unsealed: async () => ({
    records: state.records,
    heads: state.records === 0 ? [] : [{ chain: 'org', seq: state.records, hash: 'h' }],
  }),
  lastSeal: async () => state.seals.at(-1),
  seals: async (after: number, limit: number) => state.seals.filter(({ number }) => number > after).slice(0, limit),
  seal: async (seal: Seal) => {
    if (state.seals.some(({ number }) => number === seal.number)) return false;
    state.seals.push(seal);
    state.records = 0;
    return true;
  },
});

describe('sealing', () => {
  const open = () => {
    const state = { records: 0, seals: [] as Seal[] };
    const clock = { now: 0 };
    const file = join(dir, 'seals.jsonl');
    const key = openSealKey(join(dir, 'seal.key'));
    const sealing = createSealing({
      ledger: ledgerWith(state),
      key: key.privateKey,
      keepCopy: (seal) => appendSealCopy(file, seal),
      copied: () => copiedNumbers(file),
      log: silentLog,
      real: () => clock.now,
    });
    return { state, clock, file, key, sealing };
  };

  it('waits for a thousand records', async () => {
    const { state, sealing } = open();
    state.records = 999;
    await sealing.sealWhenDue();
    expect(state.seals).toHaveLength(0);
    state.records = 1_000;
    await sealing.sealWhenDue();
    expect(state.seals).toHaveLength(1);
  });

  it('waits an hour at most for fewer', async () => {
    const { state, clock, sealing } = open();
    state.records = 1;
    await sealing.sealWhenDue();
    clock.now = 3_599_000;
    await sealing.sealWhenDue();
    expect(state.seals).toHaveLength(0);
    clock.now = 3_600_000;
    await sealing.sealWhenDue();
    expect(state.seals).toHaveLength(1);
  });

  it('never seals nothing', async () => {
    const { state, clock, sealing } = open();
    await sealing.sealWhenDue();
    clock.now = 7_200_000;
    await sealing.sealWhenDue();
    await sealing.sealNow();
    expect(state.seals).toEqual([]);
  });

  it('keeps a signed copy outside the database', async () => {
    const { state, key, file, sealing } = open();
    state.records = 3;
    await sealing.sealNow();
    const { value: copy } = await readSealCopies(file).next();
    expect(copy).toEqual(state.seals[0]);
    expect(copy && signedBy(key.publicKey, copy)).toBe(true);
  });

  it('copies after a crash what the file lacks, also behind a torn line', async () => {
    const before = open();
    before.state.records = 3;
    await before.sealing.sealNow();
    appendFileSync(before.file, '{"number":2,"at":"20');
    const after = open();
    after.state.seals.push(...before.state.seals);
    after.state.records = 2;
    await after.sealing.sealNow();
    expect([...(await copiedNumbers(after.file))]).toEqual([1, 2]);
  });
});
