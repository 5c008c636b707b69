import Database from 'better-sqlite3';

/**
 * From Node 24.19 on, a connection or statement of better-sqlite3 12 that is garbage-collected while no JavaScript
 * runs ends the whole process (an assertion in node::ObjectWrap; version 13 is free of it and does not run on Node 20).
 * Bots died of it while starting. So none is ever let go: there are a few dozen, each prepared once.
 * Iterators cannot be kept like that: nothing here calls `iterate`.
 */
const kept = new Set<object>();

const keep = <T extends object>(one: T): T => {
  kept.add(one);
  return one;
};

/** `db.pragma` prepares a statement of its own each time. */
const pragmaOf =
  (db: Database.Database): Database.Database['pragma'] =>
  (source, options) => {
    const statement = db.prepare<[]>(`PRAGMA ${source}`);
    if (!statement.reader) return statement.run();
    return options?.simple ? statement.pluck().get() : statement.all();
  };

/** Opens a connection that, like all its statements, lives as long as the process. */
export const openKept = (file: string, options: Database.Options): Database.Database => {
  const db = keep(new Database(file, options));
  const prepare: (source: string) => Database.Statement = db.prepare.bind(db);
  db.prepare = ((source: string) => keep(prepare(source))) as typeof db.prepare;
  db.pragma = pragmaOf(db);
  return db;
};
