import { afterEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/core/ask.ts';
import { couldNotSave } from '../../../src/core/sentences.ts';
import { intentsOf } from '../../support/adapter-bench.ts';
import { startFakeSlack } from '../../support/fake-slack/index.ts';
import { eventually } from '../../support/fake-slack/people.ts';
import { type Desk, openDesk, people } from './bench.ts';

describe('Socket Mode', () => {
  let desk: Desk | undefined;
  afterEach(() => desk?.close());

  it('promise 1: acknowledges an envelope only after the commit', async () => {
    let commit = (_: Reply): void => {};
    const committed = new Promise<Reply>((resolve) => {
      commit = resolve;
    });
    desk = await openDesk(async ({ ask }) => (ask.type === 'profiles' ? { kind: 'done' } : committed), {
      socket: true,
    });
    let acknowledged = false;
    const sent = desk.slack.say('U-tanaka', '質問').then((answer) => {
      acknowledged = true;
      return answer;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(acknowledged).toBe(false);
    commit({ kind: 'done' });
    expect((await sent).status).toBe(200);
  });

  it('leaves an event unacknowledged that could not be saved: Slack sends it again', async () => {
    const received = intentsOf();
    desk = await openDesk(received.receive, { socket: true });
    received.next(new Error('the store is down'));
    expect((await desk.slack.say('U-tanaka', '質問')).status).toBe(503);
    expect((await desk.slack.say('U-tanaka', '質問')).status).toBe(200);
  });

  it('tells a person in words that nothing was saved', async () => {
    const received = intentsOf();
    desk = await openDesk(received.receive, { socket: true });
    received.next(new Error('the store is down'));
    await desk.slack.command('U-tanaka', '持ち出し');
    expect(desk.slack.privately('U-tanaka')[0]).toContain(couldNotSave);
  });

  it('takes odd envelopes without falling over', async () => {
    const received = intentsOf();
    desk = await openDesk(received.receive, { socket: true });
    for (const payload of [null, [], 'x', { type: 'block_actions' }, { event: null }])
      expect(await desk.slack.socket.send({ type: 'interactive', payload })).toBeDefined();
    expect(received.all()).toEqual([]);
  });

  it('comes back by itself when Slack moves or loses the connection', async () => {
    const received = intentsOf();
    desk = await openDesk(received.receive, { socket: true });
    const { slack, adapter } = desk;
    for (const lose of [slack.socket.refresh, slack.socket.drop]) {
      lose();
      await eventually(() => adapter.unready(), 'a reason');
      await eventually(() => (adapter.unready() === undefined ? true : undefined), 'a connection', 5_000);
      expect((await slack.say('U-tanaka', '質問')).status).toBe(200);
    }
    expect(received.all()).toHaveLength(2);
  });

  it('says why it is not connected, and connects once it can', async () => {
    const slack = await startFakeSlack(people);
    slack.fail({ method: 'apps.connections.open', as: { kind: 'error', error: 'invalid_auth' } });
    const received = intentsOf();
    const opening = openDesk(received.receive, { socket: true, slack });
    desk = await opening;
    expect(desk.adapter.unready()).toBeUndefined();
    expect(slack.calls('apps.connections.open').length).toBe(2);
  });

  it('serves no HTTP address', async () => {
    desk = await openDesk(intentsOf().receive, { socket: true });
    expect((await desk.slack.wire.post('payload=null')).status).toBe(404);
  });
});
