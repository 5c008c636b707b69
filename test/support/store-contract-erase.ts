import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { makeSeal } from '../../src/app/seals.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import type { Card } from '../../src/core/card.ts';
import { aChange } from './a-change.ts';
import type { Held } from './store-contract.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const card = (title: string): Card => ({ title, tone: 'plain', notice: title, blocks: [] });
const account = { platform: 'slack' as const, space: 'T1', user: 'U1' };

export const eraseContract = (held: Held): void => {
  const aCase = (id: string, version = 1) => ({
    next: {
      ...{ id, kind: 'takeout', status: 'completed', version, open: false, unit: 'U1', owner: 'S001' },
      ...{ openedAt: '2020-06-01T00:00:00.000Z', updatedAt: '2020-06-02T00:00:00.000Z', state: { 目的: '出張' } },
      involved: [{ person: 'S001', as: 'owner' as const }],
    },
    expected: version - 1,
  });
  const facts = (chain: string) => [
    { chain, type: 'request.submitted', actor: 'S001', subject: chain, data: { n: 1 }, details: { 目的: '出張' } },
  ];
  const slot = (name: string, person: string) => ({
    ...{ slot: `case/${name}`, to: { person }, lane: 'card' as const, card: card('内容のあるカード') },
  });
  const erase = (id: string, version = 1) =>
    held.fixture.store.erase({ id, version, card: card('消しました'), reachable: ['S001'] });
  const given = async (): Promise<void> => {
    const ids = ['takeout-2020-1', 'takeout-2020-10'];
    await held.fixture.store.commit(
      aChange({
        cases: ids.map((id) => aCase(id)),
        facts: ids.flatMap(facts),
        slots: [
          slot('takeout-2020-1/S001', 'S001'),
          slot('takeout-2020-1/S002', 'S002'),
          slot('takeout-2020-10/S001', 'S001'),
          { ...slot('', 'S002'), slot: 'say/k1' },
        ],
      }),
    );
    const { outbox } = held.fixture.store;
    // At most one for each person at a time.
    for (let turn = 0; turn < 2; turn++)
      for (const row of await outbox.claim({ worker: 'w', now: Date.now(), leaseMs: 60_000, limit: 10 }))
        await outbox.done(row, 'w', { account, ref: row.slot });
  };

  it('what is erased is gone with its salt, the chain and its seals still verify, and the neighbour stays', async () => {
    await given();
    const { store } = held.fixture;
    const { ledger } = store;
    await ledger.seal(makeSeal(privateKey, undefined, await ledger.unsealed(), '2026-11-02T00:00:00.000Z'));
    expect(await erase('takeout-2020-1')).toBe(true);
    expect(await store.loadCase('takeout-2020-1')).toBeUndefined();
    expect((await store.findCases({ involving: 'S001' })).map(({ id }) => id)).toEqual(['takeout-2020-10']);
    expect(await ledger.detailsOf('takeout-2020-1')).toMatchObject([{ salt: '', text: null }]);
    expect(await ledger.detailsOf('takeout-2020-10')).toMatchObject([{ text: '{"目的":"出張"}' }]);
    expect(await ledger.recordsOf('takeout-2020-1')).toHaveLength(1);
    expect((await verifyLedger(ledger, publicKey)).firstBreak).toBeUndefined();
  });

  it('a card that stands before somebody becomes one that says nothing; what nobody can be shown any more goes', async () => {
    await given();
    const { store } = held.fixture;
    await erase('takeout-2020-1');
    const due = await store.outbox.claim({ worker: 'w', now: Date.now(), leaseMs: 60_000, limit: 10 });
    expect(due.map(({ slot: name, card: shown, lane }) => [name, shown?.title, lane])).toEqual([
      ['case/takeout-2020-1/S001', '消しました', 'wave'],
    ]);
    for (const gone of ['case/takeout-2020-1/S002', 'say/k1']) expect(await store.outbox.find(gone)).toBeUndefined();
    expect((await store.outbox.find('case/takeout-2020-10/S001'))?.state).toBe('delivered');
  });

  it('a case that has moved on stays whole, and erasing twice does no harm', async () => {
    await given();
    const { store } = held.fixture;
    await store.commit(aChange({ key: 'again', cases: [aCase('takeout-2020-1', 2)] }));
    expect(await erase('takeout-2020-1')).toBe(false);
    expect(await store.ledger.detailsOf('takeout-2020-1')).toMatchObject([{ text: '{"目的":"出張"}' }]);
    expect(await erase('takeout-2020-1', 2)).toBe(true);
    expect(await erase('takeout-2020-1', 2)).toBe(true);
    expect(await store.loadCase('takeout-2020-1')).toBeUndefined();
  });
};
