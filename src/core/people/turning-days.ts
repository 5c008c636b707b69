import { byText } from '../by-text.ts';
import { plusDays } from '../time.ts';
import type { ChainAsk } from './approvers.ts';
import type { JstDate, Post, UnitId } from './directory.ts';
import { groupBy } from './group-by.ts';
import type { Directory } from './lookup.ts';

/** On which of the dates asked about something can be otherwise than on the one before; the first is always among them. */
export type TurningDays = {
  /** Who works in a unit or in the groups under it, and who leads it. */
  ofUnit: (unit: UnitId) => readonly JstDate[];
  /** Who decides a request. */
  ofChain: (ask: Pick<ChainAsk, 'unit'>) => readonly JstDate[];
};

type Term = { from: JstDate; until?: JstDate };

/**
 * A year's file ends and begins posts on hundreds of days, hardly any of which concerns a given unit: asking every unit
 * about every day took longer than all the rest of bringing in 100,000 people.
 */
export const turningDays = (dir: Directory, dates: readonly JstDate[]): TurningDays => {
  const [first, ...coming] = dates;
  if (first === undefined) return { ofUnit: () => [], ofChain: () => [] };
  /** The first of the dates by which the day has come. */
  const seenOn = kept((day: JstDate) => coming.find((date) => date >= day));
  const turns = (terms: readonly Term[]): readonly JstDate[] =>
    terms
      .flatMap(({ from, until }) => [
        ...(from > first ? [from] : []),
        ...(until && until >= first ? [next(until)] : []),
      ])
      .flatMap((day) => seenOn(day) ?? []);
  const inOrder = (days: readonly JstDate[]): readonly JstDate[] => {
    const wanted = new Set([first, ...days]);
    return wanted.size === 1 ? [...wanted] : [...wanted].sort(byText);
  };

  const posts = groupBy(dir.data.posts, ({ unit }) => unit);
  const groups = groupBy(dir.data.units, ({ id }) => dir.parent(id)?.id);
  const own = kept((unit: UnitId) => turns(posts.get(unit) ?? []));
  const under = (unit: UnitId) => (groups.get(unit) ?? []).flatMap(({ id }) => own(id));

  const named = groupBy(dir.data.deputies, ({ principal }) => principal);
  const naming = groupBy(dir.data.deputies, ({ deputy }) => deputy);
  /** A deputy decides while named and in a post, and nothing that somebody asks whose deputy they are. */
  const deputies = ({ person }: Post): readonly JstDate[] => {
    const rows = named.get(person) ?? [];
    const both = rows.flatMap(({ deputy }) => [...(naming.get(deputy) ?? []), ...dir.allPostsOf(deputy)]);
    return turns([...rows, ...(naming.get(person) ?? []), ...both]);
  };
  const leading = kept((unit: UnitId) => {
    const leaders = (posts.get(unit) ?? []).filter(({ position }) => position !== '');
    return [...turns(leaders), ...leaders.flatMap(deputies)];
  });
  const { securityManagerUnit = '', infrastructureManagerUnit = '' } = dir.data.roles;
  const above = [securityManagerUnit, infrastructureManagerUnit, dir.unitNamed('', '')?.id ?? ''];
  const chain = kept((unit: UnitId) => inOrder([unit, dir.parent(unit)?.id ?? '', ...above].flatMap(leading)));
  return { ofUnit: kept((unit) => inOrder([...own(unit), ...under(unit)])), ofChain: ({ unit }) => chain(unit) };
};

const next = (day: JstDate): JstDate => plusDays(day, 1);

/** Worked out once for each. */
const kept = <K, T>(work: (key: K) => T): ((key: K) => T) => {
  const known = new Map<K, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, work(key));
    return known.get(key) as T;
  };
};
