import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { openKept } from './keep.ts';

export type Connection = Database.Database;

/** Opens the file with everything asserted that durability rests on. `waitMs`: how long to wait for another writer. */
export const connect = (file: string, waitMs: number): Connection => {
  createPrivately(file);
  return saying(file, () => {
    const db = openKept(file, { timeout: waitMs });
    try {
      prepareConnection(db);
    } catch (error) {
      db.close();
      throw error;
    }
    return db;
  });
};

/** The database holds personal data: only the account that runs the bot may read it. */
const createPrivately = (file: string): void => {
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
};

const prepareConnection = (db: Connection): void => {
  const problem = quickCheck(db);
  if (problem) throw new Error(`damaged: ${problem}`);
  db.pragma('journal_mode = WAL');
  // better-sqlite3 is built with NORMAL for WAL, where a power cut may undo an approval already acknowledged.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  // Without it, INSERT OR REPLACE would delete a ledger record behind its trigger.
  db.pragma('recursive_triggers = ON');
  db.pragma('temp_store = MEMORY');
  expectPragma(db, 'journal_mode', 'wal');
  expectPragma(db, 'synchronous', 2);
  expectPragma(db, 'foreign_keys', 1);
};

const expectPragma = (db: Connection, name: string, expected: unknown): void => {
  const found = db.pragma(name, { simple: true });
  if (found !== expected)
    throw new Error(
      `${name} が ${String(expected)} ではなく ${String(found)} です。安全に保存できないため、止めました。`,
    );
};

/** What SQLite finds wrong with the file, undefined when it is sound. */
export const quickCheck = (db: Connection): string | undefined => {
  const found = db.pragma('quick_check(1)', { simple: true });
  return found === 'ok' ? undefined : String(found);
};

/** Runs `work` and gives whatever SQLite says against it a sentence about the file. */
export const saying = <T>(file: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw explained(file, error);
  }
};

const sentences: readonly (readonly [RegExp, string])[] = [
  [/^SQLITE_(NOTADB|CORRUPT)/, 'は壊れているか、データベースではありません。最後の控えを戻してください'],
  [/^SQLITE_FULL/, 'に書けません。ディスクがいっぱいです。空きを作ってください。ほかにすることはありません'],
  [/^SQLITE_(READONLY|PERM)/, 'に書けません。この利用者には読み取りしか許されていません'],
  [/^SQLITE_CANTOPEN/, 'を開けません。場所と、読める利用者を確かめてください'],
  [/^SQLITE_(BUSY|LOCKED)/, 'をほかのプログラムが使っています。少し待って、もう一度試してください'],
  [/^SQLITE_IOERR/, 'を読み書きできません。ディスクが異常を知らせています'],
];

export const explained = (file: string, error: unknown): Error => {
  const code = error instanceof Database.SqliteError ? error.code : '';
  const reason = error instanceof Error ? error.message : String(error);
  const sentence = reason.startsWith('damaged:')
    ? 'は壊れているか、データベースではありません。最後の控えを戻してください'
    : sentences.find(([pattern]) => pattern.test(code))?.[1];
  if (!sentence && !code) return error instanceof Error ? error : new Error(reason);
  return new Error(`データベース ${file} ${sentence ?? 'を使えません'}。(${code ? `${code}: ` : ''}${reason})`, {
    cause: error,
  });
};
