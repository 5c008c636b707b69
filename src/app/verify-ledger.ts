import type { KeyObject } from 'node:crypto';
import { type Break, checkDetails, checkRecord, digestIn } from './ledger.ts';
import type { LedgerDetails, LedgerRecord, LedgerStore, Seal } from './ports.ts';
import { compareCopies, verifySeals } from './seals.ts';

export type Verdict = { records: number; seals: number; firstBreak?: Break };

const pageSize = 4_000;

/** Chains first, then seals, then the copies kept outside; goes on counting after the first break. */
export const verifyLedger = async (
  ledger: LedgerStore,
  publicKey: KeyObject,
  copies: readonly Seal[] = [],
): Promise<Verdict> => {
  // Heads and seals are read before the records: a bot that goes on writing meanwhile only adds behind them.
  const seals = await ledger.seals();
  const { heads } = await ledger.unsealed();
  const places = wantedPlaces([...seals.flatMap((seal) => seal.heads), ...heads]);
  const walked = await walk(ledger, places);
  const headAt = (chain: string, seq: number): string | undefined => places.get(chain)?.get(seq) ?? undefined;
  const firstBreak =
    walked.firstBreak ?? verifySeals(publicKey, seals, headAt) ?? compareCopies(publicKey, seals, copies);
  return { records: walked.records, seals: seals.length, ...(firstBreak && { firstBreak }) };
};

/** Hashes at the places that seals speak of, filled in while walking. */
type Places = Map<string, Map<number, string | null>>;

const wantedPlaces = (heads: Seal['heads']): Places => {
  const places: Places = new Map();
  for (const { chain, seq } of heads) {
    const seqs = places.get(chain) ?? new Map<number, string | null>();
    places.set(chain, seqs.set(seq, null));
  }
  return places;
};

const walk = async (ledger: LedgerStore, places: Places): Promise<{ records: number; firstBreak?: Break }> => {
  const detailsAt = detailsReader(ledger);
  let before: LedgerRecord | undefined;
  let records = 0;
  let firstBreak: Break | undefined;
  for (;;) {
    const page = await ledger.records(before, pageSize);
    for (const record of page) {
      remember(places, record);
      firstBreak ??= checkRecord(before, record);
      // Most records have no details: those are spared the turn that waiting would cost.
      if (!firstBreak && digestIn(record) !== undefined) firstBreak = checkDetails(record, await detailsAt(record));
      before = record;
    }
    records += page.length;
    if (page.length < pageSize) return { records, ...(firstBreak && { firstBreak }) };
  }
};

const remember = (places: Places, record: LedgerRecord): void => {
  const seqs = places.get(record.chain);
  if (seqs?.has(record.seq)) seqs.set(record.seq, record.hash);
};

/** Details are read a chain at a time, as the records come by. */
const detailsReader = (ledger: LedgerStore) => {
  let chain: string | undefined;
  let bySeq = new Map<number, LedgerDetails>();
  return async (record: LedgerRecord): Promise<LedgerDetails | undefined> => {
    if (record.chain !== chain) {
      chain = record.chain;
      bySeq = new Map((await ledger.detailsOf(chain)).map((details) => [details.seq, details]));
    }
    return bySeq.get(record.seq);
  };
};
