import type { PersonId } from '../outbound.ts';
import type { JstDate, Post, UnitId } from '../people/directory.ts';
import type { Directory } from '../people/lookup.ts';
import { plusDays } from '../time.ts';
import type { Move } from './move.ts';

export type Going = { type: Move['type']; person: PersonId; unit: UnitId; to?: UnitId; last: JstDate };

/** How long ahead it is prepared, and how long after it is still begun: a list may come late. */
const ahead = 30;
const behind = 14;

/** What comes after the last day in a post: another unit, or nothing. The end of one of two posts is neither. */
const goingFrom = (dir: Directory, post: Post, last: JstDate): Going | undefined => {
  const before = dir.postsOf(post.person, last).map(({ unit }) => unit);
  const after = dir.postsOf(post.person, plusDays(last, 1)).map(({ unit }) => unit);
  if (after.includes(post.unit)) return undefined;
  const { person, unit } = post;
  if (after.length === 0) return { type: 'leaving', person, unit, last };
  const to = after.find((each) => !before.includes(each));
  return to === undefined ? undefined : { type: 'transfer', person, unit, to, last };
};

/** Who leaves a unit or the foundation about that day, as the chart says. Somebody who leaves is named once. */
export const goingsIn = (dir: Directory, on: JstDate): Going[] => {
  const [from, until] = [plusDays(on, -behind), plusDays(on, ahead)];
  const goings = new Map<string, Going>();
  for (const post of dir.data.posts) {
    const last = post.until;
    if (last === undefined || last < from || last > until) continue;
    const going = goingFrom(dir, post, last);
    if (going) goings.set(goingKey(going), goings.get(goingKey(going)) ?? going);
  }
  return [...goings.values()];
};

export const goingKey = ({ type, person, unit, last }: Going): string =>
  type === 'leaving' ? `leaving/${person}/${last}` : `transfer/${person}/${unit}/${last}`;

/** Whether the chart still says so. */
export const stillGoes = (dir: Directory, move: Pick<Move, 'type' | 'person' | 'unit' | 'last'>): boolean => {
  const post = dir.allPostsOf(move.person).find(({ unit, until }) => unit === move.unit && until === move.last);
  return post !== undefined && goingFrom(dir, post, move.last)?.type === move.type;
};
