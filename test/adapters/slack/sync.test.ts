import { afterEach, describe, expect, it } from 'vitest';
import type { Intent } from '../../../src/app/intents.ts';
import type { Profile, Receive } from '../../../src/app/ports.ts';
import { startFakeSlack } from '../../support/fake-slack/index.ts';
import { eventually } from '../../support/fake-slack/people.ts';
import { type Desk, openDesk, people } from './bench.ts';

const collect = (): { receive: Receive; intents: Intent[]; profiles: () => readonly Omit<Profile, never>[] } => {
  const intents: Intent[] = [];
  return {
    intents,
    receive: async (intent) => {
      intents.push(intent);
      return { kind: 'done' };
    },
    profiles: () => intents.flatMap(({ ask }) => (ask.type === 'profiles' ? ask.profiles : [])),
  };
};

describe('what Slack says about its members', () => {
  let desk: Desk | undefined;
  afterEach(() => desk?.close());

  it('is read once at the start: members with an address, and those who are gone', async () => {
    const seen = collect();
    desk = await openDesk(seen.receive);
    await eventually(() => seen.profiles()[0], 'the members');
    expect(seen.intents[0]).toMatchObject({
      actor: 'clock',
      key: expect.stringMatching(/^slack\/T0MAMORI\/members\//),
    });
    const kinds = Object.fromEntries(seen.profiles().map(({ user, kind, active }) => [user, `${kind} ${active}`]));
    expect(kinds).toEqual({
      'U-tanaka': 'member true',
      'U-suzuki': 'member true',
      'U-guest': 'guest true',
      'U-left': 'member false',
      'U-other': 'external true',
    });
  });

  it('is read page by page in a large workspace, and waited for where Slack asks to wait', async () => {
    const many = Array.from({ length: 1_200 }, (_, at) => ({
      id: `U${at}`,
      name: `職員 ${at}`,
      email: `u${at}@example.or.jp`,
    }));
    const slack = await startFakeSlack(many);
    slack.fail({ method: 'users.list', times: 1, as: { kind: 'status', status: 429, retryAfter: 0 } });
    const seen = collect();
    desk = await openDesk(seen.receive, { slack });
    await eventually(() => (seen.profiles().length === 1_200 ? true : undefined), 'all members');
    expect(new Set(seen.intents.map(({ key }) => key)).size).toBe(3);
  });

  it('follows a change at once: a guest, somebody who left, somebody who came', async () => {
    const seen = collect();
    desk = await openDesk(seen.receive);
    await eventually(() => seen.profiles()[0], 'the members');
    seen.intents.length = 0;
    await desk.slack.change({ id: 'U-suzuki', name: '鈴木', email: 'suzuki@example.or.jp', deleted: true });
    await desk.slack.change({ id: 'U-new', name: '新人', email: 'new@example.or.jp' }, 'team_join');
    expect(seen.profiles()).toMatchObject([
      { user: 'U-suzuki', active: false },
      { user: 'U-new', kind: 'member', active: true, email: 'new@example.or.jp' },
    ]);
    expect(seen.intents.every(({ actor }) => actor === 'clock')).toBe(true);
  });

  it('counts no address that its owner never confirmed', async () => {
    const slack = await startFakeSlack([
      { id: 'U1', name: '未確認', email: 'chief@example.or.jp', emailConfirmed: false },
    ]);
    desk = await openDesk(async () => ({ kind: 'done' }), { slack });
    expect(await desk.adapter.profile({ platform: 'slack', space: slack.team, user: 'U1' })).toMatchObject({
      email: '',
    });
  });

  it('tells a member from a guest, a bot, somebody who left and somebody of elsewhere', async () => {
    desk = await openDesk(async () => ({ kind: 'done' }));
    const { adapter, slack } = desk;
    const about = (user: string, space = slack.team) => adapter.profile({ platform: 'slack', space, user });
    expect(await about('U-tanaka')).toMatchObject({ kind: 'member', active: true, email: 'tanaka@example.or.jp' });
    expect(await about('U-guest')).toMatchObject({ kind: 'guest' });
    expect(await about('U-robot')).toMatchObject({ kind: 'bot' });
    expect(await about('U-left')).toMatchObject({ active: false });
    expect(await about('U-other')).toMatchObject({ kind: 'external' });
    expect(await about('U-other', 'T0OTHER')).toMatchObject({ kind: 'external', active: false, email: '' });
    expect(await about('U-nobody')).toBeUndefined();
  });

  it('is not made up while Slack cannot be asked', async () => {
    desk = await openDesk(async () => ({ kind: 'done' }));
    desk.slack.fail({ method: 'users.info', as: { kind: 'status', status: 503 } });
    await expect(
      desk.adapter.profile({ platform: 'slack', space: desk.slack.team, user: 'U-tanaka' }),
    ).rejects.toThrow();
    expect(people.length).toBeGreaterThan(0);
  });
});
