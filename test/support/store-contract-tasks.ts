import { expect, it } from 'vitest';
import type { Task } from '../../src/core/duties/task.ts';
import { aChange } from './a-change.ts';
import type { Held } from './store-contract.ts';

const aTask = (person: string, over: Partial<Task> = {}): Task => ({
  id: `duty-2026-1/${person}`,
  plan: 'duty-2026-1',
  person,
  unit: 'u-general',
  due: '2026-12-01',
  status: 'open',
  next: '2026-11-24T00:00:00.000Z',
  reminded: null,
  putOff: 0,
  doneAt: null,
  doneBy: null,
  version: 1,
  ...over,
});

const claim = { worker: 'w', leaseMs: 1_000, limit: 10 };

export const taskContract = (held: Held): void => {
  it('what is due is found oldest first, and nothing that is not', async () => {
    const { store } = held.fixture;
    const tasks = [
      aTask('S001', { next: '2026-11-24T01:00:00.000Z' }),
      aTask('S002'),
      aTask('S003', { next: null }),
      aTask('S004', { next: '2026-11-25T00:00:00.000Z' }),
    ];
    expect(await store.commit(aChange({ tasks: tasks.map((next) => ({ next, expected: 0 })) }))).toBe('committed');
    const due = await store.tasks.due('2026-11-24T01:00:00.000Z', 10);
    expect(due.map(({ person }) => person)).toEqual(['S002', 'S001']);
    expect(due[0]).toEqual(aTask('S002'));
    expect(await store.tasks.due('2026-11-24T01:00:00.000Z', 1)).toHaveLength(1);
  });

  it('a share that somebody changed meanwhile is not overwritten, and nothing of that change is kept', async () => {
    const { store } = held.fixture;
    const task = aTask('S001');
    await store.commit(aChange({ tasks: [{ next: task, expected: 0 }] }));
    const done: Task = { ...task, status: 'done', next: null, doneAt: '2026-11-24T02:00:00.000Z', version: 2 };
    expect(await store.commit(aChange({ tasks: [{ next: done, expected: 1 }] }))).toBe('committed');
    const late = aChange({
      tasks: [
        { next: aTask('S002'), expected: 0 },
        { next: { ...task, putOff: 1, version: 2 }, expected: 1 },
      ],
    });
    expect(await store.commit(late)).toBe('stale');
    expect(await store.tasks.find({ plan: 'duty-2026-1' })).toEqual([done]);
  });

  it('shares are found by person, unit and state, and counted by unit', async () => {
    const { store } = held.fixture;
    const tasks = [aTask('S001'), aTask('S002', { unit: 'u-events' }), aTask('S003', { status: 'done', next: null })];
    await store.commit(aChange({ tasks: tasks.map((next) => ({ next, expected: 0 })) }));
    const found = async (filter: Parameters<typeof store.tasks.find>[0]) =>
      (await store.tasks.find(filter)).map(({ person }) => person);
    expect(await found({ people: ['S001', 'S003'] })).toEqual(['S001', 'S003']);
    expect(await found({ units: ['u-events'] })).toEqual(['S002']);
    expect(await found({ plan: 'duty-2026-1', statuses: ['open'], after: 'duty-2026-1/S001' })).toEqual(['S002']);
    expect(await found({ plan: 'duty-2026-2' })).toEqual([]);
    const counts = await store.tasks.counts('duty-2026-1');
    expect(counts.toSorted((a, b) => `${a.unit}${a.status}`.localeCompare(`${b.unit}${b.status}`))).toEqual([
      { unit: 'u-events', status: 'open', count: 1 },
      { unit: 'u-general', status: 'done', count: 1 },
      { unit: 'u-general', status: 'open', count: 1 },
    ]);
  });

  it('the message of a morning is one for each day, comes again when it changes, and can be dropped', async () => {
    const { store } = held.fixture;
    const digest = { person: 'S001', on: '2026-11-24' };
    await store.commit(aChange({ digests: [digest, digest] }));
    const [row] = await store.outbox.claim({ ...claim, now: Date.now() + 1 });
    expect(row).toMatchObject({
      slot: 'duties/S001/2026-11-24',
      to: { person: 'S001' },
      lane: 'wave',
      surface: 'message',
    });
    expect(row?.card).toBeUndefined();
    await store.outbox.drop(row!, 'w');
    expect(await store.outbox.claim({ ...claim, now: Date.now() + 5_000 })).toEqual([]);
    await store.commit(aChange({ digests: [digest] }));
    expect(await store.outbox.claim({ ...claim, now: Date.now() + 5_000 })).toHaveLength(1);
  });
};
