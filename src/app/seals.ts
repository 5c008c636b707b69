import { type KeyObject, sign, verify } from 'node:crypto';
import { byCodeUnit, lengthPrefixed, sha256 } from './canonical.ts';
import type { Break } from './ledger.ts';
import type { Seal } from './ports.ts';

type Heads = Seal['heads'];

const byChain = (a: Heads[number], b: Heads[number]): number => byCodeUnit(a.chain, b.chain);

const rootOf = (before: string, heads: Heads): string =>
  sha256(lengthPrefixed([before, ...[...heads].sort(byChain).flatMap((h) => [h.chain, String(h.seq), h.hash])]));

/** What is signed. The root stands for all heads, so that the text stays short however many chains grew. */
export const sealText = (seal: Omit<Seal, 'signature' | 'heads'>): string =>
  lengthPrefixed([String(seal.number), seal.at, String(seal.records), seal.root, seal.prev]);

/** The `prev` of the seal after this one. */
export const sealHash = (seal: Seal): string => sha256(lengthPrefixed([sealText(seal), seal.signature]));

/** Signs the heads of all chains grown since the seal before. */
export const makeSeal = (
  key: KeyObject,
  previous: Seal | undefined,
  unsealed: { records: number; heads: Heads },
  at: string,
): Seal => {
  const heads = [...unsealed.heads].sort(byChain);
  const unsigned = {
    number: (previous?.number ?? 0) + 1,
    at,
    records: unsealed.records,
    root: rootOf(previous?.root ?? '', heads),
    prev: previous ? sealHash(previous) : '',
  };
  const signature = sign(null, Buffer.from(sealText(unsigned)), key).toString('base64');
  return { ...unsigned, signature, heads };
};

export const signedBy = (publicKey: KeyObject, seal: Seal): boolean =>
  verify(null, Buffer.from(sealText(seal)), publicKey, Buffer.from(seal.signature, 'base64'));

/** Hash of the record at that place, undefined when there is none. */
export type HeadAt = (chain: string, seq: number) => string | undefined;

/** The first seal, or sealed record, that is not as it was signed; `badHead`: what `checkHeads` said of its records. */
export const verifySeals = (
  publicKey: KeyObject,
  seals: readonly Seal[],
  badHead: (seal: Seal) => Break | undefined,
): Break | undefined => {
  let previous: Seal | undefined;
  for (const seal of seals) {
    const broken = checkSeal(publicKey, previous, seal) ?? badHead(seal);
    if (broken) return broken;
    previous = seal;
  }
  return undefined;
};

const checkSeal = (publicKey: KeyObject, previous: Seal | undefined, seal: Seal): Break | undefined => {
  const expected = (previous?.number ?? 0) + 1;
  if (seal.number !== expected) return { chain: 'seal', seq: expected, why: 'seal-missing' };
  if (!signedBy(publicKey, seal)) return { chain: 'seal', seq: seal.number, why: 'seal-not-signed' };
  const linked = seal.prev === (previous ? sealHash(previous) : '');
  if (linked && seal.root === rootOf(previous?.root ?? '', seal.heads)) return undefined;
  return { chain: 'seal', seq: seal.number, why: 'seal-changed' };
};

/** The first record a seal speaks of that is not there as it was sealed. */
export const checkHeads = (seal: Pick<Seal, 'heads'>, headAt: HeadAt): Break | undefined => {
  for (const head of seal.heads) {
    const found = headAt(head.chain, head.seq);
    if (found === undefined) return { chain: head.chain, seq: head.seq, why: 'sealed-record-missing' };
    if (found !== head.hash) return { chain: head.chain, seq: head.seq, why: 'sealed-record-changed' };
  }
  return undefined;
};

/** The first seal of a copy kept outside that the database no longer holds as it was. */
export const compareCopies = (
  publicKey: KeyObject,
  seals: readonly Seal[],
  copies: readonly Seal[],
): Break | undefined => {
  const held = new Map(seals.map((seal) => [seal.number, seal]));
  for (const copy of copies) {
    if (!signedBy(publicKey, copy)) return { chain: 'seal', seq: copy.number, why: 'copy-not-signed' };
    const seal = held.get(copy.number);
    if (!seal) return { chain: 'seal', seq: copy.number, why: 'seal-missing' };
    if (sealHash(seal) !== sealHash(copy)) {
      return { chain: 'seal', seq: copy.number, why: 'seal-differs-from-copy' };
    }
  }
  return undefined;
};
