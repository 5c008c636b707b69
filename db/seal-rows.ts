import type { Seal } from '../src/app/ledger-store.ts';

export type SealRow = Omit<Seal, 'heads'>;
export type Head = Seal['heads'][number];

/** Both in the order of their numbers. */
export const withHeads = (seals: readonly SealRow[], heads: readonly (Head & { number: number })[]): Seal[] => {
  const byNumber = new Map<number, Head[]>(seals.map((seal) => [seal.number, []]));
  for (const { number, ...head } of heads) byNumber.get(number)?.push(head);
  return seals.map((seal) => ({ ...seal, heads: byNumber.get(seal.number) ?? [] }));
};
