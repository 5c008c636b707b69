import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Activity } from '../../../adapters/teams/activity.ts';
import { readRequest } from '../../../adapters/teams/receive.ts';
import { howMany } from '../../support/how-many.ts';
import { mutationsOf, watchRejections } from '../../support/mutations.ts';
import { type TwoPlatforms, teamsId, twoPlatforms } from '../../support/two-platforms.ts';
import { aTakeout } from '../../support/world.ts';

/** Seeded, so that a failure can be seen again. */
const seed = 20_261_123;
const id = 'takeout-2026-1';
/** Knows the case, and may decide nothing about it. */
const meddler = 'colleague';

const of = { case: id, version: 1 };
const press = (verb: string) => ({ action: { do: 'press', verb, ...of } });
const open = { action: { do: 'open', form: 'takeout/refuse', ...of } };
const form = {
  form: { name: 'takeout/refuse', context: of, fields: ['said'], lists: [] },
  said: '別の方法があるため',
};
const invoke = (name: string, value: object) => ({ type: 'invoke', name, value });
const execute = (verb: string) =>
  invoke('adaptiveCard/action', {
    action: { type: 'Action.Execute', verb, data: press(verb) },
    trigger: 'manual',
  });

/** One whole activity of each kind Teams sends us. */
const kinds: readonly object[] = [
  { type: 'message', text: 'ノートPCを持って出張したい' },
  execute('approve'),
  execute('withdraw'),
  execute('show'),
  invoke('task/fetch', { data: { msteams: { type: 'task/fetch' }, ...open }, context: { theme: 'dark' } }),
  invoke('task/submit', { data: form, context: { theme: 'dark' } }),
  invoke('composeExtension/fetchTask', { commandId: 'menu', commandContext: 'compose' }),
  invoke('composeExtension/fetchTask', {
    commandId: 'incidentFromMessage',
    messagePayload: { body: { content: '<p>なくした</p>' }, linkToMessage: 'https://teams.microsoft.com/l/message/1' },
  }),
  invoke('composeExtension/submitAction', { commandId: 'menu', data: form }),
  { type: 'installationUpdate', action: 'add' },
];

/** A question to the bot, named in a channel it is in. */
const mention = (bot: string, tenantId: string): object => ({
  type: 'message',
  text: '<at>守り</at> 家で仕事していい?',
  entities: [{ type: 'mention', text: '<at>守り</at>', mentioned: { id: bot, name: '守り' } }],
  conversation: { id: '19:office@thread.tacv2;messageid=1700', conversationType: 'channel', isGroup: true, tenantId },
});

/**
 * All that stands: cases, the chart, and what the ledger says besides attempts that were refused. Where the meddler's own chat
 * is, and whether anything reaches it, is theirs to say: it comes and goes with what they send.
 */
const standing = async ({ store }: TwoPlatforms): Promise<string> => {
  const { people, units, posts, deputies, accounts, roles } = await store.directory();
  const records = await store.ledger.records(undefined, 1_000_000);
  return JSON.stringify({
    cases: await store.findCases({}),
    chart: { people, units, posts, deputies, roles },
    accounts: accounts.filter(({ person }) => person !== meddler).map(({ seenAt: _, ...account }) => account),
    whose: accounts.map(({ user, person, kind }) => [user, person, kind]),
    ledger: records
      .filter(({ type }) => type !== 'refused' && type !== 'accounts.learned')
      .map(({ chain, type, data }) => [chain, type, data]),
  });
};

describe('activities that were tampered with, before the whole pipeline (promise 11 for Teams)', () => {
  let world: TwoPlatforms;
  let rejections: ReturnType<typeof watchRejections>;
  beforeAll(async () => {
    rejections = watchRejections();
    world = await twoPlatforms({ teams: ['staff', 'leader', meddler, 'head'] });
    const actor = { platform: 'teams', space: world.teams.tenant, user: teamsId('staff') } as const;
    await world.receive({
      key: 'ask',
      actor,
      ask: { type: 'submit', form: 'takeout/new', context: { once: 'ask' }, values: aTakeout() },
    });
    await world.onTeams('leader', '貸出用ノート');
    await world.onTeams('staff', '貸出用ノート');
    await world.onTeams('staff', '申請状況(1件)');
    await world.onTeams('leader', '私の番(1件)');
  });
  afterAll(async () => {
    await world.close();
    expect(rejections.stop()).toEqual([]);
  });
  const whole = (): object[] => {
    const { tenant, bot } = world.teams;
    return [...kinds, mention(`28:${bot.appId}`, tenant)].map((kind) => world.teams.activity(teamsId(meddler), kind));
  };

  it('are whole before they are tampered with', () => {
    for (const activity of whole()) {
      expect(['ask', 'arrived']).toContain(readRequest(Activity.parse(activity), world.teams.tenant, new Date()).is);
    }
  });

  it(`change nothing and come to nothing worse than a refusal, ${howMany} of them signed`, async () => {
    const before = await standing(world);
    const shown = (): string => JSON.stringify(['leader', 'staff', 'head'].map((one) => world.teamsTexts(one)));
    const cards = shown();
    const authorization = `Bearer ${await world.teams.signer.token(world.teams.serviceUrl)}`;
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(mutationsOf(whole()), async (activity) => {
        const { status } = await world.teams.post(activity, { authorization });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        return [200, 400, 401, 413].includes(status);
      }),
      { numRuns: howMany, seed },
    );
    expect(await standing(world)).toBe(before);
    expect(shown()).toBe(cards);
    expect(statuses.get(200)).toBeGreaterThan(howMany / 4);
  }, 600_000);

  it('and unsigned, are all refused before anything is read', async () => {
    const before = await standing(world);
    for (const activity of whole()) expect((await world.teams.post(activity, {})).status).toBe(401);
    expect(await standing(world)).toBe(before);
  });
});
