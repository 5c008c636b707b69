import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/app/canonical.ts';
import { link } from '../../src/app/ledger.ts';
import type { LedgerRecord } from '../../src/app/ledger-store.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import type { Fact } from '../../src/core/facts.ts';
import { append, type LedgerRows, readLedger } from '../support/ledger-in-memory.ts';
import { keys, ledgers, sealed, someData, verify } from '../support/some-ledgers.ts';

describe('a ledger nobody has touched', () => {
  it('verifies, with and without the copies of its seals', async () => {
    await fc.assert(
      fc.asyncProperty(ledgers, async (rows) => {
        expect(await verify(rows)).toEqual({ records: rows.records.length, seals: 2 });
        expect(await verify(rows, rows.seals)).toEqual({ records: rows.records.length, seals: 2 });
      }),
    );
  });

  it('verifies also when personal details have been erased', async () => {
    await fc.assert(
      fc.asyncProperty(ledgers, async (rows) => {
        for (const details of rows.details) details.text = null;
        expect((await verify(rows)).firstBreak).toBeUndefined();
      }),
    );
  });

  it('has its seals read a few at a time, however many there are', async () => {
    const rows: LedgerRows = { records: [], details: [], seals: [] };
    for (let n = 0; n < 100; n += 1) {
      append(rows, [{ chain: `takeout-2026-${n}`, type: 't', actor: 'clock', subject: 's', data: {} }]);
      rows.seals.push(sealed(rows, n));
    }
    const ledger = readLedger(rows);
    const asked: number[] = [];
    const seals: typeof ledger.seals = async (after, limit) => {
      const page = await ledger.seals(after, limit);
      asked.push(page.length);
      return page;
    };
    expect(await verifyLedger({ ...ledger, seals }, keys.publicKey)).toEqual({ records: 100, seals: 100 });
    expect(Math.max(...asked)).toBeLessThanOrEqual(32);
  });

  it('verifies also while a bot goes on sealing it and copies what it seals', async () => {
    const rows: LedgerRows = { records: [], details: [], seals: [] };
    const grow = (): void => {
      const from = rows.records.length;
      append(rows, [{ chain: 'org', type: 't', actor: 'clock', subject: 's', data: {} }]);
      rows.seals.push(sealed(rows, from));
    };
    grow();
    async function* copies() {
      grow();
      yield* rows.seals;
    }
    const verdict = await verifyLedger(readLedger(rows), keys.publicKey, { copies: copies() });
    expect(verdict.firstBreak).toBeUndefined();
  });

  it('is read in pages however long a chain is', async () => {
    const rows: LedgerRows = { records: [], details: [], seals: [] };
    const one: Fact = { chain: 'org', type: 't', actor: 'clock', subject: 's', data: {}, details: { a: 1 } };
    let tip: LedgerRecord | undefined;
    for (let n = 0; n < 9_000; n += 1) {
      const { record, details } = link(tip, one, '2026-11-02T00:00:00.000Z', () => 'salt');
      rows.records.push(record);
      rows.details.push(details!);
      tip = record;
    }
    expect(await verify(rows)).toEqual({ records: 9_000, seals: 0 });
    rows.details[8_500]!.text = '{}';
    expect((await verify(rows)).firstBreak).toEqual({ chain: 'org', seq: 8_501, why: 'details-changed' });
  });
});

describe('the text that is hashed', () => {
  it('can be made by an auditor with a dozen lines and none of our code', () => {
    const { record } = link(
      undefined,
      { chain: 'あ', type: 't', actor: 'S1', subject: 's', data: { b: 1, a: '𠮷' } },
      'now',
      () => '',
    );
    expect(record.data).toBe('{"a":"𠮷","b":1}');
    const line = '3:あ1:13:now1:t2:S10:1:s18:{"a":"𠮷","b":1}0:';
    expect(record.hash).toBe(createHash('sha256').update(line, 'utf8').digest('hex'));
  });

  it('is the same in whatever order a value was put together', () => {
    fc.assert(
      fc.property(someData, (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('refuses what no text can hold, and details in the wrong place', () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow('no place');
    const wrong: Fact = { chain: 'a', type: 't', actor: 'x', subject: 's', data: { details: 'x' } };
    expect(() => link(undefined, wrong, 'now', () => '')).toThrow('beside');
  });
});
