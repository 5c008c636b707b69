import { afterEach, describe, expect, it } from 'vitest';
import { pause } from '../../src/app/wait.ts';
import type { AccountRef } from '../../src/core/outbound.ts';
import { account, card, deliveryBench, fakePlatform, startAll, stopAll, until } from '../support/delivery-bench.ts';

afterEach(stopAll);

describe('delivery', () => {
  it('posts a card once and changes it in place when it should look different', async () => {
    const slack = fakePlatform('slack', () => undefined);
    const { want, slot, deliverer } = deliveryBench([slack]);
    want('s1', { person: 'a' });
    startAll(deliverer);
    await until(() => slot('s1')?.posted !== undefined);
    want('s1', { person: 'a' }, { card: card('approved') });
    deliverer.nudge();
    await until(() => slack.sent.length === 2);
    expect([...slack.shown.values()]).toEqual(['approved']);
    expect(slack.sent.map(({ key }) => key)).toEqual(['s1#1', 's1#2']);
  });

  it('begins at once when something was committed', async () => {
    const slack = fakePlatform('slack', () => undefined);
    const { want, deliverer } = deliveryBench([slack]);
    startAll(deliverer);
    await pause(30);
    const began = Date.now();
    want('s1', { person: 'a' });
    deliverer.nudge();
    await until(() => slack.sent.length === 1);
    expect(Date.now() - began).toBeLessThan(900);
  });

  it('reaches a person where they were last active, and keeps a card where it stands', async () => {
    const slack = fakePlatform('slack', () => undefined);
    const teams = fakePlatform('teams', () => undefined);
    const onSlack = account('a', { seenAt: '2026-05-01T00:00:00Z' });
    const onTeams = account('a', { platform: 'teams', space: 'X', user: 'T-a', seenAt: '2026-05-02T00:00:00Z' });
    const { want, slot, deliverer, setAccounts } = deliveryBench([slack, teams], { accounts: [onSlack, onTeams] });
    want('s1', { person: 'a' });
    startAll(deliverer);
    await until(() => slot('s1')?.posted !== undefined);
    expect(slot('s1')?.posted?.account.platform).toBe('teams');

    setAccounts([{ ...onSlack, seenAt: '2026-05-03T00:00:00Z' }, onTeams]);
    want('s1', { person: 'a' });
    want('s2', { person: 'a' });
    deliverer.nudge();
    await until(() => slack.sent.length === 1 && teams.sent.length === 2);
    expect(slack.sent[0]?.key).toBe('s2#1');

    setAccounts([onSlack, { ...onTeams, active: false }]);
    want('s1', { person: 'a' });
    deliverer.nudge();
    await until(() => slack.sent.length === 2);
    expect(slack.sent[1]).toMatchObject({ key: 's1#3', to: { user: 'U-a' } });
    expect(slack.sent[1]?.posted).toBeUndefined();
  });

  it('never sends to a guest, an external or a deactivated account of a person', async () => {
    const slack = fakePlatform('slack', () => undefined);
    const accounts = [
      account('a', { kind: 'guest' }),
      account('b', { kind: 'external' }),
      account('c', { active: false }),
    ];
    const { want, slot, deliverer } = deliveryBench([slack], { accounts });
    for (const person of ['a', 'b', 'c']) want(person, { person });
    startAll(deliverer);
    await until(() => ['a', 'b', 'c'].every((name) => slot(name)?.why === 'no-account'));
    expect(slack.sent).toEqual([]);
  });

  it('writes to an unmatched account directly', async () => {
    const slack = fakePlatform('slack', () => undefined);
    const stranger: AccountRef = { platform: 'slack', space: 'T1', user: 'U-unknown' };
    const { want, deliverer } = deliveryBench([slack]);
    want('s1', { account: stranger });
    startAll(deliverer);
    await until(() => slack.sent.length === 1);
    expect(slack.sent[0]?.to).toEqual(stranger);
  });

  it('says that an attempt without an answer may have got through', async () => {
    let failed = 0;
    const slack = fakePlatform('slack', () => {
      if (failed++ === 0) throw new Error('connection reset');
      return undefined;
    });
    const { want, slot, deliverer } = deliveryBench([slack]);
    want('s1', { person: 'a' });
    startAll(deliverer);
    await until(() => slot('s1')?.posted !== undefined);
    expect(slack.sent.map(({ uncertain }) => uncertain)).toEqual([false, true]);
  });

  it('parks what cannot be delivered, and goes on with the rest', async () => {
    const slack = fakePlatform('slack', ({ to }) =>
      to.user === 'U-a' ? { outcome: 'gone', why: 'channel_not_found' } : undefined,
    );
    const { want, slot, deliverer, givenUp } = deliveryBench([slack]);
    want('s1', { person: 'a' });
    want('s2', { person: 'b' });
    startAll(deliverer);
    await until(() => slot('s1')?.parked !== undefined && slot('s2')?.posted !== undefined);
    expect(givenUp).toEqual(['s1 U-a channel_not_found']);
    await pause(50);
    expect(slack.sent).toHaveLength(2);
  });

  it('draws a home view when it is delivered', async () => {
    const slack = fakePlatform('slack', () => undefined);
    const { put, deliverer } = deliveryBench([slack]);
    put({ slot: 'home/a', to: { person: 'a' }, lane: 'note', card: undefined as never, surface: 'home' });
    startAll(deliverer);
    await until(() => slack.sent.length === 1);
    expect(slack.sent[0]).toMatchObject({ surface: 'home', card: { title: 'home of a' } });
  });
});
