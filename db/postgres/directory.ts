import { withAccounts } from '../../src/core/people/account-index.ts';
import type { DirectoryData } from '../../src/core/people/directory.ts';
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
import type { Query } from './database.ts';
import { shared } from './shared.ts';

const list = (of: string, from: string, order: string): string =>
  `(select coalesce(json_agg(json_build_array(${of}) order by ${order}), '[]') from ${from})`;

// One statement, and so one moment: a change that comes in between is seen as a whole or not at all.
const whole = `select (select version from chart) as version,
  ${list(columns.people, 'people', 'id')} as people,
  ${list(columns.units, 'units', 'id')} as units,
  ${list(columns.posts, 'posts', 'person, place')} as posts,
  ${list(columns.deputies, 'deputies', 'id')} as deputies,
  ${list(columns.accounts, 'accounts', 'platform, space, "user"')} as accounts,
  (select json_build_array(${columns.roles}) from chart) as roles,
  (select settings from chart) as settings`;

type Whole = {
  version: number;
  people: PersonRow[];
  units: UnitRow[];
  posts: PostRow[];
  deputies: DeputyRow[];
  accounts: AccountRow[];
  roles: RolesRow;
  settings: Text;
};

// What changed accounts and nothing else, by version.
const since = `select (select version from chart) as version,
  (select coalesce(json_agg(value order by name), '[]') from marks where name > $1 and name < 'accounts0') as changes`;

/** As the stored function names it. */
const markOf = (version: number): string => `accounts/${String(version).padStart(10, '0')}`;

/** 100,000 people take about a second. */
const patience = { ms: 15_000 };

/**
 * The directory, read anew only when its version has changed, by this process or another. While 100,000 people come to
 * the bot for the first time each changes one account: those changes are followed, not everybody read again.
 */
export const directoryReader = (query: Query, quick: Query): (() => Promise<DirectoryData>) => {
  let cached: DirectoryData | undefined;
  const read = async (): Promise<DirectoryData> => {
    const [row] = await query<Whole>(whole, [], patience);
    if (!row) throw new Error('the chart is gone');
    return {
      version: row.version,
      people: row.people.map(toPerson),
      units: row.units.map(toUnit),
      posts: row.posts.map(toPost),
      deputies: row.deputies.map(toDeputy),
      accounts: row.accounts.map(toAccount),
      roles: toRoles(row.roles),
      ...toSettings([row.settings]),
    };
  };

  /** Undefined when something else has changed too, or too much. */
  const followed = async (from: DirectoryData): Promise<DirectoryData | undefined> => {
    const [row] = await quick<{ version: number; changes: string[] }>(since, [markOf(from.version)]);
    if (!row || row.changes.length === 0 || row.changes.length !== row.version - from.version) return undefined;
    const changed = row.changes.flatMap((rows) => JSON.parse(rows) as AccountRow[]).map(toAccount);
    return { ...from, version: row.version, accounts: withAccounts(from.accounts, changed) };
  };

  const load = shared(async () => (cached && (await followed(cached))) ?? (await read()));
  const version = shared(async () => (await quick<{ version: number }>('select version from chart'))[0]?.version ?? 0);
  return async () => {
    if (cached === undefined || cached.version !== (await version())) cached = await load();
    return cached;
  };
};
