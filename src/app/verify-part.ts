import { type Break, checkDetails, checkRecord, digestIn } from './ledger.ts';
import type { LedgerPart, LedgerStore, WholeRecord } from './ledger-store.ts';

export type PartVerdict = { records: number; firstBreak?: Break };

export type Told = (records: number) => void;

const pageSize = 2_000;

/** Follows the chains of one part; goes on counting after the first break. `told` hears of each page. */
export const verifyPart = async (
  ledger: Pick<LedgerStore, 'whole'>,
  part: LedgerPart,
  told: Told,
): Promise<PartVerdict> => {
  let last: WholeRecord | undefined;
  let records = 0;
  let firstBreak: Break | undefined;
  for (;;) {
    const page = await ledger.whole(part, last, pageSize);
    for (const record of page) {
      firstBreak ??= check(last, record);
      last = record;
    }
    records += page.length;
    told(page.length);
    if (page.length < pageSize) return { records, ...(firstBreak && { firstBreak }) };
  }
};

const check = (last: WholeRecord | undefined, record: WholeRecord): Break | undefined => {
  const broken = checkRecord(last, record);
  if (broken) return broken;
  const digest = digestIn(record);
  if (digest === undefined) return undefined;
  const { salt, text } = record;
  return checkDetails(record, digest, salt === null ? undefined : { salt, text });
};
