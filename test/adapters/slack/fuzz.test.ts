import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRequest } from '../../../adapters/slack/receive.ts';
import { renderForm } from '../../../adapters/slack/render-form.ts';
import { aForm } from '../../support/adapter-samples.ts';
import { drawView } from '../../support/fake-slack/methods-views.ts';
import { openWorld } from '../../support/fake-slack/world.ts';
import { mutationsOf, watchRejections } from '../../support/mutations.ts';
import { type Desk, openDesk } from './bench.ts';

const from = { team: { id: 'T0MAMORI', domain: 'mamori-test' }, user: { id: 'U-tanaka', team_id: 'T0MAMORI' } };
const drawn = drawView(openWorld([], []), 'U-tanaka', renderForm(aForm()), 'V1');
const view = { ...drawn, state: { values: drawn.state } };
const value = JSON.stringify({ do: 'press', verb: 'takeout/approve', case: 'takeout-2026-12', version: 3 });
const event = (inner: object) => ({ type: 'event_callback', team_id: 'T0MAMORI', event_id: 'Ev1', event: inner });

/** One whole payload of each kind Slack sends us. */
const payloads: readonly object[] = [
  {
    ...from,
    type: 'block_actions',
    trigger_id: 't',
    response_url: 'https://hooks.slack.com/a',
    actions: [{ action_id: 'card/2/0', value, action_ts: '1.1' }],
  },
  {
    ...from,
    type: 'block_actions',
    trigger_id: 't',
    view,
    actions: [{ action_id: 'rows/items', value: 'items', action_ts: '1.1' }],
  },
  { ...from, type: 'view_submission', trigger_id: 't', view },
  { ...from, type: 'block_suggestion', action_id: 'for', block_id: 'for', value: '鈴木', view },
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
  event({ type: 'message', channel_type: 'im', user: 'U-tanaka', text: '質問', ts: '1.1', channel: 'D1' }),
  event({ type: 'app_mention', user: 'U-tanaka', text: '<@U0BOT> 家で仕事していい?', ts: '1.1', channel: 'C1' }),
  {
    ...event({
      type: 'app_mention',
      user: 'U-tanaka',
      user_team: 'T0MAMORI',
      text: '<@U0BOT> なくした',
      ts: '1.2',
      thread_ts: '1.1',
      channel: 'C1',
    }),
    authorizations: [{ user_id: 'U0BOT' }],
  },
  event({ type: 'app_home_opened', user: 'U-tanaka', tab: 'home', channel: 'D1' }),
  event({ type: 'user_change', user: { id: 'U-tanaka', team_id: 'T0MAMORI', profile: { email: 'a@example.or.jp' } } }),
];

const mutations = mutationsOf(payloads);

describe('promise 11: payloads that were tampered with', () => {
  let desk: Desk;
  let rejections: ReturnType<typeof watchRejections>;
  beforeAll(async () => {
    rejections = watchRejections();
    desk = await openDesk(async ({ ask }) =>
      ask.type === 'suggest' ? { kind: 'options', options: [] } : { kind: 'done' },
    );
  });
  afterAll(async () => {
    await desk.close();
    expect(rejections.stop()).toEqual([]);
  });

  it('are whole before they are tampered with', () => {
    for (const payload of payloads) expect(readRequest(payload)).toMatchObject({ is: 'ask' });
  });

  it('are read without falling over', () => {
    fc.assert(
      fc.property(mutations, (payload) => {
        expect(['ask', 'ignored', 'odd']).toContain(readRequest(payload).is);
      }),
      { numRuns: 3_000 },
    );
  });

  it('are answered over HTTP: no failure of ours, nothing left hanging', async () => {
    await fc.assert(
      fc.asyncProperty(mutations, async (payload) => {
        const text = JSON.stringify(payload);
        const isEvent = text.includes('event_callback');
        const sent = isEvent
          ? await desk.slack.wire.post(text, { type: 'application/json' })
          : await desk.slack.wire.post(new URLSearchParams({ payload: text }).toString());
        expect([200, 400, 401]).toContain(sent.status);
      }),
      { numRuns: 400 },
    );
  });
});
