import { withAccounts } from '../../src/core/people/account-index.ts';
import type { DirectoryChange, DirectoryData } from '../../src/core/people/directory.ts';
import {
  type AccountRow,
  directoryColumns as columns,
  type DeputyRow,
  type PersonRow,
  type PostRow,
  type RolesRow,
  type Text,
  toAccount,
  toDeputy,
  toPerson,
  toPost,
  toRoles,
  toSettings,
  toUnit,
  type UnitRow,
} from '../directory-rows.ts';
import type { Connection } from './connection.ts';

export const versionReader = (db: Connection): (() => number) => {
  const version = db.prepare<[], number>('select version from chart').pluck();
  return () => version.get() ?? 0;
};

export type DirectoryReader = {
  version: () => number;
  /** Read anew only when its version has changed, by this process or another. */
  read: () => DirectoryData;
  /**
   * Takes over what this process has just changed, between these two versions: reading 100,000 people again because of
   * one new account would hold up everybody for a second.
   */
  follow: (change: DirectoryChange, from: number, to: number) => void;
};

export const directoryReader = (db: Connection): DirectoryReader => {
  const version = versionReader(db);
  // One read transaction: a change that comes in between is seen as a whole or not at all.
  const load = db.transaction(directoryLoader(db));
  let cached: DirectoryData | undefined;
  return {
    version,
    read: () => {
      if (cached?.version !== version()) cached = load.deferred();
      return cached;
    },
    follow: ({ accounts, ...rest }, from, to) => {
      if (cached?.version !== from || to !== from + 1 || !accounts || Object.keys(rest).length > 0) return;
      cached = { ...cached, version: to, accounts: withAccounts(cached.accounts, accounts) };
    },
  };
};

const directoryLoader = (db: Connection): (() => DirectoryData) => {
  const rows = <Row extends unknown[]>(columns: string, from: string) => {
    const statement = db.prepare<[], Row>(`select ${columns} from ${from}`).raw();
    return () => statement.all();
  };
  const version = versionReader(db);
  const people = rows<PersonRow>(columns.people, 'people order by id');
  const units = rows<UnitRow>(columns.units, 'units order by id');
  const posts = rows<PostRow>(columns.posts, 'posts order by person, place');
  const deputies = rows<DeputyRow>(columns.deputies, 'deputies order by id');
  const accounts = rows<AccountRow>(columns.accounts, 'accounts order by platform, space, user');
  const roles = rows<RolesRow>(columns.roles, 'chart');
  const settings = rows<[Text]>('settings', 'chart');
  return () => ({
    version: version(),
    people: people().map(toPerson),
    units: units().map(toUnit),
    posts: posts().map(toPost),
    deputies: deputies().map(toDeputy),
    accounts: accounts().map(toAccount),
    roles: toRoles(roles()[0] ?? [null, null, null]),
    ...toSettings(settings()[0]),
  });
};
