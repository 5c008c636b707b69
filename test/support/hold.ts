import pg from 'pg';
import { sqliteFile } from '../../db/open.ts';
import { openKept } from '../../db/sqlite/keep.ts';

/** Another program that keeps the database for itself, until it is told to let go. */
export const hold = async (url: string): Promise<() => Promise<void>> => {
  if (url.startsWith('file:')) {
    const other = openKept(sqliteFile(url), {});
    other.exec('begin immediate');
    return async () => {
      other.exec('rollback');
      other.close();
    };
  }
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  await other.query('begin; lock table cases, intents in access exclusive mode');
  return async () => {
    await other.query('rollback');
    await other.end();
  };
};
