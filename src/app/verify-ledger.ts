import type { KeyObject } from 'node:crypto';
import type { Break } from './ledger.ts';
import type { LedgerPart, LedgerStore, Seal } from './ledger-store.ts';
import { type PartVerdict, type Told, verifyPart } from './verify-part.ts';
import { compareCopies, verifySeals } from './verify-seals.ts';

export type Verdict = { records: number; seals: number; firstBreak?: Break };

/** Reads one part of the ledger, in this process or in another. */
export type ReadPart = (part: LedgerPart, told: Told) => Promise<PartVerdict>;

type Ways = {
  /** Seals kept outside the database. */
  copies?: Iterable<Seal> | AsyncIterable<Seal>;
  /** How many parts are read at once, and how; this process reads everything unless told. */
  parts?: { atOnce: number; read: ReadPart };
  /** Hears now and then how far it has come. */
  progress?: (done: number, records: number) => void;
};

/** Below that another process takes longer to begin than to read. */
const worthParting = 20_000;

/**
 * Chains first, then seals, then the copies kept outside. A seal is looked up in the ledger, never kept: its records
 * are all followed anyway, and ten million of them have more heads than memory should hold.
 */
export const verifyLedger = async (ledger: LedgerStore, publicKey: KeyObject, ways: Ways = {}): Promise<Verdict> => {
  const { records: expected, cuts } = await ledger.outline(ways.parts?.atOnce ?? 1);
  const apart = expected < worthParting ? undefined : ways.parts;
  const read: ReadPart = apart?.read ?? ((...asked) => verifyPart(ledger, ...asked));
  let done = 0;
  const told = (more: number): void => {
    done += more;
    ways.progress?.(done, Math.max(done, expected));
  };
  const parts = apart ? partsBetween(cuts) : [{}];
  const reading = Promise.all(parts.map((part) => read(part, told)));
  // Beside other processes the seals are looked at meanwhile; alone, one thing comes after the other.
  if (!apart) await reading;
  const [verdicts, { held, firstBreak: badSeal }] = await Promise.all([reading, verifySeals(ledger, publicKey)]);
  const firstBreak =
    verdicts.find((verdict) => verdict.firstBreak)?.firstBreak ??
    badSeal ??
    (await compareCopies(ledger, publicKey, held, ways.copies ?? []));
  const records = verdicts.reduce((sum, verdict) => sum + verdict.records, 0);
  return { records, seals: held.size, ...(firstBreak && { firstBreak }) };
};

/** Every chain lies in one of them, also one with a name that nobody would have given it. */
const partsBetween = (cuts: readonly string[]): LedgerPart[] =>
  [...cuts, undefined].map((until, n) => {
    const from = cuts[n - 1];
    return { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
  });
