import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dump } from '../support/dump.ts';
import { pressed, sentIn } from '../support/fake-slack/payloads.ts';
import { mutationsOf } from '../support/mutations.ts';
import { slackId, type TwoPlatforms, twoPlatforms } from '../support/two-platforms.ts';
import { aTakeout } from '../support/world.ts';

/** Seeded, so that a failure can be seen again; the larger size is asked for by name. */
const runs = Number(process.env.MAMORI_FUZZ ?? 300);
const seed = Number(process.env.FC_SEED ?? 20_261_123);
const id = 'takeout-2026-1';

let world: TwoPlatforms;
const rejections: unknown[] = [];
const note = (reason: unknown): void => void rejections.push(reason);
beforeAll(async () => {
  process.on('unhandledRejection', note);
  world = await twoPlatforms({ slack: ['staff', 'staff2', 'leader'] });
  await world.receive({
    key: 'case',
    actor: { platform: 'slack', space: world.slack.team, user: slackId('staff') },
    ask: { type: 'submit', form: 'takeout/new', context: { once: 'case' }, values: aTakeout() },
  });
});
afterAll(async () => {
  await world.close();
  process.off('unhandledRejection', note);
});

/** What stands: cases, posts, deputies, and what the ledger says has been done. What was refused or said in chat is none of it. */
const standing = async (): Promise<string> => {
  const { cases, posts, deputies, involvements, timers, ledger = '' } = await dump(world.url);
  const done = ledger.split('\n').filter((row) => !/"type":"(refused|accounts\.learned)"/.test(row));
  return JSON.stringify([cases, posts, deputies, involvements, timers, done]);
};

/** One whole message of each kind, by somebody who may not decide, about a case that is there. */
const messages = (): object[] => {
  const { slack } = world;
  const context = { case: id, version: 1 };
  const event = (inner: object) => ({ type: 'event_callback', team_id: slack.team, event_id: 'Ev1', event: inner });
  const clicked = pressed(slack, 'U-staff2', { do: 'press', verb: 'approve', ...context }, '1.1');
  const opened = pressed(slack, 'U-staff2', { do: 'open', form: 'takeout/refuse', ...context }, '1.2');
  const from = { team: { id: slack.team }, user: { id: 'U-staff2', team_id: slack.team } };
  return [
    clicked,
    opened,
    sentIn(slack, 'U-staff2', { form: 'takeout/refuse', context, values: { said: '理由' } }, 't.1'),
    sentIn(slack, 'U-staff2', { form: 'takeout/giveBack', context, values: { erased: 'none' } }, 't.2'),
    { ...from, type: 'block_suggestion', action_id: 'for', block_id: 'for', value: '鈴木' },
    { ...from, type: 'shortcut', callback_id: 'takeout', trigger_id: 't', action_ts: '1.1' },
    {
      ...from,
      type: 'message_action',
      callback_id: 'incident_from_message',
      trigger_id: 't',
      action_ts: '1.1',
      channel: { id: 'C1' },
      message: { text: 'x', ts: '1.1' },
    },
    event({ type: 'message', channel_type: 'im', user: 'U-staff2', text: 'ヘルプ', ts: '1.1' }),
    event({ type: 'app_home_opened', user: 'U-staff2', tab: 'home' }),
  ];
};

/** `cut`: where the text breaks off, when it does. */
const post = (payload: unknown, secret?: string, cut?: number) => {
  const text = String(JSON.stringify(payload)).slice(0, cut);
  const signed = secret === undefined ? {} : { secret };
  return text.includes('event_callback')
    ? world.slack.wire.post(text, { type: 'application/json', ...signed })
    : world.slack.wire.post(new URLSearchParams({ payload: text }).toString(), signed);
};

const patience = { timeout: 60_000 + runs * 60 };

describe(`promise 11: ${runs} mutated payloads, signed and not (FC_SEED=${seed})`, patience, () => {
  it('signed: answered at once, with no failure of ours, and nothing that stands is changed', async () => {
    const before = await standing();
    let slowest = 0;
    await fc.assert(
      fc.asyncProperty(mutationsOf(messages()), fc.option(fc.nat(400), { nil: undefined }), async (payload, cut) => {
        const began = performance.now();
        const { status } = await post(payload, undefined, cut);
        slowest = Math.max(slowest, performance.now() - began);
        expect([200, 400, 401]).toContain(status);
      }),
      { numRuns: runs, seed },
    );
    expect(slowest).toBeLessThan(3_000);
    expect(await standing()).toBe(before);
    expect(rejections).toEqual([]);
  });

  it('unsigned: 401 without a word, and not one row anywhere', async () => {
    const before = await dump(world.url);
    await fc.assert(
      fc.asyncProperty(mutationsOf(messages()), async (payload) => {
        expect(await post(payload, 'guessed')).toMatchObject({ status: 401, body: '' });
      }),
      { numRuns: runs, seed },
    );
    expect(await dump(world.url)).toEqual(before);
    expect(rejections).toEqual([]);
  });

  it.each([513, 1_024, 5_120])('%i kB are refused before they are parsed, signed or not', async (kilobytes) => {
    const before = await dump(world.url);
    const body = `payload=${'{'.repeat(kilobytes * 1024)}`;
    for (const secret of [world.slack.signingSecret, 'guessed'])
      expect(await world.slack.wire.post(body, { secret })).toMatchObject({ status: 413, body: '' });
    expect(await dump(world.url)).toEqual(before);
  });

  it('“payload=null”, signed, is an answer like any other', async () => {
    expect((await world.slack.wire.post('payload=null')).status).toBe(400);
    expect(rejections).toEqual([]);
  });
});
