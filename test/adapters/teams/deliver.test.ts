import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivered, Delivery } from '../../../src/app/ports.ts';
import { text } from '../../../src/core/card.ts';
import { intentsOf, type Received } from '../../support/adapter-bench.ts';
import { aCard } from '../../support/adapter-samples.ts';
import { buttonsOf, wordsOf } from '../../support/fake-teams/look.ts';
import { conversationOf } from '../../support/fake-teams/world.ts';
import { type Desk, openDesk, suzuki, tanaka } from './bench.ts';

describe('bringing cards to Teams (promise 5)', () => {
  let desk: Desk;
  let received: Received;
  beforeEach(async () => {
    received = intentsOf();
    desk = await openDesk(received.receive, { timeoutMs: 300 });
    await desk.teams.install(tanaka);
  });
  afterEach(() => desk.close());

  const deliver = (over: Partial<Delivery> = {}): Promise<Delivered> =>
    desk.adapter.deliver({
      to: { platform: 'teams', space: desk.teams.tenant, user: tanaka },
      surface: 'message',
      card: aCard(),
      key: 'case/takeout-2026-12/S012#1',
      uncertain: false,
      ...over,
    });
  const cards = () => desk.teams.messages(tanaka).filter(({ card }) => wordsOf(card).includes('第12号'));

  it('rings for a new card and stays silent when it changes', async () => {
    const first = await deliver();
    if (first.outcome !== 'delivered') throw new Error(first.why);
    await deliver({ posted: first.posted, card: aCard({ notice: '第12号 変更' }) });
    expect(cards()).toMatchObject([{ alert: true, edits: 1, summary: '第12号 変更' }]);
  });

  it('begins the conversation where none is known and the app is installed', async () => {
    desk.teams.world.chats.set(suzuki, conversationOf(suzuki));
    const to = { platform: 'teams', space: desk.teams.tenant, user: suzuki } as const;
    expect(await deliver({ to })).toMatchObject({ outcome: 'delivered' });
    expect(desk.teams.messages(suzuki)).toHaveLength(1);
  });

  it('gives up on somebody who never opened the app, with one request', async () => {
    const to = { platform: 'teams', space: desk.teams.tenant, user: suzuki } as const;
    expect(await deliver({ to })).toMatchObject({ outcome: 'gone', why: 'ForbiddenOperationException' });
    expect(await deliver({ to })).toMatchObject({ outcome: 'gone' });
    expect(desk.teams.world.calls.filter(({ user }) => user === suzuki)).toHaveLength(1);
  });

  it.each([
    [
      { kind: 'status', status: 429, retryAfter: 7, code: 'Throttled' } as const,
      { outcome: 'again', uncertain: false },
    ],
    [{ kind: 'status', status: 429 } as const, { outcome: 'again', uncertain: false }],
    [{ kind: 'status', status: 412 } as const, { outcome: 'again', uncertain: false }],
    [{ kind: 'status', status: 502, after: true } as const, { outcome: 'again', uncertain: true, waitMs: 15_000 }],
    [{ kind: 'status', status: 504 } as const, { outcome: 'again', uncertain: true, waitMs: 15_000 }],
    [{ kind: 'status', status: 500, after: true } as const, { outcome: 'again', uncertain: true }],
    [{ kind: 'reset', after: true } as const, { outcome: 'again', uncertain: true, waitMs: 15_000 }],
    [{ kind: 'hang' } as const, { outcome: 'again', uncertain: true }],
  ])('sends once and leaves the rest to the outbox after %o', async (as, outcome) => {
    const before = desk.teams.world.calls.length;
    desk.teams.fail({ on: 'send', as });
    expect(await deliver()).toMatchObject(outcome);
    expect(desk.teams.world.calls.length - before).toBe(1);
  });

  it('waits as long as Teams says, and a little apart from the others', async () => {
    desk.teams.fail({ on: 'send', as: { kind: 'status', status: 429, retryAfter: 7 } });
    const again = await deliver();
    if (again.outcome !== 'again') throw new Error(again.outcome);
    expect(again.afterMs).toBeGreaterThanOrEqual(7_000);
    expect(again.afterMs).toBeLessThan(9_000);
    expect(again.pause).toBeUndefined();
  });

  it('does not doubt a change: changing twice does no harm', async () => {
    const first = await deliver();
    if (first.outcome !== 'delivered') throw new Error(first.why);
    desk.teams.fail({ on: 'update', as: { kind: 'reset', after: true } });
    expect(await deliver({ posted: first.posted })).toMatchObject({ outcome: 'again', uncertain: false });
    expect(await deliver({ posted: first.posted })).toMatchObject({ outcome: 'delivered' });
    expect(cards()).toHaveLength(1);
  });

  it('posts a card anew when its message is gone', async () => {
    const first = await deliver();
    if (first.outcome !== 'delivered') throw new Error(first.why);
    desk.teams.world.messages.set(tanaka, []);
    expect(await deliver({ posted: first.posted })).toMatchObject({ outcome: 'delivered' });
    expect(cards()).toHaveLength(1);
  });

  it.each(['blocked', 'uninstalled', 'disabled', 'moved'])(
    'stops at once when it is %s, and begins again when the person is back (promise 16)',
    async (how) => {
      const { world } = desk.teams;
      if (how === 'blocked') world.blocked.add(tanaka);
      if (how === 'uninstalled') await desk.teams.uninstall(tanaka);
      if (how === 'disabled') world.disabled = true;
      if (how === 'moved')
        desk.teams.fail({ on: 'send', as: { kind: 'status', status: 404, code: 'ConversationNotFound' } });
      expect(await deliver()).toMatchObject({ outcome: 'gone' });
      const before = world.calls.length;
      expect(await deliver()).toMatchObject({ outcome: 'gone' });
      expect(world.calls.length).toBe(before);
      world.disabled = false;
      await desk.teams.install(tanaka);
      expect(await deliver()).toMatchObject({ outcome: 'delivered' });
    },
  );

  it('asks for a new token when the old one is refused, and holds everything back meanwhile', async () => {
    desk.teams.world.tokens.clear();
    expect(await deliver()).toMatchObject({ outcome: 'again', pause: 'platform', uncertain: false });
    expect(desk.adapter.unready()).toBe('Unauthorized');
    expect(await deliver()).toMatchObject({ outcome: 'delivered' });
  });

  it('cuts a card that is too long, says so, and keeps its buttons', async () => {
    const items = Array.from({ length: 400 }, (_, at) => `${at} ${'長い説明'.repeat(60)}`);
    const long = aCard({ blocks: [text('前置き'), { kind: 'list', items }, ...aCard().blocks] });
    expect(await deliver({ card: long })).toMatchObject({ outcome: 'delivered' });
    const [card] = cards();
    expect(JSON.stringify(card?.card).length * 2).toBeLessThan(80_000);
    expect(wordsOf(card?.card)).toContain('長いため、ここまでを表示しています。');
    expect(buttonsOf(card?.card)).toEqual(['承認', '却下']);
  });

  it('vouches for people by the tenant’s own record', async () => {
    const of = (user: string) => desk.adapter.profile({ platform: 'teams', space: desk.teams.tenant, user });
    expect(await of(tanaka)).toMatchObject({ email: 'tanaka@example.or.jp', kind: 'member', active: true });
    const { guest, stranger } = await import('./bench.ts');
    await desk.teams.install(guest);
    await desk.teams.install(stranger);
    expect(await of(guest)).toMatchObject({ kind: 'guest' });
    expect(await of(stranger)).toMatchObject({ kind: 'external' });
  });
});
