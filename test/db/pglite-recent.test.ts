import { expect, it } from 'vitest';
import { checkRecord } from '../../src/app/ledger.ts';
import type { Change } from '../../src/app/ports.ts';
import { aCase, aChange } from '../support/a-change.ts';
import { pgliteFixture } from '../support/pglite-fixture.ts';

const id = 'takeout-2026-1';
const step = (version: number, more: Partial<Change> = {}): Change =>
  aChange({
    key: `step/${version}`,
    cases: [{ next: aCase({ id, version }), expected: version - 1 }],
    facts: [{ chain: id, type: 'request.step', actor: 'S001', subject: id, data: { version } }],
    ...more,
  });

it('what a process remembers of its last writing decides nothing once another has written', async () => {
  const { store, another } = await pgliteFixture();
  const other = await another();
  expect(await store.commit(step(1))).toBe('committed');
  expect(await other.commit(step(1, { key: 'again' }))).toBe('stale');
  expect(await store.commit(step(2))).toBe('committed');
  expect(await other.commit(step(3))).toBe('committed');
  // It still remembers the second step.
  expect(await store.commit(step(3, { key: 'late' }))).toBe('stale');
  expect(await store.commit(step(3))).toBe('duplicate');
  expect(await store.commit(step(4, { key: 'instead', unless: 'step/3' }))).toBe('duplicate');
  expect(await store.commit(step(4))).toBe('committed');
  const told = { chain: id, type: 'request.seen', actor: 'S001', subject: id, data: {} };
  expect(await other.commit(aChange({ key: 'told', facts: [told] }))).toBe('committed');
  const both = [step(5), step(5, { key: 'twin' })].map(store.commit);
  expect((await Promise.all(both)).toSorted()).toEqual(['committed', 'stale']);
  const records = await store.ledger.recordsOf(id);
  expect(records.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  for (const [at, record] of records.entries()) expect(checkRecord(records[at - 1], record)).toBeUndefined();
  expect((await other.loadCase(id))?.version).toBe(5);
});
