import { openKept } from '../../db/sqlite/keep.ts';

/** Everything a database file says, table by table: two that are equal tell the same story. */
export const dump = (file: string): Record<string, string> => {
  const db = openKept(file, { readonly: true });
  const tables = db
    .prepare<[], string>(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`)
    .pluck()
    .all();
  // What was asked, and when it was last looked at, says nothing about what came of it; a number nobody took is a gap.
  const silent = ['intents', 'marks', 'counters', '__drizzle_migrations'];
  const told = tables.filter((name) => !silent.includes(name));
  const rows = told.map((name) => {
    const all = db.prepare(`select * from "${name}"`).all() as Record<string, unknown>[];
    return [name, all.map((row) => JSON.stringify(row)).join('\n')] as const;
  });
  db.close();
  return Object.fromEntries(rows);
};
