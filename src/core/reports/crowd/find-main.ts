import type { Case } from '../../case.ts';
import { wordsOf } from '../items.ts';
import { type Base, isOver, Report } from '../report.ts';
import { crowdFrom } from './crowd.ts';
import { isAlike } from './similar.ts';

export type Main = { id: string; report: Report };

/** The status a report is indexed by while another stands for it. */
export const folded = 'folded';

const saidIn = ({ items }: Pick<Report, 'items'>): string => `${wordsOf(items, 'subject')} ${wordsOf(items, 'body')}`;

/** Nothing that weighs more is hidden behind something lighter. */
const isGraver = (report: Base, main: Report): boolean =>
  (report.severe && !main.severe) ||
  (report.incident && !main.incident) ||
  report.escalations.length > main.escalations.length;

/**
 * The report of the last hour that this one belongs to: one that is alike, or, when many of a kind have come and this one says nothing graver than
 * usual, the one most others belong to. Undefined: it stands by itself.
 */
export const mainFor = (report: Base, related: readonly Case[]): Main | undefined => {
  const mains = related
    .filter(({ status }) => status !== folded)
    .map(({ id, state }): Main => ({ id, report: Report.parse(state) }))
    .filter((main) => !isOver(main.report) && !main.report.drill && !isGraver(report, main.report));
  const said = saidIn(report);
  const like = mains.find((main) => isAlike(said, saidIn(main.report)));
  if (like || related.length < crowdFrom - 1 || report.severe) return like;
  const [first] = [...mains].sort(
    (a, b) => (b.report.crowd?.members.length ?? 0) - (a.report.crowd?.members.length ?? 0),
  );
  return first;
};
