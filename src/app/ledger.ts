import type { Fact, Json } from '../core/facts.ts';
import { canonicalJson, lengthPrefixed, sha256 } from './canonical.ts';
import type { LedgerDetails, LedgerRecord } from './ledger-store.ts';

/** Where a chain ends: what the next record is linked to. */
export type Tip = { seq: number; hash: string };

/** Every way a ledger can turn out not to be what was written. */
export type BreakReason =
  | 'record-missing'
  | 'record-changed'
  | 'details-missing'
  | 'details-changed'
  | 'seal-missing'
  | 'seal-changed'
  | 'seal-not-signed'
  | 'sealed-record-missing'
  | 'sealed-record-changed'
  | 'seal-differs-from-copy'
  | 'copy-not-signed';

/** For a seal, `chain` is `seal` and `seq` its number. */
export type Break = { chain: string; seq: number; why: BreakReason };

export type Linked = { record: LedgerRecord; details?: LedgerDetails };

type Hashed = Omit<LedgerRecord, 'hash'>;

/** SHA-256 over the length-prefixed fields, in this order; documented, so that an auditor needs none of our code. */
export const hashOf = (record: Hashed): string =>
  sha256(
    lengthPrefixed([
      record.chain,
      String(record.seq),
      record.at,
      record.type,
      record.actor,
      record.onBehalfOf,
      record.subject,
      record.data,
      record.prev,
    ]),
  );

/** SHA-256 over the salt and the canonical text: says nothing about the details once the text is erased. */
export const detailsDigest = (salt: string, text: string): string => sha256(salt + text);

/** The record that follows `prev` in its chain, and its details with their own salt when the fact has some. */
export const link = (prev: Tip | undefined, fact: Fact, at: string, salt: () => string): Linked => {
  if ('details' in fact.data) throw new Error('a fact keeps its details beside its data, not in it');
  const seq = (prev?.seq ?? 0) + 1;
  const details = fact.details && detailsOf(fact.chain, seq, fact.details, salt());
  const data = details?.text ? { ...fact.data, details: detailsDigest(details.salt, details.text) } : fact.data;
  const hashed: Hashed = {
    chain: fact.chain,
    seq,
    at,
    type: fact.type,
    actor: fact.actor,
    onBehalfOf: fact.onBehalfOf ?? '',
    subject: fact.subject,
    data: canonicalJson(data),
    prev: prev?.hash ?? '',
  };
  const record = { ...hashed, hash: hashOf(hashed) };
  return details ? { record, details } : { record };
};

const detailsOf = (chain: string, seq: number, details: Readonly<Record<string, Json>>, salt: string) => ({
  chain,
  seq,
  salt,
  text: canonicalJson(details),
});

/** What is wrong with a record that comes after `last`, read in (chain, seq) order. */
export const checkRecord = (last: LedgerRecord | undefined, record: LedgerRecord): Break | undefined => {
  const before = last?.chain === record.chain ? last : undefined;
  const expected = (before?.seq ?? 0) + 1;
  if (record.seq !== expected) return { chain: record.chain, seq: expected, why: 'record-missing' };
  if (record.prev !== (before?.hash ?? '') || record.hash !== hashOf(record)) {
    return { chain: record.chain, seq: record.seq, why: 'record-changed' };
  }
  return undefined;
};

/** The digest that binds a record's details, when it has some. */
export const digestIn = (record: LedgerRecord): string | undefined => {
  const { data } = record;
  const at = data.indexOf('"details":"');
  if (at < 0) return undefined;
  // In a flat object this is the member itself; parsing every record would take half of the time of verifying it.
  if (data.indexOf('{', 1) < 0) return data.slice(at + 11, data.indexOf('"', at + 11));
  try {
    const parsed: { details?: unknown } = JSON.parse(data);
    return typeof parsed.details === 'string' ? parsed.details : undefined;
  } catch {
    // No longer what was written: the hash says so, and the record is named.
    return undefined;
  }
};

/** Erased details still verify; a vanished row or another text does not. */
export const checkDetails = (
  record: LedgerRecord,
  digest: string,
  details: Pick<LedgerDetails, 'salt' | 'text'> | undefined,
): Break | undefined => {
  if (details?.text === null) return undefined;
  if (!details) return { chain: record.chain, seq: record.seq, why: 'details-missing' };
  if (detailsDigest(details.salt, details.text) === digest) return undefined;
  return { chain: record.chain, seq: record.seq, why: 'details-changed' };
};
