import { type KeyObject, sign, verify } from 'node:crypto';
import { byText } from '../core/by-text.ts';
import { lengthPrefixed, sha256 } from './canonical.ts';
import type { Break } from './ledger.ts';
import type { Seal } from './ledger-store.ts';

type Heads = Seal['heads'];

const byChain = (a: Heads[number], b: Heads[number]): number => byText(a.chain, b.chain);

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

/** What is wrong with a seal that comes after `previous`. */
export const checkSeal = (publicKey: KeyObject, previous: Seal | undefined, seal: Seal): Break | undefined => {
  const expected = (previous?.number ?? 0) + 1;
  if (seal.number !== expected) return { chain: 'seal', seq: expected, why: 'seal-missing' };
  if (!signedBy(publicKey, seal)) return { chain: 'seal', seq: seal.number, why: 'seal-not-signed' };
  const linked = seal.prev === (previous ? sealHash(previous) : '');
  if (linked && seal.root === rootOf(previous?.root ?? '', seal.heads)) return undefined;
  return { chain: 'seal', seq: seal.number, why: 'seal-changed' };
};

/** The first record a seal speaks of that is not there as it was sealed; `found`: the hashes at its places. */
export const checkHeads = (
  { heads }: Pick<Seal, 'heads'>,
  found: readonly (string | undefined)[],
): Break | undefined => {
  const at = heads.findIndex(({ hash }, n) => hash !== found[n]);
  const head = heads[at];
  if (!head) return undefined;
  const why = found[at] === undefined ? 'sealed-record-missing' : 'sealed-record-changed';
  return { chain: head.chain, seq: head.seq, why };
};

/** What is wrong with a copy kept outside; `held`: the hash of the seal of its number in the database. */
export const checkCopy = (publicKey: KeyObject, held: string | undefined, copy: Seal): Break | undefined => {
  const at = { chain: 'seal', seq: copy.number };
  if (!signedBy(publicKey, copy)) return { ...at, why: 'copy-not-signed' };
  if (held === undefined) return { ...at, why: 'seal-missing' };
  return held === sealHash(copy) ? undefined : { ...at, why: 'seal-differs-from-copy' };
};
