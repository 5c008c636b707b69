import type { Change } from '../../src/app/ports.ts';
import type { Stands } from './stands.ts';

/** More cases than are worked on at the same time by far. */
const most = 2_000;

const keep = <T>(list: Map<string, T>, name: string, value: T): void => {
  list.delete(name);
  list.set(name, value);
  for (const oldest of list.keys()) {
    if (list.size <= most) return;
    list.delete(oldest);
  }
};

const part = <T>(of: ReadonlyMap<string, T>, names: ReadonlySet<string>): Map<string, T> =>
  new Map([...names].flatMap((name) => (of.has(name) ? [[name, of.get(name) as T]] : [])));

export type Recent = {
  /** What such changes rest on, if nobody else has been at it; undefined where that is not known. */
  guess(changes: readonly Change[]): Stands | undefined;
  /** Has been written, and so stands like this. */
  keep(stands: Stands): void;
};

/**
 * What this process itself wrote last: mostly it still stands so, and need not be asked for before the next commit.
 * Nothing rests on it: `mamori_commit` looks at all of it again, and writes nothing where somebody else was faster.
 */
export const recently = (): Recent => {
  const cases: Stands['cases'] = new Map();
  const tips: Stands['tips'] = new Map();

  const isKnownCase = ({ next, expected }: Change['cases'][number]): boolean =>
    expected === 0 || cases.get(next.id)?.version === expected;
  const isKnown = ({ directory, cases: wanted, tasks = [], facts }: Change): boolean =>
    directory === undefined &&
    tasks.every(({ expected }) => expected === 0) &&
    wanted.every(isKnownCase) &&
    facts.every(({ chain }) => tips.has(chain) || wanted.some(({ next, expected }) => next.id === chain && !expected));

  return {
    guess: (changes) => {
      if (!changes.every(isKnown)) return undefined;
      const old = changes.flatMap((change) => change.cases.filter(({ expected }) => expected > 0));
      return {
        done: new Set(),
        directory: Math.max(...changes.map(({ expectDirectory = 0 }) => expectDirectory)),
        cases: part(cases, new Set(old.map(({ next }) => next.id))),
        tasks: new Map(),
        tips: part(tips, new Set(changes.flatMap(({ facts }) => facts.map(({ chain }) => chain)))),
      };
    },
    keep: (stands) => {
      for (const [id, one] of stands.cases) keep(cases, id, one);
      for (const [chain, { seq, hash }] of stands.tips) keep(tips, chain, { seq, hash });
    },
  };
};
