import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../src/app/ledger.ts';
import type { LedgerRecord, Seal } from '../../src/app/ledger-store.ts';
import type { LedgerRows } from '../support/ledger-in-memory.ts';
import { ledgers, sealed, verify } from '../support/some-ledgers.ts';
import { thorough } from '../support/thorough.ts';

/** What somebody with the database file and no key can do, at a place chosen by chance. */
const tamper =
  (change: (rows: LedgerRows, record: LedgerRecord, at: number) => void) => (rows: LedgerRows, chance: number) => {
    const at = chance % rows.records.length;
    const copy = structuredClone(rows);
    change(copy, copy.records[at]!, at);
    return { rows: copy, record: rows.records[at]! };
  };

const holds = async (
  spoil: ReturnType<typeof tamper>,
  expected: (verdict: Awaited<ReturnType<typeof verify>>, record: LedgerRecord, rows: LedgerRows) => void,
): Promise<void> => {
  await fc.assert(
    fc.asyncProperty(ledgers, fc.nat(), async (rows, chance) => {
      const spoilt = spoil(rows, chance);
      expected(await verify(spoilt.rows, rows.seals), spoilt.record, rows);
    }),
    { numRuns: thorough ? 1_000 : 60 },
  );
};

const patience = { timeout: thorough ? 900_000 : 60_000 };

