import type { DirectoryChange, DirectoryData } from './directory.ts';

/** The chart as it will be once a change is committed. */
export const applyChange = (data: DirectoryData, change: DirectoryChange): DirectoryData => {
  const settings = change.settings ?? data.settings;
  const replaced = new Set((change.posts ?? []).map(({ person }) => person));
  const posts = (change.posts ?? []).flatMap((row) => row.posts);
  return {
    version: data.version + 1,
    people: put(data.people, change.people, ({ id }) => id),
    units: put(data.units, change.units, ({ id }) => id),
    posts: [...data.posts.filter(({ person }) => !replaced.has(person)), ...posts],
    deputies: put(data.deputies, change.deputies, ({ id }) => id),
    accounts: put(data.accounts, change.accounts, ({ platform, space, user }) => `${platform}\n${space}\n${user}`),
    roles: change.roles ?? data.roles,
    ...(settings ? { settings } : {}),
  };
};

const put = <T>(rows: readonly T[], changed: readonly T[] | undefined, key: (row: T) => string): readonly T[] => {
  if (!changed || changed.length === 0) return rows;
  const byKey = new Map(rows.map((row) => [key(row), row]));
  for (const row of changed) byKey.set(key(row), row);
  return [...byKey.values()];
};
