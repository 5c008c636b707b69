import type { CaseFilter, NewestFilter } from '../../src/app/ports.ts';
import type { Case } from '../../src/core/case.ts';
import type { Query } from './database.ts';
import { type Condition, filtered } from './filter.ts';

type CaseRow = Omit<Case, 'state' | 'involved'> & { state: string; involved: string };

const columns = `id, kind, status, version, open, unit, owner, opened_at as "openedAt", updated_at as "updatedAt", state,
  involved`;

const conditions: readonly Condition<CaseFilter>[] = [
  { on: (f) => f.kind, sql: 'kind = ?' },
  { on: (f) => f.open, sql: 'open = ?' },
  { on: (f) => f.openedFrom, sql: 'opened_at >= ?' },
  { on: (f) => f.openedUntil, sql: 'opened_at < ?' },
  { on: (f) => f.units, sql: 'unit = any (?)' },
  {
    on: (f) => (f.open ? f.involving : undefined),
    sql: 'id in (select case_id from involvements where person = ? and open is not false)',
  },
  {
    on: (f) => (f.open ? undefined : f.involving),
    sql: 'id in (select case_id from involvements where person = ?)',
  },
  { on: (f) => f.after, sql: 'id > ?' },
];

export const caseReader = (query: Query, quick: Query) => ({
  load: async (id: string): Promise<Case | undefined> => {
    const [row] = await quick<CaseRow>(`select ${columns} from cases where id = $1`, [id]);
    return row && toCase(row);
  },
  find: async (filter: CaseFilter): Promise<Case[]> => {
    const { where, values } = filtered(conditions, filter);
    const text = `select ${columns} from cases where ${where} order by id limit $${values.length + 1}`;
    return (await query<CaseRow>(text, [...values, filter.limit ?? 500])).map(toCase);
  },
  /** Each unit's own newest are read from the index: sorting all of a year would cost more with each request. */
  newest: async ({ kind, units, openedFrom, limit }: NewestFilter): Promise<Case[]> => {
    const text = `select mine.* from unnest($2::text[]) as units (unit) cross join lateral (
        select ${columns} from cases where kind = $1 and cases.unit = units.unit and opened_at >= $3
        order by opened_at desc, id desc limit $4) mine
      order by mine."openedAt" desc, mine.id desc limit $4`;
    return (await query<CaseRow>(text, [kind, units, openedFrom, limit])).map(toCase);
  },
  undecidedSince: async (at: string): Promise<number> => {
    const text = "select count(*)::int as n from cases where open and status = 'pending' and opened_at < $1";
    const [row] = await query<{ n: number }>(text, [at]);
    return row?.n ?? 0;
  },
});

const toCase = (row: CaseRow): Case => ({ ...row, state: JSON.parse(row.state), involved: JSON.parse(row.involved) });
