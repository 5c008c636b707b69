import { byCodeUnit } from '../../src/app/canonical.ts';
import { type Linked, link } from '../../src/app/ledger.ts';
import type { Change } from '../../src/app/ports.ts';
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

  /** As `mamori_commit` reads it, everything in an order of its own: two groups that meet never wait for each other. */
  const written = () => {
    const involvements = [...reinvolved].sort(byCodeUnit).flatMap((id) => rows.involvementRows(cases.get(id) as Case));
    const versions = (ids: Iterable<string>, from: ReadonlyMap<string, number>) =>
      [...ids].sort(byCodeUnit).map((id) => ({ id, version: from.get(id) ?? 0 }));
    const chains = [...new Set(linked.map((one) => one.record.chain))].sort(byCodeUnit);
    const directory = taken.find((change) => change.directory)?.directory;
    const expectDirectory = taken.find((change) => change.expectDirectory !== undefined)?.expectDirectory;
    return {
      now,
      keys: keysOf(taken),
      intents: taken.map(({ key, at }) => ({ key, at })).sort(byName('key')),
      ...(expectDirectory !== undefined && { expectDirectory }),
      ...(directory && { directory: rows.directoryRows(directory) }),
      ...(cases.size > 0 && {
        expectCases: versions(cases.keys(), expected.cases),
        ...split(sorted(cases).map(rows.caseRow), ({ id }) => expected.cases.has(id), ['cases', 'newCases']),
      }),
      ...(reinvolved.size > 0 && { reinvolve: [...reinvolved].sort(byCodeUnit), involvements }),
      ...(tasks.size > 0 && {
        expectTasks: versions(tasks.keys(), expected.tasks),
        ...split(sorted(tasks).map(rows.taskRow), ({ id }) => expected.tasks.has(id), ['tasks', 'newTasks']),
      }),
      ...(linked.length > 0 && {
        expectTips: chains.map((chain) => ({ chain, seq: expected.tips.get(chain) ?? 0 })),
        ledger: linked.map((one) => rows.recordRow(one.record)).sort(byName('chain')),
        details: linked.flatMap((one) => (one.details ? [one.details] : [])),
      }),
      ...(fired.size > 0 && { fired: [...fired].sort(byCodeUnit) }),
      ...(timers.size > 0 && {
        subjects: [...timers.keys()].sort(byCodeUnit),
        timers: [...timers]
          .flatMap(([subject, wanted]) => wanted.map((each) => ({ ...each, subject })))
          .sort(byName('id')),
      }),
      ...(shown.size > 0 && { shown: sorted(shown) }),
      ...(digests.size > 0 && { digests: sorted(digests) }),
      ...(homes.size > 0 && { homes: [...homes].filter((slot) => !openedHomes.has(slot)).sort(byCodeUnit) }),
      ...(openedHomes.size > 0 && { openedHomes: sorted(openedHomes) }),
    };
  };

  return { take, written, isEmpty: () => taken.length === 0 };
};

const sorted = <T>(byKey: ReadonlyMap<string, T>): T[] =>
  [...byKey].sort(([a], [b]) => byCodeUnit(a, b)).map(([, value]) => value);

/** Under the first name those that are there, under the second those that are new; an empty list is left out. */
const split = <T>(all: readonly T[], isThere: (one: T) => boolean, names: readonly [string, string]) => {
  const lists = [all.filter(isThere), all.filter((one) => !isThere(one))];
  return Object.fromEntries(names.flatMap((name, at) => (lists[at]?.length ? [[name, lists[at]]] : [])));
};

/** Keeps the order of those that are alike: the records of one chain follow each other. */
const byName =
  <Name extends string>(name: Name) =>
  (a: Readonly<Record<Name, string>>, b: Readonly<Record<Name, string>>): number =>
    byCodeUnit(a[name], b[name]);
