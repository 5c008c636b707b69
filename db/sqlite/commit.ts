import type { Change, CommitOutcome } from '../../src/app/ports.ts';
import { caseWriter, type Stored } from './cases.ts';
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
    const before = change.cases.map(({ next }) => cases.stored(next.id));
    const refused = refuse(change, before, tasks.version);
    if (refused) return refused;
    change.cases.forEach(({ next }, at) => {
      cases.put(next, before[at]);
    });
    for (const { next } of change.tasks ?? []) tasks.put(next);
    if (change.directory) changeDirectory(change.directory);
    for (const fact of change.facts) append(fact, change.at);
    schedule(change);
    // Delivery runs on real time, whatever people's time is set to.
    draw(change, Date.now());
    return 'committed';
  };
};

/** Notes the change as done, unless it was done before or stands on what is no longer so. */
const gatekeeper = (db: Connection) => {
  const done = db.prepare<[string], number>('select 1 from intents where key = ?').pluck();
  const note = db.prepare('insert into intents (key, at) values (?, ?) on conflict (key) do nothing');
  const directoryVersion = versionReader(db);
  const isFresh = (
    { expectDirectory, cases, tasks = [] }: Change,
    before: readonly (Stored | undefined)[],
    taskVersion: (id: string) => number,
  ): boolean =>
    (expectDirectory === undefined || expectDirectory === directoryVersion()) &&
    cases.every((wanted, at) => stands(wanted, before[at])) &&
    tasks.every(({ next, expected }) => taskVersion(next.id) === expected);
  return (
    change: Change,
    before: readonly (Stored | undefined)[],
    taskVersion: (id: string) => number,
  ): 'duplicate' | 'stale' | undefined => {
    if (change.unless && done.get(change.unless)) return 'duplicate';
    // A repetition stands on what its first time has changed: it is a duplicate, not stale.
    if (!isFresh(change, before, taskVersion)) return done.get(change.key) ? 'duplicate' : 'stale';
    return note.run(change.key, change.at).changes === 0 ? 'duplicate' : undefined;
  };
};

const stands = ({ next, expected }: Change['cases'][number], before: Stored | undefined): boolean => {
  if (next.version <= expected) throw new Error(`case ${next.id} does not grow its version`);
  return (before?.version ?? 0) === expected;
};
