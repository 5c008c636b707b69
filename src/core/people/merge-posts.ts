import { byText } from '../by-text.ts';
import { plusDays } from '../time.ts';
import type { JstDate, Post } from './directory.ts';
import { holdsOn } from './lookup.ts';

/**
 * The posts of one person after a file that is the whole chart. What has ended stays as it was; a post the file
 * continues keeps its beginning; one it no longer has ends the day before its successor begins, else yesterday;
 * one that had not begun yet is gone.
 */
export const mergePosts = (before: readonly Post[], wanted: readonly Post[], today: JstDate): readonly Post[] => {
  const pairs = pairUp(before, wanted);
  const taken = new Set(pairs.values());
  const present = wanted.map((post) => {
    const old = pairs.get(post);
    return old ? continued(old, post, today) : post;
  });
  // A row the chart knows and that has begun succeeds nobody any more; one to come still does when the file is read again.
  const starts = wanted.filter((post) => !pairs.has(post) || post.from > today).map(({ from }) => from);
  const left = before.filter((old) => !taken.has(old));
  // In the order of the file: HR writes the main post first.
  return [...present, ...left.flatMap((old) => endedBy(old, starts, today))];
};

/** Which post of the chart a row of the file goes on with: the one that began that day, else one it overlaps. */
const pairUp = (before: readonly Post[], wanted: readonly Post[]): ReadonlyMap<Post, Post> => {
  const pairs = new Map<Post, Post>();
  const left = new Set(before);
  const pair = (fits: (old: Post, post: Post) => boolean): void => {
    for (const post of wanted) {
      const old = pairs.has(post) ? undefined : [...left].find((one) => sameSeat(one, post) && fits(one, post));
      if (!old) continue;
      pairs.set(post, old);
      left.delete(old);
    }
  };
  pair((old, post) => old.from === post.from);
  pair((old, post) => holdsOn(old, post.from) || holdsOn(post, old.from));
  return pairs;
};

/** Whether two lists hold the same posts, in whatever order. */
export const samePosts = (a: readonly Post[], b: readonly Post[]): boolean => {
  const [ours, theirs] = [a.map(key).sort(byText), b.map(key).sort(byText)];
  return ours.length === theirs.length && ours.every((one, at) => one === theirs[at]);
};

/** What is left of a post the file does not have. */
const endedBy = (old: Post, starts: readonly JstDate[], today: JstDate): readonly Post[] => {
  if (old.until !== undefined && old.until < today) return [old];
  const [next = today] = starts.filter((from) => from > old.from).sort(byText);
  const last = plusDays(next, -1);
  const until = old.until !== undefined && old.until < last ? old.until : last;
  // A post that would end before it began never was.
  return old.from > today || until < old.from ? [] : [{ ...old, until }];
};

/** A later 着任日 in a file for the coming year does not interrupt the post somebody is in now. */
const continued = (old: Post, post: Post, today: JstDate): Post =>
  old.from < post.from && post.from > today && old.from <= today ? { ...post, from: old.from } : post;

const sameSeat = (a: Post, b: Post): boolean => a.unit === b.unit && a.position === b.position;

const key = ({ unit, position, employment, from, until }: Post): string =>
  [from, unit, position, employment, until ?? ''].join('\n');
