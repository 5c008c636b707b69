import type { Account, Deputy, DirectoryData, Person, Post, Roles, Unit } from '../../src/core/people/directory.ts';
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

/** A stored row: what is absent in a value is null in its row. */
type Stored<T> = { [K in keyof T]-?: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K] };

export const postColumns = 'person, unit, position, employment, from_date as "from", until_date as until';

const directoryLoader = (db: Connection): (() => DirectoryData) => {
  const version = versionReader(db);
  const people = db.prepare<[], Person>('select id, name, email, phone from people order by id');
  const units = db.prepare<[], Stored<Unit>>('select id, bu, group_name as "group", until from units order by id');
  const posts = db.prepare<[], Stored<Post>>(`select ${postColumns} from posts order by person, place`);
  const deputies = db.prepare<[], Deputy>(
    'select id, principal, deputy, role, from_date as "from", until_date as until from deputies order by id',
  );
  const accounts = db.prepare<[], Omit<Stored<Account>, 'active'> & { active: number }>(
    'select platform, space, user, person, email, kind, active, seen_at as seenAt from accounts order by platform, space, user',
  );
  const roles = db.prepare<[], Stored<Roles>>(
    `select security_manager_unit as securityManagerUnit, infrastructure_manager_unit as infrastructureManagerUnit,
       audit_lead as auditLead from chart`,
  );
  return () => ({
    version: version(),
    people: people.all(),
    units: units.all().map(({ until, ...unit }) => (until === null ? unit : { ...unit, until })),
    posts: posts.all().map(toPost),
    deputies: deputies.all(),
    accounts: accounts.all().map(({ active, person, seenAt, ...account }) => ({
      ...account,
      active: active === 1,
      ...(person !== null && { person }),
      ...(seenAt !== null && { seenAt }),
    })),
    roles: toRoles(roles.get()),
  });
};

export const toPost = ({ until, ...post }: Stored<Post>): Post => (until === null ? post : { ...post, until });

const toRoles = (row: Stored<Roles> | undefined): Roles => ({
  ...(row?.securityManagerUnit && { securityManagerUnit: row.securityManagerUnit }),
  ...(row?.infrastructureManagerUnit && { infrastructureManagerUnit: row.infrastructureManagerUnit }),
  ...(row?.auditLead && { auditLead: row.auditLead }),
});
