import type { Store } from '../../src/app/ports.ts';
import type { Timer } from '../../src/core/case.ts';
import type { AccountRef } from '../../src/core/outbound.ts';
import type { Contact } from '../../src/core/people/contact.ts';
import { type PolicyStore, PolicyVersion } from '../../src/core/policies/policy.ts';
import type { Database, Query } from './database.ts';

/** Marks and counters: small values by name. */
export const markTable = (query: Query, quick: Query): Pick<Store, 'mark' | 'setMark' | 'nextNumber'> => ({
  mark: async (name) => (await quick<{ value: string }>('select value from marks where name = $1', [name]))[0]?.value,
  setMark: async (name, value) => {
    const upsert =
      'insert into marks (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value';
    await query(upsert, [name, value]);
  },
  nextNumber: async (series) => {
    const [row] = await quick<{ last: number }>(
      `insert into counters (series, last) values ($1, 1)
       on conflict (series) do update set last = counters.last + 1 returning last`,
      [series],
    );
    if (!row) throw new Error(`no number for ${series}`);
    return row.last;
  },
});

/** When accounts were last used: beside the directory's version, since it decides nothing but where cards go. */
export const seenTable = (query: Query): Pick<Store, 'saw' | 'lastSeen'> => ({
  saw: async ({ platform, space, user }, at) => {
    await query(
      `update accounts set seen_at = $4
       where platform = $1 and space = $2 and "user" = $3 and (seen_at is null or seen_at < $4)`,
      [platform, space, user, at],
    );
  },
  lastSeen: async (accounts) => {
    const column = (of: (account: AccountRef) => string) => accounts.map(of);
    const rows = await query<{ seen: string | null }>(
      `select seen_at as seen from unnest($1::text[], $2::text[], $3::text[]) with ordinality as asked(p, s, u, place)
       left join accounts on platform = p and space = s and "user" = u order by place`,
      [column((a) => a.platform), column((a) => a.space), column((a) => a.user)],
    );
    return rows.map(({ seen }) => seen ?? undefined);
  },
});

export const timerReader =
  (query: Query): Store['dueTimers'] =>
  (now, limit) =>
    query<Timer>('select id, subject, what, at from timers where at <= $1 order by at, id limit $2', [now, limit]);

/** 緊急時連絡網, replaced as a whole by each import. */
export const contactTable = (db: Database): Pick<Store, 'contacts' | 'replaceContacts'> => ({
  contacts: () =>
    db.query<Contact>(
      'select order_number as "order", organization, role, name, phone, email from contacts order by order_number, place',
    ),
  replaceContacts: (contacts) =>
    db.transaction(async (query) => {
      await query('delete from contacts');
      for (const [place, c] of contacts.entries()) {
        await query(
          'insert into contacts (place, order_number, organization, role, name, phone, email) values ($1, $2, $3, $4, $5, $6, $7)',
          [place, c.order, c.organization, c.role, c.name, c.phone, c.email],
        );
      }
    }),
});

/** Versions of the policy: each is added once and never changed. */
export const policyTable = (query: Query): PolicyStore => ({
  versions: () => query('select number, imported_at as "importedAt", file, title from policy_versions order by number'),
  version: async (number) => {
    const [row] = await (number === undefined
      ? query<{ version: string }>('select version from policy_versions order by number desc limit 1')
      : query<{ version: string }>('select version from policy_versions where number = $1', [number]));
    return row && PolicyVersion.parse(JSON.parse(row.version));
  },
  addVersion: async (version) => {
    const { number, importedAt, file, title } = version;
    const added = await query(
      `insert into policy_versions (number, imported_at, file, title, version) values ($1, $2, $3, $4, $5)
       on conflict (number) do nothing returning number`,
      [number, importedAt, file, title, JSON.stringify(version)],
    );
    return added.length === 1;
  },
});
