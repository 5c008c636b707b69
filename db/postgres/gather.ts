import { type Linked, link } from '../../src/app/ledger.ts';
import type { Change } from '../../src/app/ports.ts';
import { byText } from '../../src/core/by-text.ts';
import type { Case, Timer } from '../../src/core/case.ts';
import type { Task } from '../../src/core/duties/task.ts';
import * as rows from './rows.ts';
import { keysOf, type Stands } from './stands.ts';

/** What the changes of one group write, put together: of what is written twice, the last. */
export const gatherer = (stands: Stands, salt: () => string, now: number) => {
  const expected = {
    cases: new Map([...stands.cases].map(([id, { version }]) => [id, version])),
    tasks: new Map(stands.tasks),
    tips: new Map([...stands.tips].map(([chain, { seq }]) => [chain, seq])),
  };
  const taken: Change[] = [];
  const cases = new Map<string, Case>();
  const reinvolved = new Set<string>();
  const tasks = new Map<string, Task>();
  const linked: Linked[] = [];
  const fired = new Set<string>();
  const timers = new Map<string, readonly Timer[]>();
  const shown = new Map<string, rows.NewSlot>();
  const digests = new Map<string, rows.NewSlot>();
  const homes = new Set<string>();
  const openedHomes = new Map<string, rows.NewSlot>();

  const save = (change: Change): void => {
    for (const { next } of change.cases) {
      const involved = JSON.stringify(next.involved);
      if (stands.cases.get(next.id)?.involved !== involved) reinvolved.add(next.id);
      cases.set(next.id, next);
      stands.cases.set(next.id, { version: next.version, involved });
    }
    for (const { next } of change.tasks ?? []) {
      tasks.set(next.id, next);
      stands.tasks.set(next.id, next.version);
    }
  };

  const record = ({ facts, at }: Change): void => {
    for (const fact of facts) {
      const one = link(stands.tips.get(fact.chain), fact, at, salt);
      stands.tips.set(fact.chain, one.record);
      linked.push(one);
    }
  };

  const schedule = (change: Change): void => {
    if (change.fired !== undefined) {
      fired.add(change.fired);
      for (const [subject, wanted] of timers)
        timers.set(
          subject,
          wanted.filter(({ id }) => id !== change.fired),
        );
    }
    for (const { subject, timers: wanted } of change.timers) timers.set(subject, wanted);
  };

  const draw = (change: Change): void => {
    for (const message of change.slots) shown.set(message.slot, rows.shownSlot(message, now));
    for (const digest of change.digests ?? []) {
      const row = rows.digestRow(digest, now);
      digests.set(row.slot, row);
    }
    for (const person of change.homes) homes.add(`home/${person}`);
    if (!change.openHome) return;
    const row = rows.openedHome(change.openHome.person, change.openHome.account, now);
    openedHomes.set(row.slot, row);
  };

  const take = (change: Change): void => {
    taken.push(change);
    stands.done.add(change.key);
    save(change);
    record(change);
    schedule(change);
    draw(change);
  };

  /**
   * As `mamori_commit` reads it, everything in an order of its own: two groups that meet never wait for each other.
   * Of what is new nothing is there that would have to be looked at.
   */
  const written = () => {
    const isThere = (id: string): boolean => expected.cases.has(id);
    const versions = (from: ReadonlyMap<string, number>, ids: ReadonlyMap<string, unknown>) =>
      [...from].filter(([id]) => ids.has(id)).map(([id, version]) => ({ id, version }));
    const expectDirectory = taken.find((change) => change.expectDirectory !== undefined)?.expectDirectory;
    const directory = taken.find((change) => change.directory)?.directory;
    const chains = [...new Set(linked.map((one) => one.record.chain))].sort(byText);
    const involved = [...reinvolved].sort(byText);
    const allTimers = [...timers].flatMap(([subject, wanted]) => wanted.map((each) => ({ ...each, subject })));
    return {
      now,
      keys: keysOf(taken),
      intents: taken.map(({ key, at }) => ({ key, at })).sort(byName('key')),
      ...(expectDirectory !== undefined && { expectDirectory }),
      ...(directory && { directory: rows.directoryRows(directory) }),
      ...filled({
        expectCases: versions(expected.cases, cases),
        cases: sorted(cases)
          .filter(({ id }) => isThere(id))
          .map(rows.caseRow),
        newCases: sorted(cases)
          .filter(({ id }) => !isThere(id))
          .map(rows.caseRow),
        reinvolve: involved.filter(isThere),
        involvements: involved.flatMap((id) => rows.involvementRows(cases.get(id) as Case)),
        expectTasks: versions(expected.tasks, tasks),
        tasks: sorted(tasks)
          .filter(({ id }) => expected.tasks.has(id))
          .map(rows.taskRow),
        newTasks: sorted(tasks)
          .filter(({ id }) => !expected.tasks.has(id))
          .map(rows.taskRow),
        expectTips: chains.map((chain) => ({ chain, seq: expected.tips.get(chain) ?? 0 })),
        ledger: linked.map((one) => rows.recordRow(one.record)).sort(byName('chain')),
        details: linked.flatMap((one) => (one.details ? [one.details] : [])),
        fired: [...fired].sort(byText),
        subjects: [...timers.keys()].filter((subject) => isThere(subject) || !cases.has(subject)).sort(byText),
        timers: allTimers.sort(byName('id')),
        shown: sorted(shown),
        digests: sorted(digests),
        homes: [...homes].filter((slot) => !openedHomes.has(slot)).sort(byText),
        openedHomes: sorted(openedHomes),
      }),
    };
  };

  return { take, written, isEmpty: () => taken.length === 0 };
};

const sorted = <T>(byKey: ReadonlyMap<string, T>): T[] =>
  [...byKey].sort(([a], [b]) => byText(a, b)).map(([, value]) => value);

/** Only what there is something of: the rest need not even be looked at. */
const filled = (lists: Readonly<Record<string, readonly unknown[]>>) =>
  Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));

/** Keeps the order of those that are alike: the records of one chain follow each other. */
const byName =
  <Name extends string>(name: Name) =>
  (a: Readonly<Record<Name, string>>, b: Readonly<Record<Name, string>>): number =>
    byText(a[name], b[name]);
