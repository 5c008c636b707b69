import { link } from '../../src/app/ledger.ts';
import type { LedgerDetails, LedgerRecord, LedgerStore, Seal } from '../../src/app/ledger-store.ts';
import type { Fact } from '../../src/core/facts.ts';

/** Rows as a database holds them, open to whoever has the file: for tampering with. */
export type LedgerRows = { records: LedgerRecord[]; details: LedgerDetails[]; seals: Seal[] };

let salts = 0;
const salt = (): string => {
  salts += 1;
  return String(salts).padStart(32, '0');
};

export const append = (rows: LedgerRows, facts: readonly Fact[]): void => {
  for (const fact of facts) {
    const tip = rows.records.filter(({ chain }) => chain === fact.chain).at(-1);
    const { record, details } = link(tip, fact, '2026-11-02T00:00:00.000Z', salt);
    rows.records.push(record);
    if (details) rows.details.push(details);
  }
};

const byPlace = (a: LedgerRecord, b: LedgerRecord): number =>
  a.chain === b.chain ? a.seq - b.seq : Buffer.compare(Buffer.from(a.chain), Buffer.from(b.chain));

const heads = (records: readonly LedgerRecord[]) => [
  ...new Map([...records].sort(byPlace).map(({ chain, seq, hash }) => [chain, { chain, seq, hash }])).values(),
];

const beside = ({ details }: LedgerRows, { chain, seq }: LedgerRecord) => {
  const { salt, text } = details.find((row) => row.chain === chain && row.seq === seq) ?? { salt: null, text: null };
  return { salt, text };
};

/** Reads the rows as a store would. */
export const readLedger = (rows: LedgerRows): LedgerStore => ({
  records: async (after, limit) => {
    const sorted = [...rows.records].sort(byPlace);
    const from = after ? sorted.findIndex((record) => byPlace(record, after as LedgerRecord) > 0) : 0;
    return from < 0 ? [] : sorted.slice(from, from + limit);
  },
  whole: async ({ from = '', until }, after, limit) => {
    const wanted = [...rows.records]
      .filter(({ chain }) => chain >= from && (until === undefined || chain < until))
      .sort(byPlace);
    const start = after ? wanted.findIndex((record) => byPlace(record, after as LedgerRecord) > 0) : 0;
    return start < 0
      ? []
      : wanted.slice(start, start + limit).map((record) => ({ ...record, ...beside(rows, record) }));
  },
  outline: async () => ({ records: rows.records.length, cuts: [] }),
  recordsOf: async (chain) => rows.records.filter((record) => record.chain === chain).sort(byPlace),
  detailsOf: async (chain) => rows.details.filter((details) => details.chain === chain),
  unsealed: async () => ({ records: rows.records.length, heads: heads(rows.records) }),
  seals: async (after, limit) => rows.seals.filter(({ number }) => number > after).slice(0, limit),
  hashesAt: async (places) =>
    places.map(({ chain, seq }) => rows.records.find((one) => one.chain === chain && one.seq === seq)?.hash),
  lastSeal: async () => rows.seals.at(-1),
  seal: async (seal) => rows.seals.push(seal) > 0,
});
