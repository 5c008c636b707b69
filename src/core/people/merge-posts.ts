import { plusDays } from '../time.ts';
import type { JstDate, Post } from './directory.ts';

/**
 * The posts of one person after a file that is the whole chart. What has ended stays as it was; a post the file
 * continues keeps its beginning; one it no longer has ends the day before its successor begins, else yesterday;
 * one that had not begun yet is gone.
 */
export const mergePosts = (before: readonly Post[], wanted: readonly Post[], today: JstDate): readonly Post[] => {
  const left = [...before];
  const fresh: Post[] = [];
  const present = wanted.map((post) => {
    const at = left.findIndex((old) => sameSeat(old, post) && touching(old, post));
    const [old] = at < 0 ? [] : left.splice(at, 1);
    if (!old) fresh.push(post);
    return old ? continued(old, post, today) : post;
  });
  // In the order of the file: HR writes the main post first.
  return [...present, ...left.flatMap((old) => endedBy(old, fresh, today))];
};

/** Whether two lists hold the same posts, in whatever order. */
export const samePosts = (a: readonly Post[], b: readonly Post[]): boolean => {
  const [ours, theirs] = [a.map(key).sort(byText), b.map(key).sort(byText)];
  return ours.length === theirs.length && ours.every((one, at) => one === theirs[at]);
};

/** ISO dates and ids in their own order. */
export const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** What is left of a post the file does not have. */
const endedBy = (old: Post, fresh: readonly Post[], today: JstDate): readonly Post[] => {
  if (old.until !== undefined && old.until < today) return [old];
  const [next = today] = fresh
    .map(({ from }) => from)
    .filter((from) => from > old.from)
    .sort(byText);
  const last = plusDays(next, -1);
  const until = old.until !== undefined && old.until < last ? old.until : last;
  // A post that would end before it began never was.
  return old.from > today || until < old.from ? [] : [{ ...old, until }];
};

/** A later 着任日 in a file for the coming year does not interrupt the post somebody is in now. */
const continued = (old: Post, post: Post, today: JstDate): Post =>
  old.from < post.from && post.from > today && old.from <= today ? { ...post, from: old.from } : post;

const sameSeat = (a: Post, b: Post): boolean => a.unit === b.unit && a.position === b.position;

const touching = (a: Post, b: Post): boolean => begins(a, b) && begins(b, a);
const begins = (a: Post, b: Post): boolean => b.until === undefined || a.from <= plusDays(b.until, 1);

const key = ({ unit, position, employment, from, until }: Post): string =>
  [from, unit, position, employment, until ?? ''].join('\n');
