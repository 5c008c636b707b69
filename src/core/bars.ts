import type { BarRow } from './card.ts';

const cells = 10;

/** 「10人のうち7人」 */
export const barWords = ({ label, done, total }: BarRow): string => `${label} ${total}人のうち${done}人`;

/** A bar in letters: 「■■■■■■■□□□」. Full only when all have done it. */
export const barLetters = ({ done, total }: BarRow): string => {
  const full = total === 0 ? 0 : Math.floor((done / total) * cells);
  return `${'■'.repeat(full)}${'□'.repeat(cells - full)}`;
};
