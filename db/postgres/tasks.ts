import type { TaskStore } from '../../src/app/ports.ts';
import type { Task, TaskCount, TaskFilter } from '../../src/core/duties/task.ts';
import type { Query } from './database.ts';
import { type Condition, filtered } from './filter.ts';

const columns = `id, plan, person, unit, due, status, next, reminded, put_off as "putOff", done_at as "doneAt",
  done_by as "doneBy", version`;

const conditions: readonly Condition<TaskFilter>[] = [
  { on: (f) => f.plan, sql: 'plan = ?' },
  { on: (f) => f.people, sql: 'person = any (?)' },
  { on: (f) => f.units, sql: 'unit = any (?)' },
  { on: (f) => f.statuses, sql: 'status = any (?)' },
  { on: (f) => f.after, sql: 'id > ?' },
];

export const taskReader = (query: Query): TaskStore => ({
  due: (now, limit) =>
    query<Task>(`select ${columns} from tasks where next is not null and next <= $1 order by next limit $2`, [
      now,
      limit,
    ]),
  counts: (plan) =>
    query<TaskCount>(
      'select unit, status, count(*) as count from tasks where plan = $1 group by unit, status order by unit, status',
      [plan],
    ),
  find: (filter) => {
    const { where, values } = filtered(conditions, filter);
    const text = `select ${columns} from tasks where ${where} order by id limit $${values.length + 1}`;
    return query<Task>(text, [...values, filter.limit ?? 500]);
  },
});
