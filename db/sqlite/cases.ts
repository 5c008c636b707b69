import type { CaseFilter, NewestFilter } from '../../src/app/ports.ts';
import type { Case, Involvement } from '../../src/core/case.ts';
import type { Connection } from './connection.ts';

type CaseRow = [
  id: string,
  kind: string,
  status: string,
  version: number,
  open: number,
  unit: string,
  owner: string,
  openedAt: string,
  updatedAt: string,
  state: string,
  involved: string,
];

const columns = 'id, kind, status, version, open, unit, owner, opened_at, updated_at, state, involved';

export type Stored = { version: number; open: number; unit: string; involved: string };

export const caseWriter = (db: Connection) => {
  const stored = db.prepare<[string], Stored>('select version, open, unit, involved from cases where id = ?');
  const insert = db.prepare(
    `insert into cases (status, version, owner, updated_at, state, involved, id, kind, opened_at, open, unit)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = db.prepare(
    'update cases set status = ?, version = ?, owner = ?, updated_at = ?, state = ?, involved = ? where id = ?',
  );
  // Apart from the rest: naming a column writes its indexes, and these two change once or twice in a life.
  const turn = db.prepare('update cases set open = ?, unit = ? where id = ?');
  const forget = db.prepare('delete from involvements where case_id = ? and person = ? and "as" = ?');
  const involve = db.prepare('insert or ignore into involvements (case_id, person, "as", open) values (?, ?, ?, ?)');

  const reindex = (id: string, open: number, before: readonly Involvement[], after: readonly Involvement[]): void => {
    for (const { person, as } of missing(before, after)) forget.run(id, person, as);
    for (const { person, as } of missing(after, before)) involve.run(id, person, as, open);
  };

  return {
    stored: (id: string): Stored | undefined => stored.get(id),
    /** `before`: as `stored` has just answered. */
    put: (next: Case, before: Stored | undefined): void => {
      const involved = JSON.stringify(next.involved);
      const open = next.open ? 1 : 0;
      const { status, version, unit, owner, updatedAt } = next;
      const row = [status, version, owner, updatedAt, JSON.stringify(next.state), involved, next.id];
      if (before) update.run(row);
      else insert.run(row, next.kind, next.openedAt, open, unit);
      if (before && (before.open !== open || before.unit !== unit)) turn.run(open, unit, next.id);
      if (before?.involved !== involved)
        reindex(next.id, open, before ? JSON.parse(before.involved) : [], next.involved);
    },
  };
};

/** Those of `list` that are not in `other`. */
const missing = (list: readonly Involvement[], other: readonly Involvement[]): readonly Involvement[] =>
  list.filter(({ person, as }) => !other.some((one) => one.person === person && one.as === as));

export const caseReader = (db: Connection) => {
  const byId = db.prepare<[string], CaseRow>(`select ${columns} from cases where id = ?`).raw();
  const find = filteredCases(db);
  // Each unit's own newest are read from the index: sorting all of a year would cost more with each request.
  const newest = db
    .prepare<{ kind: string; from: string; units: string; most: number }, CaseRow>(
      `select ${columns} from cases where rowid in (
         select mine.rowid from json_each(@units) unit join cases mine on mine.rowid in (
           select rowid from cases where kind = @kind and unit = unit.value and opened_at >= @from
           order by opened_at desc, id desc limit @most))
       order by opened_at desc, id desc limit @most`,
    )
    .raw();
  const undecided = db
    .prepare<[string], number>("select count(*) from cases where open = 1 and status = 'pending' and opened_at < ?")
    .pluck();
  return {
    load: (id: string): Case | undefined => {
      const row = byId.get(id);
      return row && toCase(row);
    },
    find: (filter: CaseFilter): Case[] => find(filter).map(toCase),
    newest: ({ kind, units, openedFrom, limit }: NewestFilter): Case[] =>
      newest.all({ kind, from: openedFrom, units: JSON.stringify(units), most: limit }).map(toCase),
    undecidedSince: (at: string): number => undecided.get(at) ?? 0,
  };
};

/** One condition a filter may carry; the statement of each combination is prepared once. */
const conditions: readonly { on: (filter: CaseFilter) => unknown; sql: string }[] = [
  { on: (f) => f.kind, sql: 'kind = ?' },
  { on: (f) => (f.open === undefined ? undefined : Number(f.open)), sql: 'open = ?' },
  { on: (f) => f.openedFrom, sql: 'opened_at >= ?' },
  { on: (f) => f.openedUntil, sql: 'opened_at < ?' },
  { on: (f) => f.units && JSON.stringify(f.units), sql: 'unit in (select value from json_each(?))' },
  {
    on: (f) => (f.open ? f.involving : undefined),
    sql: 'id in (select case_id from involvements where person = ? and open is not 0)',
  },
  {
    on: (f) => (f.open ? undefined : f.involving),
    sql: 'id in (select case_id from involvements where person = ?)',
  },
  { on: (f) => f.after, sql: 'id > ?' },
];

const filteredCases = (db: Connection) => {
  const prepared = new Map<string, ReturnType<typeof prepare>>();
  const prepare = (where: string) =>
    db.prepare<unknown[], CaseRow>(`select ${columns} from cases where ${where} order by id limit ?`).raw();
  return (filter: CaseFilter): CaseRow[] => {
    const used = conditions.map((c) => ({ sql: c.sql, value: c.on(filter) })).filter((c) => c.value !== undefined);
    const where = ['true', ...used.map((c) => c.sql)].join(' and ');
    const statement = prepared.get(where) ?? prepare(where);
    prepared.set(where, statement);
    return statement.all(...used.map((c) => c.value), filter.limit ?? 500);
  };
};

// A literal, for the objects better-sqlite3 makes are dictionaries, slow to make and to read.
const toCase = (row: CaseRow): Case => {
  const [id, kind, status, version, open, unit, owner, openedAt, updatedAt, state, involved] = row;
  return {
    id,
    kind,
    status,
    version,
    open: open === 1,
    unit,
    owner,
    openedAt,
    updatedAt,
    state: JSON.parse(state),
    involved: JSON.parse(involved),
  };
};
