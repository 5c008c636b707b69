import type { DirectoryData } from '../../src/core/people/directory.ts';
import { plusDays } from '../../src/core/time.ts';
import { aPost } from './chart.ts';

type ChartMove = { what: 'leaves' | 'arrives' | 'locked' | 'deputy'; n: number; m: number };

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

/** Somebody comes, goes, loses the account, or names a deputy. */
export const changed = (data: DirectoryData, today: string, { what, n, m }: ChartMove): DirectoryData => {
  const version = data.version + 1;
  const person = pick(data.people, n)?.id ?? 'p0';
  const leading = data.posts.filter(({ position }) => position !== '');
  const post = pick(leading, n);
  switch (what) {
    case 'leaves':
      return { ...data, version, posts: data.posts.map((each) => (each === post ? { ...each, until: today } : each)) };
    case 'arrives':
      return post
        ? {
            ...data,
            version,
            posts: [...data.posts, aPost({ ...post, person: pick(data.people, m)?.id ?? 'p0', from: today })],
          }
        : data;
    case 'locked':
      return {
        ...data,
        version,
        accounts: data.accounts.map((each) => (each.person === person ? { ...each, active: !each.active } : each)),
      };
    case 'deputy':
      return {
        ...data,
        version,
        deputies: [
          ...data.deputies,
          {
            id: `new${version}`,
            principal: post?.person ?? person,
            deputy: pick(data.people, m)?.id ?? 'p0',
            role: 'informationManager',
            from: today,
            until: plusDays(today, 3),
          },
        ],
      };
  }
};
