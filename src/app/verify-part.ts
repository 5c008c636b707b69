import { type Break, checkDetails, checkRecord, digestIn } from './ledger.ts';
import type { LedgerPart, LedgerStore, Seal, WholeRecord } from './ports.ts';
import { checkHeads } from './seals.ts';

/** What a seal speaks of, as far as it lies in one part. */
export type PartSeal = Pick<Seal, 'number' | 'heads'>;

/** `badHead`: the first seal, by number, one of whose records is not as it was sealed. */
export type PartVerdict = { records: number; firstBreak?: Break; badHead?: { seal: number; broken: Break } };

export type Told = (records: number) => void;

const pageSize = 2_000;

/** Follows the chains of one part; goes on counting after the first break. `told` hears of each page. */
export const verifyPart = async (
  ledger: Pick<LedgerStore, 'whole'>,
  part: LedgerPart,
  seals: readonly PartSeal[],
  told: Told,
): Promise<PartVerdict> => {
  const places = wantedPlaces(seals);
  let last: WholeRecord | undefined;
  let records = 0;
  let firstBreak: Break | undefined;
  for (;;) {
    const page = await ledger.whole(part, last, pageSize);
    for (const record of page) {
      const seqs = places.get(record.chain);
      if (seqs?.has(record.seq)) seqs.set(record.seq, record.hash);
      firstBreak ??= check(last, record);
      last = record;
    }
    records += page.length;
    told(page.length);
    if (page.length < pageSize) break;
  }
  const badHead = firstBadHead(seals, (chain, seq) => places.get(chain)?.get(seq) ?? undefined);
  return { records, ...(firstBreak && { firstBreak }), ...(badHead && { badHead }) };
};

/** Hashes at the places that seals speak of, filled in on the way. */
type Places = Map<string, Map<number, string | null>>;

const wantedPlaces = (seals: readonly PartSeal[]): Places => {
  const places: Places = new Map();
  for (const { heads } of seals) {
    for (const { chain, seq } of heads) {
      const seqs = places.get(chain) ?? new Map<number, string | null>();
      places.set(chain, seqs.set(seq, null));
    }
  }
  return places;
};

const check = (last: WholeRecord | undefined, record: WholeRecord): Break | undefined => {
  const broken = checkRecord(last, record);
  if (broken) return broken;
  const digest = digestIn(record);
  if (digest === undefined) return undefined;
  const { salt, text } = record;
  return checkDetails(record, digest, salt === null ? undefined : { salt, text });
};

const firstBadHead = (seals: readonly PartSeal[], headAt: Parameters<typeof checkHeads>[1]): PartVerdict['badHead'] => {
  for (const seal of seals) {
    const broken = checkHeads(seal, headAt);
    if (broken) return { seal: seal.number, broken };
  }
  return undefined;
};
