import { beforeEach, expect, it } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import { aCase, aChange } from './a-change.ts';
import type { Held } from './store-contract.ts';

/** How cases are found, and how many there are. */
export const caseContract = (held: Held): void => {
  const ids = async (filter: Parameters<Store['findCases']>[0]) =>
    (await held.fixture.store.findCases(filter)).map((found) => found.id);

  beforeEach(async () => {
    const put = (over: Partial<ReturnType<typeof aCase>>) => ({ next: aCase(over), expected: 0 });
    const a = put({ id: 'a', unit: 'u-1', openedAt: '2026-04-01T00:00:00.000Z' });
    const b = put({ id: 'b', unit: 'u-2', openedAt: '2026-05-01T00:00:00.000Z', open: false });
    const c = put({ id: 'c', unit: 'u-2', kind: 'incident', involved: [{ person: 'S009', as: 'reader' }] });
    await held.fixture.store.commit(aChange({ cases: [c, a, b] }));
  });

  it('requests opened before a moment that still wait for a decision are counted', async () => {
    const { store } = held.fixture;
    const count = () => store.undecidedSince('2026-05-02T00:00:00.000Z');
    expect(await count()).toBe(1);
    const approved = aCase({
      id: 'a',
      unit: 'u-1',
      openedAt: '2026-04-01T00:00:00.000Z',
      status: 'approved',
      version: 2,
    });
    await store.commit(aChange({ cases: [{ next: approved, expected: 1 }] }));
    expect(await count()).toBe(0);
  });

  it('cases are found by kind, unit, day, openness and whom they concern', async () => {
    expect(await ids({})).toEqual(['a', 'b', 'c']);
    expect(await ids({ kind: 'takeout', open: true })).toEqual(['a']);
    expect(await ids({ units: ['u-2', 'u-3'] })).toEqual(['b', 'c']);
    expect(await ids({ units: [] })).toEqual([]);
    expect(await ids({ openedFrom: '2026-05-01T00:00:00.000Z' })).toEqual(['b', 'c']);
    expect(await ids({ openedUntil: '2026-05-01T00:00:00.000Z' })).toEqual(['a']);
    expect(await ids({ involving: 'S009' })).toEqual(['c']);
  });

  it('the newest of a kind in some units come first, and no more than asked for', async () => {
    const { store } = held.fixture;
    const newest = async (units: readonly string[], limit: number, openedFrom = '2026-01-01T00:00:00.000Z') =>
      (await store.newestCases({ kind: 'takeout', units, openedFrom, limit })).map((found) => found.id);
    const more = ['d', 'e'].map((id) => ({
      next: aCase({ id, unit: 'u-1', openedAt: '2026-06-01T00:00:00.000Z' }),
      expected: 0,
    }));
    await store.commit(aChange({ cases: more }));
    expect(await newest(['u-1', 'u-2'], 3)).toEqual(['e', 'd', 'b']);
    expect(await newest(['u-1', 'u-2'], 9)).toEqual(['e', 'd', 'b', 'a']);
    expect(await newest(['u-2', 'u-9'], 9)).toEqual(['b']);
    expect(await newest(['u-1'], 9, '2026-04-02T00:00:00.000Z')).toEqual(['e', 'd']);
    expect(await newest([], 9)).toEqual([]);
  });

  it('a long list is read page by page', async () => {
    expect(await ids({ limit: 2 })).toEqual(['a', 'b']);
    expect(await ids({ limit: 2, after: 'b' })).toEqual(['c']);
  });

  it('a case handed to somebody else waits for them alone', async () => {
    const next = aCase({ id: 'a', version: 2, open: false, involved: [{ person: 'S003', as: 'approver' }] });
    await held.fixture.store.commit(aChange({ cases: [{ next, expected: 1 }] }));
    expect(await ids({ involving: 'S003' })).toEqual(['a']);
    expect(await ids({ involving: 'S002' })).toEqual(['b']);
    expect(await ids({ open: true })).toEqual(['c']);
  });

  it('what people typed comes back as they typed it', async () => {
    const state = { text: '𠮷田\u0000\u202eabc\n<!channel> =HYPERLINK("x") 🏳️‍🌈', list: [1, null, true, { a: [] }] };
    await held.fixture.store.commit(aChange({ cases: [{ next: aCase({ id: 'd', state }), expected: 0 }] }));
    expect((await held.fixture.store.loadCase('d'))?.state).toEqual(state);
  });

  it('a case nobody has opened is not there', async () => {
    expect(await held.fixture.store.loadCase('zzz')).toBeUndefined();
  });
};
