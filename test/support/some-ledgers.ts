import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import type { Seal } from '../../src/app/ledger-store.ts';
import { makeSeal } from '../../src/app/seals.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import type { Fact, Json } from '../../src/core/facts.ts';
import { append, type LedgerRows, readLedger } from './ledger-in-memory.ts';

export const keys = generateKeyPairSync('ed25519');

const text = fc.string({ unit: 'grapheme', maxLength: 8 });
export const someData = fc.dictionary(
  text.filter((name) => name !== 'details'),
  fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<Json>,
  { maxKeys: 3 },
);
const fact: fc.Arbitrary<Fact> = fc.record(
  {
    chain: fc.constantFrom('org', 'takeout-2026-1', 'takeout-2026-2', 'あ'),
    type: text,
    actor: text,
    onBehalfOf: text,
    subject: text,
    data: someData,
    details: someData,
  },
  { requiredKeys: ['chain', 'type', 'actor', 'subject', 'data'] },
);

/** A ledger of two seals and a tail nobody has sealed yet. */
export const ledgers = fc
  .tuple(...[1, 1, 0].map((minLength) => fc.array(fact, { minLength, maxLength: 8 })))
  .map((parts) => {
    const rows: LedgerRows = { records: [], details: [], seals: [] };
    parts.forEach((facts, at) => {
      const from = rows.records.length;
      append(rows, facts);
      if (at < 2) rows.seals.push(sealed(rows, from));
    });
    return rows;
  });

export const sealed = (rows: LedgerRows, from: number, key = keys.privateKey): Seal => {
  const fresh = rows.records.slice(from);
  const tips = new Map(fresh.map(({ chain, seq, hash }) => [chain, { chain, seq, hash }]));
  return makeSeal(
    key,
    rows.seals.at(-1),
    { records: fresh.length, heads: [...tips.values()] },
    '2026-11-02T00:00:00.000Z',
  );
};

/** As `mamori ledger verify` would. */
export const verify = (rows: LedgerRows, copies?: readonly Seal[]) =>
  verifyLedger(readLedger(rows), keys.publicKey, { copies: copies ?? [] });
