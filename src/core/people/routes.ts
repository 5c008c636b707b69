import { approverChain, type ChainAsk } from './approvers.ts';
import type { JstDate } from './directory.ts';
import type { Directory } from './lookup.ts';
import { turningDays } from './turning-days.ts';

export type Pending = { id: string; ask: ChainAsk };

/** A pending request that waits for other people from that day on. */
export type RouteChange = { case: string; from: readonly string[]; to: readonly string[]; on: JstDate };

/** Which pending requests move, and to whom, when the chart changes: on the first of `dates`, and on each after it. */
export const routeChanges = (
  before: Directory,
  after: Directory,
  pending: readonly Pending[],
  dates: readonly JstDate[],
): readonly RouteChange[] => {
  const { ofChain } = turningDays(after, dates);
  return pending.flatMap(({ id, ask }) => {
    const days = ofChain(ask);
    const [today] = days;
    let from = today === undefined ? [] : deciders(before, ask, today);
    return days.flatMap((on) => {
      const to = deciders(after, ask, on);
      const was = from;
      from = to;
      return same(was, to) ? [] : [{ case: id, from: was.map(nameIn(after)), to: to.map(nameIn(after)), on }];
    });
  });
};

const deciders = (dir: Directory, ask: ChainAsk, on: JstDate): readonly string[] => {
  const [first] = approverChain(dir, ask, on).levels;
  return first?.approvers.map(({ person }) => person) ?? [];
};

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((person) => b.includes(person));

const nameIn =
  (dir: Directory) =>
  (id: string): string =>
    dir.person(id)?.name ?? id;
