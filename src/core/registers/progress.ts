import type { BarRow } from '../card.ts';
import type { Heading } from './register.ts';

/** How far each unit is, as the rows of a register of duties say; undefined for a register that knows no such thing. */
export const progressIn = (
  headings: readonly Heading[],
  rows: readonly (readonly string[])[],
): readonly BarRow[] | undefined => {
  const at = (label: string): number => headings.findIndex((heading) => heading.label === label);
  const [unit, status] = [at('所属'), at('状態')];
  if (unit < 0 || status < 0) return undefined;
  const sums = new Map<string, BarRow>();
  for (const row of rows) {
    const [label, word] = [row[unit] ?? '', row[status] ?? ''];
    if (word === '対象から外れました') continue;
    const before = sums.get(label) ?? { label, done: 0, total: 0 };
    sums.set(label, { label, done: before.done + (word === '済み' ? 1 : 0), total: before.total + 1 });
  }
  return [...sums.values()].toSorted((a, b) => (a.label < b.label ? -1 : 1));
};
