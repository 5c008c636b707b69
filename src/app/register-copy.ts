import { byText } from '../core/by-text.ts';
import type { Heading } from '../core/registers/register.ts';
import { lengthPrefixed, sha256 } from './canonical.ts';
import type { Seal } from './ledger-store.ts';
import { sealHash } from './seals.ts';

/** What stands above the table, so that a copy can be checked years later. */
export type About = {
  title: string;
  /** 「2026年度」, 「全年度」 */
  year: string;
  unit: string;
  madeAt: string;
  rows: number;
  /** Number of this export: the ledger's record of it is found by it. */
  number: number;
  seal: SealMark | undefined;
};

/** The last seal of the ledger when the copy was made. */
export type SealMark = { number: number; hash: string };

export const sealMark = (seal: Seal | undefined): SealMark | undefined =>
  seal && { number: seal.number, hash: sealHash(seal) };

/** A table read back from a file; `line` is where a row stands in it. */
export type Copy = {
  labels: readonly string[];
  rows: readonly { line: number; cells: readonly string[] }[];
  number: number | undefined;
  /** As printed in the file, where the format has a place for it. */
  seal?: SealMark;
};

/** Column of a CSV file that says which export a row came from; not part of what is digested. */
export const numberLabel = '書き出し番号';

/** Digest of a table whatever the order of its rows: sorting a copy does not change what it says. */
export const tableDigest = (labels: readonly string[]) => {
  const rows: string[] = [];
  return {
    add: (cells: readonly string[]): void => {
      rows.push(sha256(lengthPrefixed(cells)));
    },
    end: (): string => sha256(lengthPrefixed([sha256(lengthPrefixed(labels)), ...rows.sort(byText)])),
  };
};

export const labelsOf = (headings: readonly Heading[]): string[] => headings.map(({ label }) => label);
