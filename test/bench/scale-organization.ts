import type { DirectoryChange, Post } from '../../src/core/people/directory.ts';
import { aPost } from '../support/chart.ts';

const inGroup = 20;
const groupsInBu = 10;

const group = (n: number): string => `g${Math.floor(n / inGroup)}`;
const bu = (n: number): string => `b${Math.floor(n / inGroup / groupsInBu)}`;

const idOf = (n: number): string => `S${String(n).padStart(7, '0')}`;

/** Somebody without a post of their own, and who decides for them. */
export const staffer = (n: number, all: number): { person: string; leader: string; unit: string } => {
  const at = n % all;
  const plain = at % inGroup < 3 ? at - (at % inGroup) + 3 : at;
  return { person: idOf(plain), leader: idOf(plain - (plain % inGroup) + 1), unit: group(plain) };
};

const postOf = (n: number): Post => {
  const person = idOf(n);
  if (n === 0) return aPost({ person, unit: 'top', position: '常務理事' });
  if (n % (inGroup * groupsInBu) === 2) return aPost({ person, unit: bu(n), position: '部長' });
  return aPost({ person, unit: group(n), position: n % inGroup === 1 ? 'グループリーダー' : '' });
};

/** An organization of that many, twenty to a group and ten groups to a 部, everybody with an account. */
export const organization = (all: number): DirectoryChange => {
  const posts = Array.from({ length: all }, (_, n) => postOf(n));
  const groups = Array.from({ length: Math.ceil(all / inGroup) }, (_, n) => n * inGroup);
  const bus = [...new Set(groups.map(bu))];
  const people = posts.map(({ person: id }) => ({ id, name: `架空 ${id}`, email: `${id}@example.jp`, phone: '' }));
  return {
    people,
    units: [
      { id: 'top', bu: '', group: '' },
      ...bus.map((id) => ({ id, bu: `第${id}部`, group: '' })),
      ...groups.map((n) => ({ id: group(n), bu: `第${bu(n)}部`, group: `${group(n)}グループ` })),
    ],
    posts: posts.map((one) => ({ person: one.person, posts: [one] })),
    accounts: people.map(({ id, email }) => ({
      platform: 'slack',
      space: 'T1',
      user: id,
      person: id,
      email,
      kind: 'member',
      active: true,
    })),
    roles: { securityManagerUnit: 'b0', infrastructureManagerUnit: 'g0' },
  };
};
