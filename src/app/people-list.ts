import type { Directory } from '../core/people/lookup.ts';
import { jstDate } from '../core/time.ts';

export type ListedPerson = { id: string; name: string; unit: string; post: string; email: string };

/** Everybody in post on that day, with the unit and position of each post: the console's list of who one can be. */
export const listPeople = (dir: Directory, now: string): ListedPerson[] => {
  const today = jstDate(now);
  return dir.data.people.flatMap(({ id, name, email }) => {
    const posts = dir.postsOf(id, today);
    if (posts.length === 0) return [];
    const unit = [...new Set(posts.map((post) => dir.unitName(post.unit)))].filter((part) => part !== '').join('・');
    const post = [...new Set(posts.map(({ position }) => position))].filter((part) => part !== '').join('・');
    return [{ id, name, unit, post, email }];
  });
};
