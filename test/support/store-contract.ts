import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import { aCase, aChange, aRequest } from './a-change.ts';
import { caseContract } from './store-contract-cases.ts';
import { directoryContract } from './store-contract-directory.ts';
import { eraseContract } from './store-contract-erase.ts';
import { involvedContract } from './store-contract-involved.ts';
import { ledgerContract } from './store-contract-ledger.ts';
import { outboxContract } from './store-contract-outbox.ts';
import { policyContract } from './store-contract-policy.ts';
import { smallContract } from './store-contract-small.ts';
import { taskContract } from './store-contract-tasks.ts';

/** A fresh, empty database. */
export type StoreFixture = {
  store: Store;
  /** Another process on the same database, or the same one after a restart. */
  another(): Promise<Store>;
  /** Closes every store opened and takes the database away. */
  clear(): Promise<void>;
};

export type Held = { fixture: StoreFixture };

/** What every store must do, whatever database lies beneath. */
export const storeContract = (name: string, open: () => Promise<StoreFixture>): void => {
  describe(`a store in ${name}`, () => {
    const held = {} as Held;
    beforeEach(async () => {
      held.fixture = await open();
    });
    afterEach(async () => {
      await held.fixture.clear();
    });
    describe('saving what people do', () => commitContract(held));
    describe('finding cases', () => caseContract(held));
    describe('what waits for somebody', () => involvedContract(held));
    describe('the policy', () => policyContract(held));
    describe('numbers, marks and contacts', () => smallContract(held));
    describe('shares of duties', () => taskContract(held));
    describe('the chart', () => directoryContract(held));
    describe('the cards on their way', () => outboxContract(held));
    describe('the ledger', () => ledgerContract(held));
    describe('what is past its time', () => eraseContract(held));
  });
};

const commitContract = (held: Held): void => {
  it('a request is saved with its record, its card and its timer', async () => {
    const { store } = held.fixture;
    expect(await store.commit(aRequest('takeout-2026-1'))).toBe('committed');
    expect(await store.loadCase('takeout-2026-1')).toEqual(aCase());
    expect(await store.ledger.recordsOf('takeout-2026-1')).toHaveLength(1);
    expect(await store.dueTimers('2026-11-02T04:00:00.000Z', 10)).toHaveLength(1);
    expect(await store.outbox.claim({ worker: 'w', now: Date.now() + 1, leaseMs: 1_000, limit: 10 })).toHaveLength(1);
  });

  it('the same click twice does its work once', async () => {
    const { store } = held.fixture;
    const request = aRequest('takeout-2026-1');
    expect(await store.commit(request)).toBe('committed');
    expect(await store.commit(request)).toBe('duplicate');
    expect(await store.ledger.recordsOf('takeout-2026-1')).toHaveLength(1);
  });

  it('fifty clicks that arrive together with one key do their work once', async () => {
    const { store } = held.fixture;
    const request = aRequest('takeout-2026-1');
    const answers = await Promise.all(Array.from({ length: 50 }, () => store.commit(request)));
    expect(answers.filter((answer) => answer === 'committed')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'duplicate')).toHaveLength(49);
    expect(await store.ledger.recordsOf('takeout-2026-1')).toHaveLength(1);
  });

  it('of two managers deciding at the same moment, the second is told that the case has moved on', async () => {
    const { store } = held.fixture;
    await store.commit(aRequest('takeout-2026-1'));
    const decide = (by: string) =>
      aRequest('takeout-2026-1', {
        cases: [{ next: aCase({ version: 2, status: by }), expected: 1 }],
        slots: [],
        timers: [],
      });
    expect(await Promise.all([store.commit(decide('first')), store.commit(decide('second'))])).toEqual([
      'committed',
      'stale',
    ]);
    expect((await store.loadCase('takeout-2026-1'))?.status).toBe('first');
    expect(await store.ledger.recordsOf('takeout-2026-1')).toHaveLength(2);
  });

  it('a change that came too late leaves nothing behind and may be tried again with its key', async () => {
    const { store } = held.fixture;
    const late = aRequest('takeout-2026-1', { cases: [{ next: aCase({ version: 3 }), expected: 2 }] });
    expect(await store.commit(late)).toBe('stale');
    expect(await store.ledger.records(undefined, 10)).toEqual([]);
    expect(await store.dueTimers('2030-01-01T00:00:00.000Z', 10)).toEqual([]);
    expect(await store.commit({ ...late, cases: [{ next: aCase(), expected: 0 }] })).toBe('committed');
  });

  it('a new case does not overwrite one that has its number', async () => {
    const { store } = held.fixture;
    await store.commit(aRequest('takeout-2026-1'));
    expect(await store.commit(aRequest('takeout-2026-1'))).toBe('stale');
  });

  it('a change that cannot be saved does not harm those saved beside it', async () => {
    const { store } = held.fixture;
    const broken = aRequest('takeout-2026-2', { cases: [{ next: aCase({ id: 'takeout-2026-2' }), expected: 1 }] });
    const answers = await Promise.allSettled([
      store.commit(aRequest('takeout-2026-1')),
      store.commit(broken),
      store.commit(aRequest('takeout-2026-3')),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await store.ledger.records(undefined, 10)).map((record) => record.chain)).toEqual([
      'takeout-2026-1',
      'takeout-2026-3',
    ]);
  });

  it('a record that cannot be written harms nobody else’s either', async () => {
    const { store } = held.fixture;
    const fact = { chain: 'b', type: 'x', actor: 'clock', subject: 'b', data: { n: Number.NaN } };
    const answers = await Promise.allSettled([
      store.commit(aRequest('takeout-2026-1')),
      store.commit(aChange({ facts: [fact] })),
      store.commit(aRequest('takeout-2026-3')),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await store.ledger.recordsOf('b')).toEqual([]);
  });

  it('the timers of a case are those its last change wants, and the one that fired is gone', async () => {
    const { store } = held.fixture;
    await store.commit(aRequest('takeout-2026-1'));
    const due = { id: 'takeout-2026-1/due', subject: 'takeout-2026-1', what: 'due', at: '2026-11-05T00:00:00.000Z' };
    await store.commit(aChange({ timers: [{ subject: 'takeout-2026-1', timers: [due] }] }));
    expect(await store.dueTimers('2030-01-01T00:00:00.000Z', 10)).toEqual([due]);
    const moved = { ...due, at: '2026-11-09T00:00:00.000Z' };
    await store.commit(aChange({ timers: [{ subject: 'takeout-2026-1', timers: [moved] }] }));
    expect(await store.dueTimers('2026-11-08T00:00:00.000Z', 10)).toEqual([]);
    await store.commit(aChange({ fired: due.id }));
    expect(await store.dueTimers('2030-01-01T00:00:00.000Z', 10)).toEqual([]);
  });

  it('timers that are due come oldest first', async () => {
    const { store } = held.fixture;
    const timer = (id: string, at: string) => ({ subject: id, timers: [{ id, subject: id, what: 'remind', at }] });
    await store.commit(
      aChange({ timers: [timer('b', '2026-11-03T00:00:00.000Z'), timer('a', '2026-11-02T00:00:00.000Z')] }),
    );
    expect((await store.dueTimers('2026-12-01T00:00:00.000Z', 1)).map(({ id }) => id)).toEqual(['a']);
  });
};
