import type { Case } from '../../case.ts';
import type { Fact } from '../../facts.ts';
import { isOver, Report } from '../report.ts';
import { decided, fact, type Run, told } from '../run.ts';
import type { Crowd, Member } from './crowd.ts';

type Also = { id: string; next: Report };
export type Moved = { also: Also[]; facts: Fact[] };

/** Those of the crowd that have not been taken back by their reporters meanwhile. */
export const standing = (members: readonly Member[], related: readonly Case[]): { id: string; report: Report }[] =>
  members.flatMap(({ id }) => {
    const found = related.find((one) => one.id === id);
    const report = found ? Report.parse(found.state) : undefined;
    return report && !isOver(report) ? [{ id, report }] : [];
  });

const withoutMain = ({ follows: _, ...report }: Report): Report => report as Report;

/** One of a crowd stands by itself again: it reaches its own people now, with those that follow it from here on. */
export const released = (run: Run, { id, report }: { id: string; report: Report }, crowd?: Crowd): Moved => {
  const own: Run = { ...run, id };
  const free: Report = {
    ...withoutMain(report),
    since: run.ctx.now,
    ...(crowd ? { crowd } : {}),
    history: told(report, run, '別の件として扱うことになりました'),
  };
  const settled = decided(own, free, [fact(own, 'report.apart', { was: report.follows?.main ?? '' })]);
  if (!settled.ok || settled.value.next === undefined) return { also: [], facts: [] };
  return { also: [{ id, next: settled.value.next }], facts: [...settled.value.facts] };
};

/** The report that stood for the others is over: the first of them takes its place, so that none is lost with it. */
export const promoted = (run: Run, crowd: Crowd, related: readonly Case[]): Moved => {
  const [heir, ...rest] = standing(crowd.members, related);
  if (!heir) return { also: [], facts: [] };
  const members = crowd.members.filter(({ id }) => rest.some((one) => one.id === id));
  const first = released(run, heir, members.length > 0 ? { ...crowd, members } : undefined);
  return {
    also: [
      ...first.also,
      ...rest.map(({ id, report }) => ({ id, next: { ...report, follows: { ...report.follows, main: heir.id } } })),
    ],
    facts: first.facts,
  };
};
