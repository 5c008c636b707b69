import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { messageProblems, viewProblems } from '../../support/fake-slack/block-rules.ts';
import { type FakeSlack, startFakeSlack } from '../../support/fake-slack/index.ts';
import { newTrigger } from '../../support/fake-slack/world.ts';
import { people } from './bench.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: string) => ({ type: 'section', text: plain(text) });
const input = (element: object) => ({ type: 'input', block_id: 'i', label: plain('l'), element });
const button = (over: object = {}) => ({ type: 'actions', elements: [{ type: 'button', text: plain('b'), ...over }] });

describe('the fake Slack refuses what Slack refuses', () => {
  it.each([
    [
      '51 blocks',
      Array.from({ length: 51 }, () => ({ type: 'divider' })),
      'no more than 50 items allowed [json-pointer:/blocks]',
    ],
    [
      'a section of 3,001 characters',
      [section('x'.repeat(3001))],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a header of 151 characters',
      [{ type: 'header', text: plain('x'.repeat(151)) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a header in mrkdwn',
      [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
      'must be one of: plain_text [json-pointer:/blocks/0/text/type]',
    ],
    ['an empty text', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    ['an unknown block', [{ type: 'nonsense' }], 'unsupported type: nonsense [json-pointer:/blocks/0/type]'],
    [
      'an unknown property',
      [{ type: 'divider', colour: 'red' }],
      'invalid additional property: colour [json-pointer:/blocks/0]',
    ],
    [
      '11 fields',
      [{ type: 'section', fields: Array.from({ length: 11 }, () => plain('x')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      '26 buttons in a row',
      [{ type: 'actions', elements: Array.from({ length: 26 }, () => button().elements[0]) }],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a button label of 76 characters',
      [button({ text: plain('x'.repeat(76)) })],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a button value of 2,001 characters',
      [button({ value: 'x'.repeat(2001) })],
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'two blocks of one id',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
      '`block_id` "a" already exists [json-pointer:/blocks]',
    ],
    [
      'two buttons of one id',
      [button({ action_id: 'a' }), button({ action_id: 'a' })],
      '`action_id` "a" already exists [json-pointer:/blocks]',
    ],
    [
      'a date that is none',
      [input({ type: 'datepicker', initial_date: '2026-02-40' })],
      'must be a valid date of format YYYY-MM-DD [json-pointer:/blocks/0/element/initial_date]',
    ],
    [
      'a text input in a row of buttons',
      [{ type: 'actions', elements: [{ type: 'plain_text_input' }] }],
      'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'an empty list of chosen options',
      [input({ type: 'checkboxes', options: [{ text: plain('a'), value: 'a' }], initial_options: [] })],
      'no fewer than 1 items allowed [json-pointer:/blocks/0/element/initial_options]',
    ],
  ])('%s', (_, blocks, refusal) => {
    expect(messageProblems(blocks).problems).toContain(refusal);
  });

  it('11,001 characters in one message', () => {
    expect(messageProblems(Array.from({ length: 5 }, () => section('x'.repeat(2_201)))).tooLong).toBe(true);
  });

  it.each([
    [
      '101 blocks',
      { blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) },
      'no more than 100 items allowed',
    ],
    [
      'a title of 25 characters',
      { title: plain('x'.repeat(25)) },
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    [
      '3,001 characters of private metadata',
      { private_metadata: 'x'.repeat(3001) },
      'must be less than 3001 characters',
    ],
    [
      'fields without a button to send them',
      { blocks: [input({ type: 'plain_text_input' })] },
      'missing required field: submit',
    ],
    [
      'an option chosen that is not offered',
      {
        submit: plain('s'),
        blocks: [
          input({
            type: 'radio_buttons',
            options: [{ text: plain('a'), value: 'a' }],
            initial_option: { text: plain('a'), value: 'b' },
          }),
        ],
      },
      'initial_option must be one of the provided options',
    ],
    [
      'an option value of 151 characters',
      {
        submit: plain('s'),
        blocks: [input({ type: 'static_select', options: [{ text: plain('a'), value: 'x'.repeat(151) }] })],
      },
      'must be less than 151 characters',
    ],
  ])('a window with %s', (_, over, refusal) => {
    const view = { type: 'modal', title: plain('t'), blocks: [section('x')], ...over };
    expect(viewProblems(view, 'modal').join('\n')).toContain(refusal);
  });
});

describe("the fake Slack's Web API", () => {
  let slack: FakeSlack;
  beforeEach(async () => {
    slack = await startFakeSlack(people);
  });
  afterEach(() => slack.close());

  const call = async (
    method: string,
    args: object,
    token = slack.botToken,
  ): Promise<{ ok: boolean; error?: string }> => {
    const answer = await fetch(slack.apiUrl + method, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    return (await answer.json()) as { ok: boolean; error?: string };
  };
  const view = { type: 'modal', title: plain('t'), blocks: [section('x')] };

  it('knows its token and its scopes', async () => {
    expect(await call('auth.test', {}, 'xoxb-other')).toMatchObject({ ok: false, error: 'invalid_auth' });
    slack.world.scopes.delete('chat:write');
    expect(await call('chat.postMessage', { channel: 'U-tanaka', text: 'x' })).toMatchObject({
      error: 'missing_scope',
      needed: 'chat:write',
    });
    expect(await call('no.method', {})).toMatchObject({ error: 'unknown_method' });
  });

  it('opens one window for one click, within three seconds', async () => {
    const trigger_id = newTrigger(slack.world, 'U-tanaka');
    expect(await call('views.open', { trigger_id, view })).toMatchObject({ ok: true });
    expect(await call('views.open', { trigger_id, view })).toMatchObject({ error: 'exchanged_trigger_id' });
    expect(await call('views.open', { trigger_id: 'made up', view })).toMatchObject({ error: 'invalid_trigger_id' });
    const old = newTrigger(slack.world, 'U-tanaka');
    slack.world.triggers.set(old, { user: 'U-tanaka', at: Date.now() - 3_100, used: false });
    expect(await call('views.open', { trigger_id: old, view })).toMatchObject({ error: 'expired_trigger_id' });
  });

  it('changes no window that has changed since', async () => {
    await call('views.open', { trigger_id: newTrigger(slack.world, 'U-tanaka'), view });
    const open = await slack.modal('U-tanaka');
    const first = { view_id: open.id, hash: open.hash, view };
    expect(await call('views.update', first)).toMatchObject({ ok: true });
    expect(await call('views.update', first)).toMatchObject({ error: 'hash_conflict' });
    expect(await call('views.update', { view_id: 'V9', view })).toMatchObject({ error: 'not_found' });
  });

  it('changes messages that are there, by the id of their conversation', async () => {
    await call('chat.postMessage', { channel: 'U-tanaka', text: 'x' });
    const [message] = slack.world.dms.get('U-tanaka') ?? [];
    const change = (over: object) =>
      call('chat.update', { channel: message?.channel, ts: message?.ts, text: 'y', ...over });
    expect(await change({})).toMatchObject({ ok: true });
    expect(await change({ ts: '1.1' })).toMatchObject({ error: 'message_not_found' });
    expect(await change({ channel: 'U-tanaka' })).toMatchObject({ error: 'channel_not_found' });
  });

  it('takes five answers at a response address', async () => {
    slack.world.responseUrls.set('r', { user: 'U-tanaka', uses: 0 });
    const url = slack.apiUrl.replace('/api/', '/respond/r');
    const answers = [];
    for (let at = 0; at < 6; at++) answers.push((await fetch(url, { method: 'POST', body: '{"text":"x"}' })).status);
    expect(answers).toEqual([200, 200, 200, 200, 200, 404]);
  });
});
