import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivered, Delivery } from '../../../src/app/ports.ts';
import { aCard } from '../../support/adapter-samples.ts';
import { startFakeSlack } from '../../support/fake-slack/index.ts';
import type { Fault } from '../../support/fake-slack/world.ts';
import { type Desk, openDesk } from './bench.ts';

describe('delivery to Slack', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk(async () => ({ kind: 'done' }));
  });
  afterEach(() => desk.close());

  const deliver = (over: Partial<Delivery> & { user?: string } = {}): Promise<Delivered> => {
    const { user = 'U-tanaka', ...rest } = over;
    return desk.adapter.deliver({
      to: { platform: 'slack', space: desk.slack.team, user },
      surface: 'message',
      card: aCard(),
      key: 'case/takeout-2026-12/S012#1',
      uncertain: false,
      ...rest,
    });
  };
  const posted = async (): Promise<string> => {
    const sent = await deliver();
    if (sent.outcome !== 'delivered') throw new Error(sent.why);
    return sent.posted;
  };
  const messages = (user = 'U-tanaka') => desk.slack.world.dms.get(user) ?? [];

  it('shows the notice alone on a lock screen, and calls nobody', async () => {
    await posted();
    const [call] = desk.slack.calls('chat.postMessage');
    expect(call).toMatchObject({
      text: aCard().notice,
      link_names: 'false',
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
    expect(String(call?.text)).not.toContain('出張');
  });

  it('posts to the person, and opens no conversation first', async () => {
    await posted();
    expect(desk.slack.calls('conversations.open')).toEqual([]);
    expect(messages()[0]?.metadata).toEqual({
      event_type: 'mamori_card',
      event_payload: { key: 'case/takeout-2026-12/S012#1' },
    });
  });

  const faults: readonly [string, Fault['as'], object][] = [
    ['429 with Retry-After', { kind: 'status', status: 429, retryAfter: 7 }, { afterMs: 7_000, uncertain: false }],
    ['429 without Retry-After', { kind: 'status', status: 429 }, { afterMs: 30_000, uncertain: false }],
    ['503', { kind: 'status', status: 503 }, { why: 'http_503', uncertain: true }],
    ['500 after it was posted', { kind: 'status', status: 500, after: true }, { uncertain: true }],
    ['a reset before it was posted', { kind: 'reset', after: false }, { uncertain: true }],
    ['a reset after it was posted', { kind: 'reset', after: true }, { uncertain: true }],
    ['broken JSON after it was posted', { kind: 'broken-json', after: true }, { uncertain: true }],
    ['internal_error', { kind: 'error', error: 'internal_error' }, { why: 'internal_error', uncertain: true }],
    ['ratelimited in words', { kind: 'error', error: 'ratelimited' }, { why: 'ratelimited', uncertain: false }],
  ];
  it.each(faults)('that meets %s is to be tried again', async (_, as, outcome) => {
    desk.slack.fail({ method: 'chat.postMessage', as });
    expect(await deliver()).toMatchObject({ outcome: 'again', ...outcome });
    expect(desk.slack.calls('chat.postMessage')).toHaveLength(1);
  });

  it.each([
    'channel_not_found',
    'user_not_found',
    'is_archived',
    'not_in_channel',
    'cannot_dm_bot',
    'user_disabled',
    'invalid_blocks',
  ])('that is refused with %s has come to its end', async (error) => {
    desk.slack.fail({ method: 'chat.postMessage', as: { kind: 'error', error } });
    expect(await deliver()).toEqual({ outcome: 'gone', why: error });
  });

  it('ends for somebody who left, for a bot and for nobody', async () => {
    expect(await deliver({ user: 'U-left' })).toMatchObject({ outcome: 'gone' });
    expect(await deliver({ user: 'U-robot' })).toEqual({ outcome: 'gone', why: 'cannot_dm_bot' });
    expect(await deliver({ user: 'U-nobody' })).toEqual({ outcome: 'gone', why: 'channel_not_found' });
  });

  it.each(['token_revoked', 'account_inactive', 'invalid_auth', 'missing_scope'])(
    'stops for everybody with %s until somebody has put it right',
    async (error) => {
      desk.slack.fail({ method: 'chat.postMessage', as: { kind: 'error', error } });
      expect(await deliver()).toMatchObject({ outcome: 'again', why: error, pause: 'platform', uncertain: false });
      expect(desk.adapter.unready()).toBe(error);
    },
  );

  it('finds a card whose sending was in doubt instead of posting it twice', async () => {
    desk.slack.fail({ method: 'chat.postMessage', as: { kind: 'reset', after: true } });
    const first = await deliver();
    expect(first).toMatchObject({ outcome: 'again', uncertain: true });
    const again = await deliver({
      uncertain: true,
      key: 'case/takeout-2026-12/S012#2',
      card: aCard({ title: '承認済み' }),
    });
    expect(again).toMatchObject({ outcome: 'delivered' });
    expect(messages()).toHaveLength(1);
    expect(desk.slack.dm('U-tanaka').last().text).toContain('承認済み');
  });

  it('posts a card whose sending was in doubt when it is not there', async () => {
    await deliver({ key: 'case/takeout-2026-11/S012#1' });
    expect(await deliver({ uncertain: true })).toMatchObject({ outcome: 'delivered' });
    expect(messages()).toHaveLength(2);
  });

  it('stays in doubt when looking for it is not possible either', async () => {
    desk.slack.fail({ method: 'conversations.history', as: { kind: 'status', status: 429, retryAfter: 1 } });
    expect(await deliver({ uncertain: true })).toMatchObject({ outcome: 'again', uncertain: true });
    desk.slack.fail({ method: 'conversations.open', as: { kind: 'error', error: 'internal_error' } });
    expect(await deliver({ uncertain: true })).toMatchObject({ outcome: 'again', uncertain: true });
    expect(messages()).toEqual([]);
  });

  it.each(['message_not_found', 'cant_update_message', 'edit_window_closed'])(
    'posts anew where a card can no longer be changed (%s)',
    async (error) => {
      const reference = await posted();
      desk.slack.fail({ method: 'chat.update', as: { kind: 'error', error } });
      expect(await deliver({ posted: reference })).toMatchObject({ outcome: 'delivered' });
      expect(messages()).toHaveLength(2);
    },
  );

  it('posts anew when its own reference cannot be read', async () => {
    expect(await deliver({ posted: '{"ts":' })).toMatchObject({ outcome: 'delivered' });
    expect(await deliver({ posted: 'null' })).toMatchObject({ outcome: 'delivered' });
  });

  it("one person's 429 delays nobody else", async () => {
    desk.slack.fail({
      method: 'chat.postMessage',
      user: 'U-tanaka',
      as: { kind: 'status', status: 429, retryAfter: 60 },
    });
    const began = Date.now();
    const [first, second] = await Promise.all([deliver(), deliver({ user: 'U-suzuki' })]);
    expect(first).toMatchObject({ outcome: 'again', afterMs: 60_000 });
    expect(second).toMatchObject({ outcome: 'delivered' });
    expect(Date.now() - began).toBeLessThan(30_000);
  });

  it('gives up on a connection that hangs, in doubt', async () => {
    await desk.close();
    desk = await openDesk(async () => ({ kind: 'done' }), { timeoutMs: 200 });
    desk.slack.fail({ method: 'chat.postMessage', as: { kind: 'hang' } });
    expect(await deliver()).toMatchObject({ outcome: 'again', uncertain: true });
  });

  it('was never sent when nobody listens', async () => {
    const gone = await startFakeSlack([]);
    await gone.close();
    const lost = await openDesk(async () => ({ kind: 'done' }), { apiUrl: gone.apiUrl });
    expect(lost.adapter.unready()).toBe('ECONNREFUSED');
    const to = { platform: 'slack', space: lost.slack.team, user: 'U-tanaka' } as const;
    const sent = await lost.adapter.deliver({ to, surface: 'message', card: aCard(), key: 'a#1', uncertain: false });
    expect(sent).toMatchObject({ outcome: 'again', why: 'ECONNREFUSED', uncertain: false });
    await lost.close();
  });

  it('draws the home view, and again when it was in doubt', async () => {
    const home = { surface: 'home', card: aCard({ title: '私の番' }) } as const;
    expect(await deliver(home)).toMatchObject({ outcome: 'delivered' });
    desk.slack.fail({ method: 'views.publish', as: { kind: 'reset', after: true } });
    expect(await deliver(home)).toMatchObject({ outcome: 'again', uncertain: true });
    expect(await deliver({ ...home, uncertain: true })).toMatchObject({ outcome: 'delivered' });
    expect(await deliver({ ...home, user: 'U-nobody' })).toEqual({ outcome: 'gone', why: 'user_not_found' });
  });
});
