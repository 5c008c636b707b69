import type { Account, Deputy, DirectoryData, Post, Roles, Unit } from '../../src/core/people/directory.ts';
import { OwnSettings } from '../../src/core/settings.ts';
import type { Connection } from './connection.ts';

export const versionReader = (db: Connection): (() => number) => {
  const version = db.prepare<[], number>('select version from chart').pluck();
  return () => version.get() ?? 0;
};

/** The directory, read anew only when its version has changed, by this process or another. */
export const directoryReader = (db: Connection): (() => DirectoryData) => {
  const version = versionReader(db);
  // One read transaction: a change that comes in between is seen as a whole or not at all.
  const load = db.transaction(directoryLoader(db));
  let cached: DirectoryData | undefined;
  return () => {
    if (cached?.version !== version()) cached = load.deferred();
    return cached;
  };
};

type Text = string | null;
type PostRow = [
  person: string,
  unit: string,
  position: Post['position'],
  employment: string,
  from: string,
  until: Text,
];

export const postColumns = 'person, unit, position, employment, from_date, until_date';

// Rows come as arrays and become literals: the objects better-sqlite3 makes by itself are dictionaries, and among
// 100,000 people building and later reading those took twice as long.
const directoryLoader = (db: Connection): (() => DirectoryData) => {
  const rows = <Row extends unknown[]>(query: string) => {
    const statement = db.prepare<[], Row>(query).raw();
    return () => statement.all();
  };
  const version = versionReader(db);
  const people = rows<[string, string, string, string]>('select id, name, email, phone from people order by id');
  const units = rows<[string, string, string, Text]>('select id, bu, group_name, until from units order by id');
  const posts = rows<PostRow>(`select ${postColumns} from posts order by person, place`);
  const deputies = rows<[string, string, string, Deputy['role'], string, string]>(
    'select id, principal, deputy, role, from_date, until_date from deputies order by id',
  );
  const accounts = rows<AccountRow>(
    'select platform, space, user, email, kind, active, person, seen_at, preferred from accounts order by platform, space, user',
  );
  const roles = rows<[Text, Text, Text]>(
    'select security_manager_unit, infrastructure_manager_unit, audit_lead from chart',
  );
  const settings = rows<[string]>('select settings from chart where settings is not null');
  return () => ({
    version: version(),
    people: people().map(([id, name, email, phone]) => ({ id, name, email, phone })),
    units: units().map(toUnit),
    posts: posts().map(toPost),
    deputies: deputies().map(([id, principal, deputy, role, from, until]) => ({
      id,
      principal,
      deputy,
      role,
      from,
      until,
    })),
    accounts: accounts().map(toAccount),
    roles: toRoles(...(roles()[0] ?? [null, null, null])),
    ...toSettings(settings()[0]),
  });
};

const toSettings = (row: [string] | undefined): Pick<DirectoryData, 'settings'> =>
  row ? { settings: OwnSettings.parse(JSON.parse(row[0])) as NonNullable<DirectoryData['settings']> } : {};

const toUnit = ([id, bu, group, until]: [string, string, string, Text]): Unit =>
  until === null ? { id, bu, group } : { id, bu, group, until };

export const toPost = ([person, unit, position, employment, from, until]: PostRow): Post =>
  until === null ? { person, unit, position, employment, from } : { person, unit, position, employment, from, until };

type AccountRow = [Account['platform'], string, string, string, Account['kind'], number, Text, Text, number];

const toAccount = ([platform, space, user, email, kind, active, person, seenAt, preferred]: AccountRow): Account => {
  const account: Account = { platform, space, user, email, kind, active: active === 1 };
  if (person !== null) account.person = person;
  if (seenAt !== null) account.seenAt = seenAt;
  if (preferred === 1) account.preferred = true;
  return account;
};

const toRoles = (securityManagerUnit: Text, infrastructureManagerUnit: Text, auditLead: Text): Roles => ({
  ...(securityManagerUnit && { securityManagerUnit }),
  ...(infrastructureManagerUnit && { infrastructureManagerUnit }),
  ...(auditLead && { auditLead }),
});
