import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pause } from '../../src/app/wait.ts';
import { pressed, sentIn } from '../support/fake-slack/payloads.ts';
import { slackId, type TwoPlatforms, twoPlatforms } from '../support/two-platforms.ts';
import { aTakeout } from '../support/world.ts';

const id = 'takeout-2026-1';
const secret = '人に見せない目的';
let world: TwoPlatforms;
let clicks = 0;

beforeEach(async () => {
  const deputies = [
    { principal: 'leader', deputy: 'deputy' },
    { principal: 'leader', deputy: 'late-deputy', from: '2026-05-01', until: '2026-05-31' },
  ];
  const posts = ['deputy', 'late-deputy'].map((person) => ({ person, unit: 'jigyo-1' }));
  const slack = ['staff', 'leader', 'leader2', 'head', 'colleague', 'deputy', 'late-deputy'];
  world = await twoPlatforms({ chart: { deputies, posts }, slack });
  await world.receive({
    key: 'case',
    actor: { platform: 'slack', space: world.slack.team, user: slackId('staff') },
    ask: { type: 'submit', form: 'takeout/new', context: { once: 'case' }, values: aTakeout({ purpose: secret }) },
  });
  // Slack knows them, and their addresses look right: nothing else about them is.
  const { members } = world.slack.world;
  members.set('U-guest', { id: 'U-guest', name: '来客', email: 'leader@example.jp', guest: true });
  members.set('U-robot', { id: 'U-robot', name: 'ロボット', email: 'leader@example.jp', bot: true });
  members.set('U-foreign', { id: 'U-foreign', name: '他社', email: 'leader@example.jp', team: 'T0OTHER' });
  members.set('U-unsure', { id: 'U-unsure', name: '未確認', email: 'leader@example.jp', emailConfirmed: false });
  members.set('U-private', { id: 'U-private', name: '私用', email: 'leader@example.com' });
});
afterEach(() => world.close());

const approve = (user: string, over: object = {}, action: object = {}) =>
  world.slack.wire.send('interactive', {
    ...pressed(world.slack, user, { do: 'press', verb: 'approve', case: id, version: 1, ...action }, `17.${++clicks}`),
    ...over,
  });
const refuse = (user: string) => {
  const form = { form: 'takeout/refuse', context: { case: id, version: 1 }, values: { said: '理由' } };
  return world.slack.wire.send('interactive', sentIn(world.slack, user, form, `t.${++clicks}`));
};
const status = async (): Promise<string | undefined> => (await world.store.loadCase(id))?.status;
const refusals = async (): Promise<string[]> =>
  (await world.store.ledger.records(undefined, 1_000)).filter(({ type }) => type === 'refused').map((one) => one.actor);
/** What this person was told last, in the chat where they pressed. */
const told = async (user: string): Promise<string> => {
  for (const end = Date.now() + 3_000; world.slack.privately(user).length === 0 && Date.now() < end; ) await pause(5);
  return world.slack.privately(user).at(-1) ?? '';
};

describe('promise 10: in Slack only the right person decides, by the directory of that moment', () => {
  it.each([
    ['the requester', 'U-staff'],
    ['the leader of another group', 'U-leader2'],
    ['a colleague', 'U-colleague'],
    ['the head above, before their turn', 'U-head'],
    ['a deputy whose time is over', 'U-late-deputy'],
    ['a guest', 'U-guest'],
    ['a bot', 'U-robot'],
    ['somebody with an unconfirmed address', 'U-unsure'],
    ['somebody with a private address', 'U-private'],
    ['somebody nobody has heard of', 'U-nobody'],
  ])('%s is turned away politely, and that is recorded', async (_, user) => {
    const before = JSON.stringify(await world.store.loadCase(id));
    expect((await approve(user)).status).toBe(200);
    const window = await refuse(user);
    expect(window.status).toBe(200);
    expect(await told(user)).toMatch(/ください|できません|います|お知らせします|できます/);
    for (const said of [await told(user), window.body]) expect(said).not.toContain(secret);
    expect(JSON.stringify(await world.store.loadCase(id))).toBe(before);
    expect(await refusals()).toHaveLength(2);
  });

  it.each(['U-leader', 'U-deputy'])('%s decides', async (user) => {
    await approve(user);
    expect(await status()).toBe('approved');
    expect(await refusals()).toEqual([]);
  });

  it('somebody of another workspace, in a shared channel, is somebody else', async () => {
    await approve('U-leader', { user: { id: 'U-leader', team_id: 'T0OTHER' } });
    expect(await status()).toBe('pending');
    expect(await refusals()).toHaveLength(1);
  });

  it('another workspace is not served at all: 401, and nothing is written', async () => {
    const before = await refusals();
    const sent = await approve('U-leader', { team: { id: 'T0EVIL' }, user: { id: 'U-leader', team_id: 'T0EVIL' } });
    expect(sent).toMatchObject({ status: 401, body: '' });
    expect(await refusals()).toEqual(before);
    expect(await status()).toBe('pending');
  });

  it.each([
    ['deactivated', { deleted: true }],
    ['made a guest', { guest: true }],
    ['given another address', { email: 'other@example.jp' }],
  ])('a leader who was %s a minute ago no longer decides', async (_, over) => {
    await world.slack.change({ id: 'U-leader', name: 'leader', email: 'leader@example.jp', ...over });
    expect((await approve('U-leader')).status).toBe(200);
    expect(await status()).toBe('pending');
    expect(await refusals()).toHaveLength(1);
  });

  it('a chart that changed between the card and the click counts, for the old leader and the new one', async () => {
    const post = { employment: '固有職員', from: '2020-04-01' } as const;
    await world.store.commit({
      key: 'move',
      at: '2026-06-01T01:00:00.000Z',
      cases: [],
      facts: [],
      slots: [],
      timers: [],
      homes: [],
      directory: {
        posts: [
          { person: 'leader', posts: [{ ...post, person: 'leader', unit: 'jigyo-2', position: '' }] },
          {
            person: 'colleague',
            posts: [{ ...post, person: 'colleague', unit: 'jigyo-1', position: 'グループリーダー' }],
          },
        ],
      },
    });
    await approve('U-leader');
    expect(await status()).toBe('pending');
    expect(await refusals()).toEqual(['leader']);
    await approve('U-colleague');
    expect(await status()).toBe('approved');
  });

  it('a card of an older revision decides nothing', async () => {
    for (const version of [0, 2, 99]) await approve('U-leader', {}, { version });
    expect(await status()).toBe('pending');
    expect(await told('U-leader')).toContain('新しいカード');
    expect(await refusals()).toHaveLength(3);
  });

  it('a forged button says who or what it likes: only the envelope and the directory count', async () => {
    const forged: object[] = [
      { case: 'takeout-2026-99' },
      { verb: 'grant' },
      { verb: '__proto__' },
      { person: 'leader', actor: 'leader', by: 'leader' },
      { arg: JSON.stringify({ by: 'leader' }) },
      { case: '../takeout-2026-1' },
    ];
    for (const action of forged) expect((await approve('U-colleague', {}, action)).status).toBe(200);
    const action = { action_id: 'approve', action_ts: '9.9', block_id: 'b', type: 'button' };
    for (const value of ['', 'null', '{', 'approve', '{"do":"press"}', '[]', 'x'.repeat(2_000)])
      expect((await approve('U-leader', { actions: [{ ...action, value }] })).status).toBe(200);
    expect(await status()).toBe('pending');
  });
});
