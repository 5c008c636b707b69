import type { UnitId } from '../people/directory.ts';
import { wordsOf } from './items.ts';
import type { Report } from './report.ts';

export type Repeat = {
  unit: UnitId;
  kind: string;
  /** Ids of the cases, in the order given. */
  cases: readonly string[];
  /** What was found out about why, as far as anybody has said; each once. */
  causes: readonly string[];
};

/**
 * Reports of one kind that one unit has had more than once: what a self-inspection must look at (2-11(2)(エ)). Drills and what was
 * withdrawn are none, and a report that hides its reporter names no unit. Most frequent first.
 */
export const repeatsIn = (found: readonly { id: string; report: Report }[]): Repeat[] => {
  const groups = new Map<string, { unit: UnitId; kind: string; of: { id: string; report: Report }[] }>();
  for (const each of found) {
    const { unit, kind, drill, hideReporter, status } = each.report;
    if (drill || status === 'withdrawn' || hideReporter || unit === '') continue;
    const group = groups.get(`${unit}/${kind}`) ?? { unit, kind, of: [] };
    group.of.push(each);
    groups.set(`${unit}/${kind}`, group);
  }
  return [...groups.values()]
    .filter(({ of }) => of.length > 1)
    .sort((a, b) => b.of.length - a.of.length)
    .map(({ unit, kind, of }) => ({
      unit,
      kind,
      cases: of.map(({ id }) => id),
      causes: [...new Set(of.map(({ report }) => wordsOf(report.items, 'cause')).filter(Boolean))],
    }));
};