describe('promise 13: somebody who changes the ledger is found, and the first bad record is named', patience, () => {
  const fields = ['at', 'type', 'actor', 'onBehalfOf', 'subject', 'data', 'hash', 'prev'] as const;

  it.each(fields)('when one bit of %s is turned over, or a letter comes in or goes', async (field) => {
    const flip = tamper((_, record, chance) => {
      const before = record[field];
      const bytes = Buffer.from(before);
      const at = chance % Math.max(bytes.length, 1);
      if (chance % 3 === 0 || bytes.length === 0) record[field] = `${record[field]} `;
      else if (chance % 3 === 1) record[field] = bytes.subarray(1).toString('latin1');
      else {
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (chance % 7));
        record[field] = bytes.toString('latin1');
      }
      // A no-break space without its first byte, read as Latin-1, is a no-break space.
      if (record[field] === before) record[field] = `${before} `;
    });
    await holds(flip, ({ firstBreak }, { chain, seq }) => {
      expect(firstBreak).toEqual({ chain, seq, why: 'record-changed' });
    });
  });

  it('when a record gets another place, or another chain', async () => {
    const move = tamper((rows, record, chance) => {
      if (chance % 2 === 0) record.seq += 1_000;
      else record.chain = `${record.chain}x`;
      rows.details = rows.details.filter(({ chain, seq }) => chain !== record.chain || seq !== record.seq);
    });
    await holds(move, ({ firstBreak }) => {
      expect(firstBreak?.why).toMatch(/^(record-missing|record-changed|sealed-record-missing)$/);
    });
  });

  it('when a record is taken out', async () => {
    const remove = tamper((rows, _, at) => void rows.records.splice(at, 1));
    await holds(remove, ({ firstBreak }, { chain, seq }, rows) => {
      const isLast = !rows.records.some((other) => other.chain === chain && other.seq > seq);
      const isSealed = rows.seals.some(({ heads }) => heads.some((head) => head.chain === chain && head.seq === seq));
      if (!isLast) expect(firstBreak).toEqual({ chain, seq, why: 'record-missing' });
      else if (isSealed) expect(firstBreak).toEqual({ chain, seq, why: 'sealed-record-missing' });
    });
  });

  it('when two records change places', async () => {
    await fc.assert(
      fc.asyncProperty(ledgers, fc.nat(), fc.nat(), async (rows, a, b) => {
        const [one, other] = [rows.records[a % rows.records.length]!, rows.records[b % rows.records.length]!];
        fc.pre(one.chain === other.chain && one.seq < other.seq);
        const copy = structuredClone(rows);
        for (const record of copy.records) {
          if (record.chain !== one.chain) continue;
          if (record.seq === one.seq) record.seq = other.seq;
          else if (record.seq === other.seq) record.seq = one.seq;
        }
        expect((await verify(copy)).firstBreak).toEqual({ chain: one.chain, seq: one.seq, why: 'record-changed' });
      }),
      { numRuns: 40 },
    );
  });

  it('when a record is slipped in', async () => {
    const insert = tamper((rows, record, at) => {
      const forged = { ...record, data: '{}', seq: record.seq + 1, prev: record.hash };
      for (const other of rows.records) if (other.chain === record.chain && other.seq > record.seq) other.seq += 1;
      rows.records.splice(at + 1, 0, { ...forged, hash: hashOf(forged) });
    });
    await holds(insert, ({ firstBreak }, { chain, seq }, rows) => {
      const isLast = !rows.records.some((other) => other.chain === chain && other.seq > seq);
      if (!isLast) expect(firstBreak).toEqual({ chain, seq: seq + 2, why: 'record-changed' });
    });
  });

  it('when the tail of a chain is cut below what was sealed', async () => {
    const cut = tamper((rows, { chain, seq }) => {
      rows.records = rows.records.filter((record) => record.chain !== chain || record.seq < seq);
    });
    await holds(cut, ({ firstBreak }, { chain, seq }, rows) => {
      const lost = rows.seals.flatMap(({ heads }) => heads).find((head) => head.chain === chain && head.seq >= seq);
      if (lost) expect(firstBreak).toEqual({ chain, seq: lost.seq, why: 'sealed-record-missing' });
    });
  });

  it('when a chain is written anew with fresh hashes', async () => {
    const rewrite = tamper((rows, { chain, seq }) => {
      let prev = '';
      for (const record of rows.records.filter((other) => other.chain === chain)) {
        if (record.seq === seq) record.actor += 'x';
        record.prev = prev;
        record.hash = hashOf(record);
        prev = record.hash;
      }
    });
    await holds(rewrite, ({ firstBreak }, { chain, seq }, rows) => {
      const head = rows.seals
        .flatMap(({ heads }) => heads)
        .find((sealedHead) => sealedHead.chain === chain && sealedHead.seq >= seq);
      if (head) expect(firstBreak).toEqual({ chain, seq: head.seq, why: 'sealed-record-changed' });
    });
  });

  it('when everything is written anew and sealed with another key', async () => {
    const other = generateKeyPairSync('ed25519').privateKey;
    const rewrite = tamper((rows) => {
      const { records } = rows;
      rows.seals = [];
      rows.seals.push(sealed({ ...rows, records }, 0, other));
    });
    await holds(rewrite, ({ firstBreak }) => {
      expect(firstBreak).toEqual({ chain: 'seal', seq: 1, why: 'seal-not-signed' });
    });
  });

  it('when details are changed, or taken away without being erased', async () => {
    await fc.assert(
      fc.asyncProperty(ledgers, fc.nat(), async (rows, chance) => {
        fc.pre(rows.details.length > 0);
        const { chain, seq } = rows.details[chance % rows.details.length]!;
        const changed = structuredClone(rows);
        const found = changed.details.find((details) => details.chain === chain && details.seq === seq)!;
        found.text += ' ';
        expect((await verify(changed)).firstBreak).toEqual({ chain, seq, why: 'details-changed' });
        const without = {
          ...rows,
          details: rows.details.filter((details) => details.chain !== chain || details.seq !== seq),
        };
        expect((await verify(without)).firstBreak).toEqual({ chain, seq, why: 'details-missing' });
      }),
    );
  });

  it('when a seal is changed, dropped or cut off', async () => {
    await fc.assert(
      fc.asyncProperty(ledgers, async (rows) => {
        const [first, second] = rows.seals as [Seal, Seal];
        const sealsAre = async (...seals: Seal[]) => (await verify({ ...rows, seals }, rows.seals)).firstBreak;
        expect(await sealsAre({ ...first, at: 'x' }, second)).toEqual({
          chain: 'seal',
          seq: 1,
          why: 'seal-not-signed',
        });
        expect(await sealsAre({ ...first, heads: [] }, second)).toEqual({ chain: 'seal', seq: 1, why: 'seal-changed' });
        expect(await sealsAre(second)).toEqual({ chain: 'seal', seq: 1, why: 'seal-missing' });
        expect(await sealsAre(first)).toEqual({ chain: 'seal', seq: 2, why: 'seal-missing' });
        expect(await sealsAre()).toEqual({ chain: 'seal', seq: 1, why: 'seal-missing' });
      }),
    );
  });

  it('when the operator holds the key and rewrites everything, but not the copies outside', async () => {
    const rewrite = tamper((rows) => {
      rows.seals = [];
      rows.seals.push(sealed(rows, 0));
    });
    await holds(rewrite, ({ firstBreak }) => {
      expect(firstBreak).toEqual({ chain: 'seal', seq: 1, why: 'seal-differs-from-copy' });
    });
  });

  it('when a copy outside is forged to accuse the ledger', async () => {
    const [rows] = fc.sample(ledgers, { numRuns: 1, seed: 7 });
    const copies = rows!.seals.map((seal) => ({ ...seal, root: 'x' }));
    expect((await verify(rows!, copies)).firstBreak).toEqual({ chain: 'seal', seq: 1, why: 'copy-not-signed' });
  });
});
