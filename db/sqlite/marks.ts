import type { Connection } from './connection.ts';

/** Marks and counters: small values by name. */
export const markTable = (db: Connection) => {
  const get = db.prepare<[string], string>('select value from marks where name = ?').pluck();
  const put = db.prepare(
    'insert into marks (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
  );
  return {
    get: (name: string): string | undefined => get.get(name),
    put: (name: string, value: string): void => void put.run(name, value),
  };
};

export const counterTable = (db: Connection) => {
  const next = db
    .prepare<[string], number>(
      'insert into counters (series, last) values (?, 1) on conflict (series) do update set last = last + 1 returning last',
    )
    .pluck();
  return (series: string): number => {
    // `all`, not `get`: a statement that returns rows must run to its end to have written.
    const [number] = next.all(series);
    if (number === undefined) throw new Error(`no number for ${series}`);
    return number;
  };
};
