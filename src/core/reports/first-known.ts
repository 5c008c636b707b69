import type { Report } from './report.ts';
import { earlier, type When, whenOf } from './when.ts';

/**
 * When any unit of ours first knew: what clocks of the law are counted from. Said by a manager, or else the earlier of "found" and "reported" —
 * a citizen's knowing is not ours, so a report told for somebody outside counts from the report unless a manager says otherwise.
 */
export const firstKnownOf = (report: Report): When => {
  const reported = whenOf(report.reportedAt);
  const { foundAt } = report.items;
  const found = foundAt?.is === 'moment' && report.source === '' ? earlier(foundAt.when, reported) : reported;
  return report.firstKnown ? earlier(report.firstKnown, found) : found;
};
