import type { Change, CommitOutcome } from '../../src/app/ports.ts';
import { caseWriter } from './cases.ts';
import type { Connection } from './connection.ts';
import { versionReader } from './directory.ts';
import { directoryWriter } from './directory-change.ts';
import { ledgerWriter } from './ledger.ts';
import { slotWriter } from './slots.ts';
import { taskWriter } from './tasks.ts';
import { timerWriter } from './timers.ts';

/** Writes one change inside the running transaction; a change that is refused has written nothing. */
export const committer = (db: Connection): ((change: Change) => CommitOutcome) => {
  const refuse = gatekeeper(db);
  const note = db.prepare('insert into intents (key, at) values (?, ?)');
  const cases = caseWriter(db);
  const changeDirectory = directoryWriter(db);
  const append = ledgerWriter(db);
  const timers = timerWriter(db);
  const slots = slotWriter(db);
  const tasks = taskWriter(db);

  const schedule = ({ fired, timers: subjects }: Change): void => {
    if (fired !== undefined) timers.remove(fired);
    for (const { subject, timers: wanted } of subjects) timers.replace(subject, wanted);
  };

  const draw = ({ slots: messages, digests = [], homes, openHome }: Change, now: number): void => {
    for (const message of messages) slots.show(message, now);
    for (const digest of digests) slots.redrawDigest(digest, now);
    for (const person of homes) slots.redrawHome(person, now);
    if (openHome) slots.openHome(openHome.person, openHome.account, now);
  };

  return (change) => {
    const refused = refuse(change, cases.stored, tasks.version);
    if (refused) return refused;
    note.run(change.key, change.at);
    for (const { next } of change.cases) cases.put(next, cases.stored(next.id));
    for (const { next } of change.tasks ?? []) tasks.put(next);
    if (change.directory) changeDirectory(change.directory);
    for (const fact of change.facts) append(fact, change.at);
    schedule(change);
    // Delivery runs on real time, whatever people's time is set to.
    draw(change, Date.now());
    return 'committed';
  };
};

type StoredVersion = (id: string) => { version: number } | undefined;

const gatekeeper = (db: Connection) => {
  const done = db.prepare<[string], number>('select 1 from intents where key = ?').pluck();
  const directoryVersion = versionReader(db);
  return (
    change: Change,
    stored: StoredVersion,
    taskVersion: (id: string) => number,
  ): 'duplicate' | 'stale' | undefined => {
    if (done.get(change.key) || (change.unless && done.get(change.unless))) return 'duplicate';
    const { expectDirectory } = change;
    if (expectDirectory !== undefined && expectDirectory !== directoryVersion()) return 'stale';
    const stand =
      change.cases.every((wanted) => stands(wanted, stored)) &&
      (change.tasks ?? []).every(({ next, expected }) => taskVersion(next.id) === expected);
    return stand ? undefined : 'stale';
  };
};

const stands = ({ next, expected }: Change['cases'][number], stored: StoredVersion): boolean => {
  if (next.version <= expected) throw new Error(`case ${next.id} does not grow its version`);
  return (stored(next.id)?.version ?? 0) === expected;
};
