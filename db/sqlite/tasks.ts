import type { Task, TaskCount, TaskFilter } from '../../src/core/duties/task.ts';
import type { Connection } from './connection.ts';

const columns = `id, plan, person, unit, due, status, next, reminded, put_off as putOff, done_at as doneAt,
  done_by as doneBy, version`;

export const taskWriter = (db: Connection) => {
  const version = db.prepare<[string], number>('select version from tasks where id = ?').pluck();
  const insert = db.prepare(
    `insert into tasks (unit, due, status, next, reminded, put_off, done_at, done_by, version, id, plan, person)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  // Apart, for a reminder changes neither: what is not named here costs its index nothing.
  const advance = db.prepare('update tasks set next = ?, reminded = ?, version = ? where id = ?');
  const update = db.prepare(
    `update tasks set unit = ?, due = ?, status = ?, next = ?, reminded = ?, put_off = ?, done_at = ?, done_by = ?,
       version = ? where id = ?`,
  );
  const stands = db.prepare<[string], Task>(`select ${columns} from tasks where id = ?`);

  const onlyReminded = (before: Task, task: Task): boolean =>
    before.status === task.status &&
    before.due === task.due &&
    before.unit === task.unit &&
    before.putOff === task.putOff &&
    before.doneAt === task.doneAt;

  return {
    version: (id: string): number => version.get(id) ?? 0,
    put: (task: Task): void => {
      const { unit, due, status, next, reminded, putOff, doneAt, doneBy } = task;
      const row = [unit, due, status, next, reminded, putOff, doneAt, doneBy, task.version, task.id];
      const before = stands.get(task.id);
      if (!before) insert.run(row, task.plan, task.person);
      else if (onlyReminded(before, task)) advance.run(next, reminded, task.version, task.id);
      else update.run(row);
    },
  };
};

/** One condition a filter may carry; the statement of each combination is prepared once. */
const conditions: readonly { on: (filter: TaskFilter) => unknown; sql: string }[] = [
  { on: (f) => f.plan, sql: 'plan = ?' },
  { on: (f) => f.people && JSON.stringify(f.people), sql: 'person in (select value from json_each(?))' },
  { on: (f) => f.units && JSON.stringify(f.units), sql: 'unit in (select value from json_each(?))' },
  { on: (f) => f.statuses && JSON.stringify(f.statuses), sql: 'status in (select value from json_each(?))' },
  { on: (f) => f.after, sql: 'id > ?' },
];

type TaskRow = [
  string,
  string,
  string,
  string,
  string,
  Task['status'],
  string | null,
  string | null,
  number,
  string | null,
  string | null,
  number,
];

// A literal, for the objects better-sqlite3 makes are dictionaries, and a wave reads a hundred thousand.
const toTask = (row: TaskRow): Task => {
  const [id, plan, person, unit, due, status, next, reminded, putOff, doneAt, doneBy, version] = row;
  return { id, plan, person, unit, due, status, next, reminded, putOff, doneAt, doneBy, version };
};

export const taskReader = (db: Connection) => {
  const due = db
    .prepare<[string, number], TaskRow>(
      `select ${columns} from tasks where next is not null and next <= ? order by next limit ?`,
    )
    .raw();
  const counts = db.prepare<[string], TaskCount>(
    'select unit, status, count(*) as count from tasks where plan = ? group by unit, status',
  );
  const prepared = new Map<string, ReturnType<typeof prepare>>();
  const prepare = (where: string) =>
    db.prepare<unknown[], Task>(`select ${columns} from tasks where ${where} order by id limit ?`);
  return {
    due: (now: string, limit: number): Task[] => due.all(now, limit).map(toTask),
    counts: (plan: string): TaskCount[] => counts.all(plan),
    find: (filter: TaskFilter): Task[] => {
      const used = conditions.map((c) => ({ sql: c.sql, value: c.on(filter) })).filter((c) => c.value !== undefined);
      const where = ['true', ...used.map((c) => c.sql)].join(' and ');
      const statement = prepared.get(where) ?? prepare(where);
      prepared.set(where, statement);
      return statement.all(...used.map((c) => c.value), filter.limit ?? 500);
    },
  };
};
