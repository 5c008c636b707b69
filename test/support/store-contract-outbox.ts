import { expect, it } from 'vitest';
import type { OutboxRow, Store } from '../../src/app/ports.ts';
import type { Lane } from '../../src/core/outbound.ts';
import { aCard, aChange, aSlot } from './a-change.ts';
import type { Held } from './store-contract.ts';

const account = { platform: 'slack', space: 'T1', user: 'U1' } as const;
const posted = { account, ref: 'D1/17.1' };
const leaseMs = 1_000;

export const outboxContract = (held: Held): void => {
  const soon = () => Date.now() + 10;
  const show = (...slots: Partial<Parameters<typeof aSlot>[0] & object>[]) =>
    held.fixture.store.commit(aChange({ slots: slots.map(aSlot) }));
  const claim = (over: Partial<Parameters<Store['outbox']['claim']>[0]> = {}) =>
    held.fixture.store.outbox.claim({ worker: 'w1', now: soon(), leaseMs, limit: 10, ...over });
  const claimOne = async (over: Parameters<typeof claim>[0] = {}): Promise<OutboxRow> => {
    const [row] = await claim(over);
    if (!row) throw new Error('nothing is due');
    return row;
  };
  const mailTo = (person: string, lane: Lane) => ({ slot: `x/${person}/${lane}`, to: { person }, lane });

  it('accidents overtake decisions, and decisions overtake reminders', async () => {
    await show(mailTo('S1', 'wave'), mailTo('S2', 'note'), mailTo('S3', 'card'), mailTo('S4', 'urgent'));
    expect((await claim()).map(({ lane }) => lane)).toEqual(['urgent', 'card', 'note', 'wave']);
  });

  it('a worker may ask for one lane only, and for no more than it can carry', async () => {
    await show(mailTo('S1', 'wave'), mailTo('S2', 'wave'), mailTo('S3', 'card'));
    expect(await claim({ lane: 'wave', limit: 1 })).toHaveLength(1);
    expect(await claim({ limit: 0 })).toEqual([]);
  });

  it('nobody gets two cards at the same time', async () => {
    await show(mailTo('S1', 'card'), mailTo('S1', 'urgent'), mailTo('S2', 'card'));
    const first = await claim();
    expect(first.map(({ slot }) => slot)).toEqual(['x/S1/urgent', 'x/S2/card']);
    expect(await claim({ worker: 'w2' })).toEqual([]);
    await held.fixture.store.outbox.done(first[0]!, 'w1', posted);
    expect((await claim({ worker: 'w2' })).map(({ slot }) => slot)).toEqual(['x/S1/card']);
  });

  it('a delivered card is not due again, and not when it is drawn the same once more', async () => {
    await show({});
    await held.fixture.store.outbox.done(await claimOne(), 'w1', posted);
    await show({});
    expect(await claim()).toEqual([]);
  });

  it('a card that has changed is due again and knows where its message stands', async () => {
    await show({});
    await held.fixture.store.outbox.done(await claimOne(), 'w1', posted);
    await show({ card: aCard({ title: '承認されました' }) });
    expect(await claimOne()).toMatchObject({ revision: 2, posted, card: { title: '承認されました' } });
  });

  it('a card that changed while it was being sent stays due', async () => {
    await show({});
    const sent = await claimOne();
    await show({ card: aCard({ title: 'new' }) });
    await held.fixture.store.outbox.done(sent, 'w1', posted);
    expect(await claimOne()).toMatchObject({ revision: 2, posted, card: { title: 'new' } });
  });

  it('a card for somebody else is sent although it looks the same', async () => {
    await show({});
    await held.fixture.store.outbox.done(await claimOne(), 'w1', posted);
    await show({ to: { person: 'S003' } });
    expect(await claimOne()).toMatchObject({ to: { person: 'S003' }, posted });
  });

  it('only the worker that holds a card may say what became of it', async () => {
    await show({});
    const row = await claimOne();
    const { outbox } = held.fixture.store;
    await outbox.done(row, 'w2', posted);
    await outbox.park(row, 'w2', 'no');
    await outbox.again(row, 'w2', { at: 0, why: 'no', uncertain: true, attempts: 9 });
    expect(await claim()).toEqual([]);
    expect(await claimOne({ now: soon() + leaseMs })).toMatchObject({ attempts: 0, revision: 1 });
  });

  it('what a dead worker held is taken up by another, who looks whether it was sent', async () => {
    await show({});
    expect((await claimOne()).uncertain).toBe(false);
    const found = await claimOne({ worker: 'w2', now: soon() + leaseMs });
    expect(found.uncertain).toBe(true);
    await held.fixture.store.outbox.done(found, 'w2', posted);
    await held.fixture.store.outbox.done(found, 'w1', { account, ref: 'late' });
    await show({ card: aCard({ title: 'new' }) });
    expect(await claimOne()).toMatchObject({ posted, uncertain: false });
  });

  it('a failed card waits for its next time and remembers what happened', async () => {
    await show({});
    const at = soon() + 60_000;
    const row = await claimOne();
    await held.fixture.store.outbox.again(row, 'w1', { at, why: 'ratelimited', uncertain: true, attempts: 3 });
    expect(await claim()).toEqual([]);
    expect(await claimOne({ now: at })).toMatchObject({ attempts: 3, uncertain: true });
  });

  it('a parked card is counted and left alone until it changes', async () => {
    await show({});
    await held.fixture.store.outbox.park(await claimOne(), 'w1', 'channel_not_found');
    await show({});
    expect(await claim()).toEqual([]);
    expect((await held.fixture.store.outbox.state(soon())).find(({ lane }) => lane === 'card')).toMatchObject({
      due: 0,
      parked: 1,
    });
    await show({ card: aCard({ title: 'new' }) });
    expect(await claim()).toHaveLength(1);
  });

  it('parked cards are listed with their reason and tried again for the people asked about', async () => {
    const { outbox } = held.fixture.store;
    await show(mailTo('S1', 'card'), mailTo('S2', 'card'));
    for (const row of await claim()) await outbox.park(row, 'w1', 'account_inactive');
    expect((await outbox.parked(10)).map(({ to, why }) => [to, why])).toEqual([
      [{ person: 'S1' }, 'account_inactive'],
      [{ person: 'S2' }, 'account_inactive'],
    ]);
    expect(await outbox.parked(1)).toHaveLength(1);
    expect(await outbox.retry([{ person: 'S2' }], Date.now())).toBe(1);
    expect((await claim()).map(({ slot, attempts }) => [slot, attempts])).toEqual([['x/S2/card', 0]]);
    expect((await outbox.parked(10)).map(({ slot }) => slot)).toEqual(['x/S1/card']);
  });

  it('whoever runs the bot sees how much waits, and how long', async () => {
    await show(mailTo('S1', 'wave'), mailTo('S2', 'wave'));
    const state = await held.fixture.store.outbox.state(Date.now() + 5_000);
    expect(state.map(({ lane, due, parked }) => [lane, due, parked])).toEqual([
      ['urgent', 0, 0],
      ['card', 0, 0],
      ['note', 0, 0],
      ['wave', 2, 0],
    ]);
    expect(state[3]?.oldestMs).toBeGreaterThanOrEqual(5_000);
  });

  it('somebody’s home is drawn when they open it and when their work changes, not for those who have none', async () => {
    const { store } = held.fixture;
    await store.commit(aChange({ openHome: { person: 'S001', account }, homes: ['S002'] }));
    const row = await claimOne();
    expect(row).toMatchObject({ slot: 'home/S001', surface: 'home', to: { account }, card: undefined });
    await store.outbox.done(row, 'w1', { account, ref: 'home' });
    expect(await claim()).toEqual([]);
    await store.commit(aChange({ homes: ['S001'] }));
    expect(await claimOne()).toMatchObject({ slot: 'home/S001', revision: 2 });
  });

  it('a home that cannot be reached rests until its owner opens it again', async () => {
    const { store } = held.fixture;
    await store.commit(aChange({ openHome: { person: 'S001', account } }));
    await store.outbox.park(await claimOne(), 'w1', 'account_inactive');
    await store.commit(aChange({ homes: ['S001'] }));
    expect(await claim()).toEqual([]);
    await store.commit(aChange({ openHome: { person: 'S001', account } }));
    expect(await claim()).toHaveLength(1);
  });
};
