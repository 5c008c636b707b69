import type { DirectoryChange, Post } from '../../src/core/people/directory.ts';
import { directoryColumns, type PostRow, toPost } from '../directory-rows.ts';
import type { Connection } from './connection.ts';

/** Puts a change of the chart; only what differs is written, and only then does the version grow. */
export const directoryWriter = (db: Connection): ((change: DirectoryChange) => void) => {
  const grow = db.prepare('update chart set version = version + 1');
  const put = rowWriters(db);
  const replacePosts = postWriter(db);
  return (change) => {
    const written = [
      ...(change.people ?? []).map((p) => put.person.run(p.id, p.name, p.email, p.phone).changes),
      ...(change.units ?? []).map((u) => put.unit.run(u.id, u.bu, u.group, u.until ?? null).changes),
      ...(change.posts ?? []).map(({ person, posts }) => replacePosts(person, posts)),
      ...(change.deputies ?? []).map(
        (d) => put.deputy.run(d.id, d.principal, d.deputy, d.role, d.from, d.until).changes,
      ),
      ...(change.accounts ?? []).map((a) => {
        const { platform, space, user, person, email, kind, active, seenAt, preferred } = a;
        const state = [Number(active), seenAt ?? null, Number(preferred ?? false)];
        return put.account.run(platform, space, user, person ?? null, email, kind, ...state).changes;
      }),
    ];
    written.push(...writeChart(put, change));
    if (written.some((rows) => rows > 0)) grow.run();
  };
};

/** Rows written of the one row about the organization as a whole. */
const writeChart = (put: ReturnType<typeof rowWriters>, { roles, settings }: DirectoryChange): number[] => [
  ...(roles
    ? [
        put.roles.run({
          security: roles.securityManagerUnit ?? null,
          infrastructure: roles.infrastructureManagerUnit ?? null,
          audit: roles.auditLead ?? null,
        }).changes,
      ]
    : []),
  ...(settings ? [put.settings.run({ settings: JSON.stringify(settings) }).changes] : []),
];

const rowWriters = (db: Connection) => ({
  person: upsert(db, 'people', ['id'], ['name', 'email', 'phone']),
  unit: upsert(db, 'units', ['id'], ['bu', 'group_name', 'until']),
  deputy: upsert(db, 'deputies', ['id'], ['principal', 'deputy', 'role', 'from_date', 'until_date']),
  // A change is made from a copy of the directory: it must not set back when the account was last used.
  account: db.prepare(
    `insert into accounts (platform, space, user, person, email, kind, active, seen_at, preferred)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (platform, space, user) do update set
       person = excluded.person, email = excluded.email, kind = excluded.kind, active = excluded.active,
       preferred = excluded.preferred,
       seen_at = coalesce(max(accounts.seen_at, excluded.seen_at), accounts.seen_at, excluded.seen_at)
     where accounts.person is not excluded.person or accounts.email is not excluded.email
       or accounts.kind is not excluded.kind or accounts.active is not excluded.active
       or accounts.preferred is not excluded.preferred
       or excluded.seen_at > coalesce(accounts.seen_at, '')`,
  ),
  roles: db.prepare(
    `update chart set security_manager_unit = @security, infrastructure_manager_unit = @infrastructure, audit_lead = @audit
     where security_manager_unit is not @security or infrastructure_manager_unit is not @infrastructure
       or audit_lead is not @audit`,
  ),
  settings: db.prepare('update chart set settings = @settings where settings is not @settings'),
});

const upsert = (db: Connection, table: string, key: readonly string[], rest: readonly string[]) =>
  db.prepare(
    `insert into ${table} (${[...key, ...rest].join(', ')}) values (${[...key, ...rest].map(() => '?').join(', ')})
     on conflict (${key.join(', ')}) do update set ${rest.map((column) => `${column} = excluded.${column}`).join(', ')}
     where ${rest.map((column) => `${table}.${column} is not excluded.${column}`).join(' or ')}`,
  );

/** Rows written: none when the person already holds exactly these posts. */
const postWriter = (db: Connection) => {
  const held = db
    .prepare<[string], PostRow>(`select ${directoryColumns.posts} from posts where person = ? order by place`)
    .raw();
  const remove = db.prepare('delete from posts where person = ?');
  const insert = db.prepare(
    'insert into posts (person, place, unit, position, employment, from_date, until_date) values (?, ?, ?, ?, ?, ?, ?)',
  );
  return (person: string, posts: readonly Post[]): number => {
    const before = held.all(person).map(toPost);
    if (before.length === posts.length && before.every((post, at) => samePost(post, posts[at]))) return 0;
    remove.run(person);
    for (const [place, post] of posts.entries()) {
      insert.run(person, place, post.unit, post.position, post.employment, post.from, post.until ?? null);
    }
    return Math.max(1, posts.length);
  };
};

const samePost = (a: Post, b: Post | undefined): boolean =>
  b !== undefined &&
  a.unit === b.unit &&
  a.position === b.position &&
  a.employment === b.employment &&
  a.from === b.from &&
  a.until === b.until;
