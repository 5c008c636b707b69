import type { Store } from '../../src/app/ports.ts';
import { caseReader } from './cases.ts';
import { type Checkpoints, checkpoints } from './checkpoint.ts';
import { committer } from './commit.ts';
import { type Connection, connect, explained, quickCheck } from './connection.ts';
import { contactTable } from './contacts.ts';
import { directoryReader } from './directory.ts';
import { eraser } from './erase.ts';
import { groupCommit } from './group-commit.ts';
import { ledgerStore } from './ledger.ts';
import { type Lock, takeLock } from './lock.ts';
import { counterTable, markTable } from './marks.ts';
import { migrate } from './migrate.ts';
import { outbox } from './outbox.ts';
import { policyTable } from './policies.ts';
import { seenTable } from './seen.ts';
import { dailyLook } from './soundness.ts';
import { taskReader } from './tasks.ts';
import { timerReader } from './timers.ts';

/**
 * Slack waits three seconds, and a bot that waits for the database does nothing else: a press may wait behind others
 * that wait. It gives up soon enough to say so in time. A command may wait for a long import.
 */
const waitMs = { bot: 500, command: 15_000 };

type Opening = { lock: boolean; wrote?: ((changes: number) => void) | undefined };

/** Opens, checks and migrates the file. With `lock` this is the one bot on it; commands work beside it without. */
export const openSqlite = (file: string, { lock, wrote }: Opening): Store => {
  // Connecting makes the folder, and so comes before the lock; it changes nothing that a running bot would notice.
  const db = connect(file, lock ? waitMs.bot : waitMs.command);
  let held: Lock | undefined;
  try {
    held = lock ? takeLock(file) : undefined;
    migrate(db, file, lock);
    return sqliteStore(db, file, {
      released: () => held?.release(),
      wrote,
      // A command writes little, and beside a bot the bot carries its log too.
      ...(lock ? { carried: checkpoints(db, file) } : {}),
    });
  } catch (error) {
    db.close();
    held?.release();
    throw explained(file, error);
  }
};

type Around = { released?: () => void; carried?: Checkpoints; wrote?: Opening['wrote'] };

export const sqliteStore = (db: Connection, file: string, { released, carried, wrote }: Around = {}): Store => {
  const explain = (error: unknown): Error => explained(file, error);
  const writer = groupCommit(db, explain, (changes) => {
    carried?.wrote(changes);
    wrote?.(changes);
  });
  const directory = directoryReader(db);
  const cases = caseReader(db);
  const commit = committer(db);
  const erase = eraser(db);
  const nextNumber = counterTable(db);
  const dueTimers = timerReader(db);
  const tasks = taskReader(db);
  const contacts = contactTable(db);
  const marks = markTable(db);
  const seen = seenTable(db);
  const look = dailyLook(async () => (carried ? carried.problem() : quickCheck(db)), explain);

  return {
    directory: async () => directory.read(),
    saw: (account, at) => writer.write(() => seen.note(account, at)),
    lastSeen: async (accounts) => accounts.map(seen.get),
    loadCase: async (id) => cases.load(id),
    findCases: async (filter) => cases.find(filter),
    newestCases: async (filter) => cases.newest(filter),
    undecidedSince: async (at) => cases.undecidedSince(at),
    nextNumber: (series) => writer.write(() => nextNumber(series)),
    commit: async (change) => {
      const { directory: changed } = change;
      if (!changed) return writer.write(() => commit(change));
      const { version } = directory;
      const [from, outcome, to] = await writer.write(() => [version(), commit(change), version()] as const);
      if (outcome === 'committed') directory.follow(changed, from, to);
      return outcome;
    },
    erase: (erasure) => writer.write(() => erase(erasure, Date.now())),
    dueTimers: async (now, limit) => dueTimers(now, limit),
    tasks: {
      due: async (now, limit) => tasks.due(now, limit),
      find: async (filter) => tasks.find(filter),
      counts: async (plan) => tasks.counts(plan),
    },
    outbox: outbox(db, writer),
    ledger: ledgerStore(db, writer),
    policies: policyTable(db, writer),
    contacts: async () => contacts.all(),
    replaceContacts: (list) => writer.write(() => contacts.replace(list)),
    mark: async (name) => marks.get(name),
    setMark: (name, value) => writer.write(() => marks.put(name, value)),
    check: async () => {
      await writer.write(() => marks.put('checked', new Date().toISOString()));
      look();
    },
    close: async () => {
      writer.close();
      // Whoever closes last leaves one whole file.
      await carried?.close();
      db.close();
      released?.();
    },
  };
};
