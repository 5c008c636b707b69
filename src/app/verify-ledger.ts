import type { KeyObject } from 'node:crypto';
import type { Break } from './ledger.ts';
import type { LedgerPart, LedgerStore, Seal } from './ports.ts';
import { compareCopies, verifySeals } from './seals.ts';
import { type PartSeal, type PartVerdict, type Told, verifyPart } from './verify-part.ts';

export type Verdict = { records: number; seals: number; firstBreak?: Break };

/** Reads one part of the ledger, in this process or in another. */
export type ReadPart = (part: LedgerPart, seals: readonly PartSeal[], told: Told) => Promise<PartVerdict>;

type Ways = {
  /** Seals kept outside the database. */
  copies?: readonly Seal[];
  /** How many parts are read at once, and how; this process reads everything unless told. */
  parts?: { atOnce: number; read: ReadPart };
  /** Hears now and then how far it has come. */
  progress?: (done: number, records: number) => void;
};

/** Below that another process takes longer to begin than to read. */
const worthParting = 20_000;

/** Chains first, then seals, then the copies kept outside. */
export const verifyLedger = async (ledger: LedgerStore, publicKey: KeyObject, ways: Ways = {}): Promise<Verdict> => {
  // Seals are read before the records: a bot that goes on writing meanwhile only adds behind them.
  const seals = await ledger.seals();
  const { records: expected, cuts } = await ledger.outline(ways.parts?.atOnce ?? 1);
  const apart = expected < worthParting ? undefined : ways.parts;
  const read: ReadPart = apart?.read ?? ((...asked) => verifyPart(ledger, ...asked));
  let done = 0;
  const told = (more: number): void => {
    done += more;
    ways.progress?.(done, Math.max(done, expected));
  };
  const parts = apart ? partsBetween(cuts) : [{}];
  const verdicts = await Promise.all(parts.map((part) => read(part, sealsOf(part, seals), told)));
  const firstBreak =
    verdicts.find((verdict) => verdict.firstBreak)?.firstBreak ??
    verifySeals(publicKey, seals, ({ number }) => badHeadOf(number, verdicts)) ??
    compareCopies(publicKey, seals, ways.copies ?? []);
  const records = verdicts.reduce((sum, verdict) => sum + verdict.records, 0);
  return { records, seals: seals.length, ...(firstBreak && { firstBreak }) };
};

/** Every chain lies in one of them, also one with a name that nobody would have given it. */
const partsBetween = (cuts: readonly string[]): LedgerPart[] =>
  [...cuts, undefined].map((until, n) => {
    const from = cuts[n - 1];
    return { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
  });

const sealsOf = ({ from, until }: LedgerPart, seals: readonly Seal[]): PartSeal[] =>
  seals.map(({ number, heads }) => ({
    number,
    heads: heads.filter(({ chain }) => (from === undefined || chain >= from) && (until === undefined || chain < until)),
  }));

const badHeadOf = (seal: number, verdicts: readonly PartVerdict[]): Break | undefined =>
  verdicts.find(({ badHead }) => badHead?.seal === seal)?.badHead?.broken;
