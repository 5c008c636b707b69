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
  let last: LedgerRecord | undefined;
  let records = 0;
  let firstBreak: Break | undefined;
  let details: DetailsOfPage = new Map();
  for (;;) {
    const page = await ledger.records(last, pageSize);
    details = await detailsOfPage(ledger, page, details);
    for (const record of page) {
      remember(places, record);
      firstBreak ??= check(last, record, details);
      last = record;
    }
    records += page.length;
    if (page.length < pageSize) return { records, ...(firstBreak && { firstBreak }) };
  }
};

type DetailsOfPage = ReadonlyMap<string, ReadonlyMap<number, LedgerDetails>>;

/**
 * Read for a whole page before it is checked: waiting at each record would cost more than checking it.
 * A chain that goes on from the page before is not read again.
 */
const detailsOfPage = async (
  ledger: LedgerStore,
  page: readonly LedgerRecord[],
  before: DetailsOfPage,
): Promise<DetailsOfPage> => {
  const found = new Map<string, ReadonlyMap<number, LedgerDetails>>();
  for (const record of page) {
    if (found.has(record.chain) || digestIn(record) === undefined) continue;
    const known = before.get(record.chain) ?? bySeq(await ledger.detailsOf(record.chain));
    found.set(record.chain, known);
  }
  return found;
};

const bySeq = (rows: readonly LedgerDetails[]) => new Map(rows.map((details) => [details.seq, details]));

const check = (last: LedgerRecord | undefined, record: LedgerRecord, details: DetailsOfPage): Break | undefined => {
  const broken = checkRecord(last, record);
  if (broken) return broken;
  const digest = digestIn(record);
  if (digest === undefined) return undefined;
  return checkDetails(record, digest, details.get(record.chain)?.get(record.seq));
};

const remember = (places: Places, record: LedgerRecord): void => {
  const seqs = places.get(record.chain);
  if (seqs?.has(record.seq)) seqs.set(record.seq, record.hash);
};
