import type { Store } from '../../src/app/ports.ts';
import { caseReader } from './cases.ts';
import { committer } from './commit.ts';
import { connectPool } from './connection.ts';
import type { Database, Query } from './database.ts';
import { directoryReader } from './directory.ts';
import { eraser } from './erase.ts';
import { groupCommit } from './group-commit.ts';
import { ledgerStore } from './ledger.ts';
import { migrate } from './migrate.ts';
import { outbox } from './outbox.ts';
import { explained } from './sentences.ts';
import { contactTable, markTable, policyTable, seenTable, timerReader } from './small-tables.ts';
import { taskReader } from './tasks.ts';

/**
 * People hear within two seconds that nothing could be saved: a connection and a statement together stay below that,
 * and so does the wait for the group before one's own. What every click asks first, one row each (`quickMs`), waits
 * less, since it comes one after the other. A command may wait for a long import.
 */
const waits = {
  bot: { most: 10, connectMs: 600, quickMs: 300, queryMs: 900, writeMs: 1_500 },
  command: { most: 4, connectMs: 10_000, quickMs: 60_000, queryMs: 60_000, writeMs: 300_000 },
};

type Opening = { bot: boolean; wrote?: ((changes: number) => void) | undefined };

/** Connects, checks and migrates. Any number of bots share one database. */
export const openPostgres = async (url: string, { bot, wrote }: Opening): Promise<Store> => {
  // At the start nobody waits for an answer, and another process may be migrating.
  const first = connectPool(url, { ...waits.command, most: 1 });
  try {
    await migrate(first);
  } catch (error) {
    throw explained(error);
  } finally {
    await first.close();
  }
  const wait = bot ? waits.bot : waits.command;
  return postgresStore(connectPool(url, wait), { ...wait, wrote });
};

type Waits = { quickMs?: number; queryMs: number; writeMs: number; wrote?: Opening['wrote'] };

export const postgresStore = (server: Database, { quickMs, queryMs, writeMs, wrote }: Waits): Store => {
  const query: Query = (text, values, patience) =>
    server.query<never>(text, values, patience).catch((error: unknown) => {
      throw explained(error);
    });
  const quick: Query = (text, values) => query(text, values, { ms: quickMs ?? queryMs });
  const db: Database = {
    ...server,
    query,
    transaction: (work) =>
      server.transaction(work).catch((error: unknown) => {
        throw explained(error);
      }),
  };
  // Not `query`: what went wrong decides whether it is tried again.
  const writer = groupCommit(committer(server.query, { ms: Math.max(queryMs, writeMs) }), writeMs, wrote);
  const cases = caseReader(query, quick);
  const { mark, setMark, nextNumber } = markTable(query, quick);

  return {
    directory: directoryReader(query, quick),
    ...seenTable(query),
    loadCase: cases.load,
    findCases: cases.find,
    newestCases: cases.newest,
    undecidedSince: cases.undecidedSince,
    nextNumber,
    commit: writer.write,
    erase: eraser(db),
    dueTimers: timerReader(query),
    tasks: taskReader(query),
    outbox: outbox(query),
    ledger: ledgerStore(db),
    policies: policyTable(query),
    ...contactTable(db),
    mark,
    setMark,
    check: () => setMark('checked', new Date().toISOString()),
    close: async () => {
      await writer.close();
      await db.close();
    },
  };
};
