import type { Change, CommitOutcome } from '../../src/app/ports.ts';
import { caseSaver } from './cases.ts';
import type { Connection } from './connection.ts';
import { versionReader } from './directory.ts';
import { directoryWriter } from './directory-change.ts';
import { Undo } from './group-commit.ts';
import { ledgerWriter } from './ledger.ts';
import { slotWriter } from './slots.ts';
import { timerWriter } from './timers.ts';

/** Writes one change inside the running transaction. */
export const committer = (db: Connection): ((change: Change) => CommitOutcome) => {
  const once = db.prepare('insert into intents (key, at) values (?, ?) on conflict do nothing');
  const directoryVersion = versionReader(db);
  const saveCase = caseSaver(db);
  const changeDirectory = directoryWriter(db);
  const append = ledgerWriter(db);
  const timers = timerWriter(db);
  const slots = slotWriter(db);

  const save = ({ cases, expectDirectory, directory }: Change): boolean => {
    if (expectDirectory !== undefined && expectDirectory !== directoryVersion()) return false;
    for (const { next, expected } of cases) if (!saveCase(next, expected)) return false;
    if (directory) changeDirectory(directory);
    return true;
  };

  const schedule = ({ fired, timers: subjects }: Change): void => {
    if (fired !== undefined) timers.remove(fired);
    for (const { subject, timers: wanted } of subjects) timers.replace(subject, wanted);
  };

  const draw = ({ slots: messages, homes, openHome }: Change, now: number): void => {
    for (const message of messages) slots.show(message, now);
    for (const person of homes) slots.redrawHome(person, now);
    if (openHome) slots.openHome(openHome.person, openHome.account, now);
  };

  return (change) => {
    if (once.run(change.key, change.at).changes === 0) return 'duplicate';
    if (!save(change)) throw new Undo<CommitOutcome>('stale');
    for (const fact of change.facts) append(fact, change.at);
    schedule(change);
    // Delivery runs on real time, whatever people's time is set to.
    draw(change, Date.now());
    return 'committed';
  };
};
