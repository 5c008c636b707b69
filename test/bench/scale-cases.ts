import type Database from 'better-sqlite3';
import { openKept } from '../../db/sqlite/keep.ts';
import { link, type Tip } from '../../src/app/ledger.ts';
import { staffer } from './scale-organization.ts';

type Row = Record<string, string | number | null>;

const years = 5;
const inTurn = 10_000;
const yearMs = 365 * 86_400_000;

/**
 * Fills the tables with what is over: one case of the pipeline's own, with its chain, people and cards, again and again
 * under other names, days and people of the organization. Of the cards only a line is kept; the chains of the first
 * ten thousand are true ones.
 */
export const fillCases = (file: string, template: string, wanted: number, all: number): void => {
  const db = openKept(file, {});
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -500000');
  const one = (sql: string): Row[] => db.prepare<unknown[], Row>(sql).all(template);
  const [found] = one('select * from cases where id = ?');
  if (!found) throw new Error(`no case ${template}`);
  const facts = one('select * from ledger where chain = ? order by seq');
  const people = one('select * from involvements where case_id = ?');
  const slots = one(`select * from slots where slot like 'case/' || ? || '/%'`);
  const had = { requester: String(found.owner), leader: '', unit: String(found.unit) };
  had.leader = String(people.find(({ person }) => person !== had.requester)?.person ?? '');
  const put = inserter(db);
  const now = Date.now();
  const copy = (n: number): void => {
    const { person, leader, unit } = staffer(n * 7 + 3, all);
    const id = `takeout-2020-${String(n + 1).padStart(7, '0')}`;
    const at = new Date(now - ((n + 1) / Math.min(inTurn, wanted)) * years * yearMs).toISOString();
    const other = (text: string): string =>
      text.replaceAll(template, id).replaceAll(had.requester, person).replaceAll(had.leader, leader);
    const state = other(String(found.state)).replaceAll(`"${had.unit}"`, `"${unit}"`);
    const owner = { id, owner: person, unit, opened_at: at, updated_at: at };
    put('cases', { ...found, ...owner, state, involved: other(String(found.involved)) });
    for (const row of people) put('involvements', { ...row, person: other(String(row.person)), case_id: id });
    for (const row of slots)
      put('slots', {
        ...{ ...row, slot: other(String(row.slot)), addressee: other(String(row.addressee)) },
        ...{ card: '{}', due_at: null, posted: '{}' },
      });
    let tip: Tip | undefined;
    for (const { type, actor, data } of facts) {
      const { details: _, ...said } = JSON.parse(other(String(data)));
      const fact = { chain: id, type: String(type), actor: other(String(actor)), subject: id, data: said };
      const { record } = link(tip, fact, at, () => '');
      const { onBehalfOf, ...rest } = record;
      put('ledger', { ...rest, on_behalf_of: onBehalfOf });
      put('intents', { key: `fill/${id}/${record.seq}`, at });
      tip = record;
    }
  };
  db.transaction(() => {
    for (let n = 0; n < Math.min(inTurn, wanted); n++) copy(n);
  })();
  for (let round = 1; round * inTurn < wanted; round++) db.transaction(() => again(db, round))();
  db.close();
};

/** All that was copied so far one by one, once more under another year: the database does it in a fraction of the time. */
const again = (db: Database.Database, round: number): void => {
  const from = 'takeout-2020-';
  const other = (column: string): string => `replace(${column}, '${from}', 'takeout-${3_000 + round}-')`;
  const every = (
    table: string,
    columns: readonly string[],
    changed: readonly string[],
    key: string,
    before = '',
  ): void => {
    const earlier = `strftime('%Y-%m-%dT%H:%M:%fZ', "opened_at", '-${2 * round} minutes')`;
    const values = columns.map((name) => {
      if (name === 'opened_at') return earlier;
      return changed.includes(name) ? other(`"${name}"`) : `"${name}"`;
    });
    const names = columns.map((name) => `"${name}"`).join();
    db.exec(
      `insert into ${table} (${names}) select ${values.join()} from ${table} where ${key} glob '${before}${from}*'`,
    );
  };
  const columnsOf = (table: string): string[] =>
    db.prepare<[string], string>('select name from pragma_table_info(?)').pluck().all(table);
  every('cases', columnsOf('cases'), ['id', 'state'], 'id');
  every('involvements', columnsOf('involvements'), ['case_id'], 'case_id');
  every('slots', columnsOf('slots'), ['slot'], 'slot', 'case/');
  every(
    'ledger',
    columnsOf('ledger').filter((name) => name !== 'id'),
    ['chain', 'subject'],
    'chain',
  );
  every('intents', columnsOf('intents'), ['key'], 'key', 'fill/');
};

/** Statements are prepared once for each table. */
const inserter = (db: Database.Database): ((table: string, row: Row) => void) => {
  const known = new Map<string, Database.Statement>();
  return (table, row) => {
    const columns = Object.keys(row);
    const text = `insert into ${table} (${columns.map((name) => `"${name}"`).join()}) values (${columns.map(() => '?').join()})`;
    const statement = known.get(text) ?? db.prepare(text);
    known.set(text, statement);
    statement.run(...Object.values(row));
  };
};
