import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Keys of everything that has been done once. */
export const intents = sqliteTable('intents', { key: text().primaryKey(), at: text().notNull() });

export const cases = sqliteTable(
  'cases',
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    status: text().notNull(),
    version: integer().notNull(),
    open: integer({ mode: 'boolean' }).notNull(),
    unit: text().notNull(),
    owner: text().notNull(),
    openedAt: text('opened_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    state: text().notNull(),
    involved: text().notNull(),
  },
  (t) => [
    index('cases_kind').on(t.kind, t.id),
    index('cases_unit').on(t.kind, t.unit, t.openedAt),
    index('cases_open').on(t.id).where(sql`open = 1`),
  ],
);

/** `cases.involved` the other way round: from a person to their cases. */
export const involvements = sqliteTable(
  'involvements',
  {
    person: text().notNull(),
    case: text('case_id').notNull(),
    as: text().notNull(),
    /** False only where the case is over: of the thousands of somebody's years, a few are left to look at. */
    open: integer({ mode: 'boolean' }),
  },
  (t) => [
    primaryKey({ columns: [t.person, t.case, t.as] }),
    index('involvements_case').on(t.case),
    index('involvements_open').on(t.person, t.case).where(sql`open is not 0`),
  ],
);

export const people = sqliteTable('people', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull(),
  phone: text().notNull(),
});

export const units = sqliteTable('units', {
  id: text().primaryKey(),
  bu: text().notNull(),
  group: text('group_name').notNull(),
  until: text(),
});

export const posts = sqliteTable(
  'posts',
  {
    person: text().notNull(),
    /** Place in the person's own list of posts. */
    place: integer().notNull(),
    unit: text().notNull(),
    position: text().notNull(),
    employment: text().notNull(),
    from: text('from_date').notNull(),
    until: text('until_date'),
  },
  (t) => [primaryKey({ columns: [t.person, t.place] })],
);

export const deputies = sqliteTable('deputies', {
  id: text().primaryKey(),
  principal: text().notNull(),
  deputy: text().notNull(),
  role: text().notNull(),
  from: text('from_date').notNull(),
  until: text('until_date').notNull(),
});

export const accounts = sqliteTable(
  'accounts',
  {
    platform: text().notNull(),
    space: text().notNull(),
    user: text().notNull(),
    person: text(),
    email: text().notNull(),
    kind: text().notNull(),
    active: integer({ mode: 'boolean' }).notNull(),
    seenAt: text('seen_at'),
    preferred: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.platform, t.space, t.user] })],
);

/** One row: which unit's head holds a role of the whole foundation, and the version of the whole directory. */
export const chart = sqliteTable('chart', {
  only: integer().primaryKey(),
  version: integer().notNull(),
  securityManagerUnit: text('security_manager_unit'),
  infrastructureManagerUnit: text('infrastructure_manager_unit'),
  auditLead: text('audit_lead'),
  /** What the organization has settled for itself, as JSON. */
  settings: text(),
});

/** How every card of everybody should look now, and how far its delivery is. */
export const slots = sqliteTable(
  'slots',
  {
    slot: text().primaryKey(),
    to: text('addressee').notNull(),
    lane: integer().notNull(),
    surface: text().notNull(),
    card: text(),
    revision: integer().notNull(),
    posted: text(),
    attempts: integer().notNull(),
    uncertain: integer().notNull(),
    /** Real time (ms); null when there is nothing to deliver. */
    dueAt: integer('due_at'),
    leaseBy: text('lease_by'),
    leaseUntil: integer('lease_until'),
    /** Why it was given up. */
    parked: text(),
    why: text(),
  },
  (t) => [
    index('slots_due').on(t.lane, t.dueAt, t.to).where(sql`due_at is not null`),
    index('slots_leased').on(t.leaseUntil, t.to).where(sql`lease_until is not null`),
    index('slots_parked').on(t.lane).where(sql`parked is not null`),
  ],
);

export const timers = sqliteTable(
  'timers',
  { id: text().primaryKey(), subject: text().notNull(), what: text().notNull(), at: text().notNull() },
  (t) => [index('timers_subject').on(t.subject), index('timers_at').on(t.at, t.id)],
);

/** One person's share of a duty; `next` null when nothing more is to be said. */
export const tasks = sqliteTable(
  'tasks',
  {
    id: text().primaryKey(),
    plan: text().notNull(),
    person: text().notNull(),
    unit: text().notNull(),
    due: text().notNull(),
    status: text().notNull(),
    next: text(),
    reminded: text(),
    putOff: integer('put_off').notNull(),
    doneAt: text('done_at'),
    doneBy: text('done_by'),
    version: integer().notNull(),
  },
  (t) => [
    index('tasks_next').on(t.next).where(sql`next is not null`),
    index('tasks_person').on(t.person),
    index('tasks_plan').on(t.plan, t.unit, t.status),
  ],
);

export const counters = sqliteTable('counters', { series: text().primaryKey(), last: integer().notNull() });

/** `id` grows with time, over all chains: what was written since a seal is what has a greater id. */
export const ledger = sqliteTable(
  'ledger',
  {
    id: integer().primaryKey(),
    chain: text().notNull(),
    seq: integer().notNull(),
    at: text().notNull(),
    type: text().notNull(),
    actor: text().notNull(),
    onBehalfOf: text('on_behalf_of').notNull(),
    subject: text().notNull(),
    data: text().notNull(),
    prev: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [uniqueIndex('ledger_chain').on(t.chain, t.seq)],
);

/** Beside the chain, so that it can be erased. */
export const ledgerDetails = sqliteTable('ledger_details', {
  record: integer()
    .primaryKey()
    .references(() => ledger.id),
  salt: text().notNull(),
  text: text(),
});

export const seals = sqliteTable('seals', {
  number: integer().primaryKey(),
  at: text().notNull(),
  records: integer().notNull(),
  root: text().notNull(),
  prev: text().notNull(),
  signature: text().notNull(),
  /** `ledger.id` of the last record it covers. */
  upTo: integer('up_to').notNull(),
});

export const sealHeads = sqliteTable(
  'seal_heads',
  {
    number: integer()
      .notNull()
      .references(() => seals.number),
    chain: text().notNull(),
    seq: integer().notNull(),
    hash: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.number, t.chain] })],
);

export const contacts = sqliteTable('contacts', {
  /** Place in the imported list: several contacts may share one 順番. */
  place: integer().primaryKey(),
  order: integer('order_number').notNull(),
  organization: text().notNull(),
  role: text().notNull(),
  name: text().notNull(),
  phone: text().notNull(),
  email: text().notNull(),
});

/** Policies as they were imported, one row a version; the official text lives here alone. */
export const policyVersions = sqliteTable('policy_versions', {
  number: integer().primaryKey(),
  importedAt: text('imported_at').notNull(),
  file: text().notNull(),
  title: text().notNull(),
  version: text().notNull(),
});

export const marks = sqliteTable('marks', { name: text().primaryKey(), value: text().notNull() });
