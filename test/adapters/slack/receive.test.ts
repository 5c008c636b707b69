import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRequest } from '../../../adapters/slack/receive.ts';
import { asArgument, asTyped } from '../../../adapters/slack/words.ts';
import { couldNotOpen } from '../../../src/core/sentences.ts';
import { intentsOf, type Received } from '../../support/adapter-bench.ts';
import { aCard, aForm } from '../../support/adapter-samples.ts';
import { eventually } from '../../support/fake-slack/people.ts';
import { type Desk, openDesk } from './bench.ts';

const tanaka = { platform: 'slack', space: 'T0MAMORI', user: 'U-tanaka' };

describe('what people do in Slack', () => {
  let desk: Desk;
  let received: Received;
  beforeEach(async () => {
    received = intentsOf();
    desk = await openDesk(received.receive);
  });
  afterEach(() => desk.close());

  const showCard = async () => {
    const to = { platform: 'slack', space: desk.slack.team, user: 'U-tanaka' } as const;
    await desk.adapter.deliver({ to, surface: 'message', card: aCard(), key: 'c/1#1', uncertain: false });
    return desk.slack.dm('U-tanaka').last();
  };

  it.each([
    ['持ち出し', '持ち出し'],
    ['\u3000質問\u3000USBメモリは使えますか', '質問 USBメモリは使えますか'],
    ['', ''],
    ['  ', ''],
  ])('a command with the words 「%s」 says 「%s」', async (typed, text) => {
    await desk.slack.command('U-tanaka', typed);
    expect(received.last()).toMatchObject({ actor: tanaka, ask: { type: 'say', text, canOpen: 'always' } });
  });

  it('an answer to a command is seen by nobody else', async () => {
    received.next({ kind: 'say', card: aCard() });
    const sent = await desk.slack.command('U-tanaka', '私の番');
    expect(sent.json).toMatchObject({ response_type: 'ephemeral', text: aCard().notice });
    expect(desk.slack.dm('U-tanaka').cards()).toEqual([]);
  });

  it.each([
    ['takeout', 'takeout/new'],
    ['incident', 'incident/new'],
    ['misdirected_mail', 'misdirectedMail/new'],
  ])('the shortcut %s opens the form %s', async (callback, form) => {
    received.next({ kind: 'form', form: aForm({ name: form }) });
    await desk.slack.shortcut('U-tanaka', callback);
    expect(received.last()).toMatchObject({ actor: tanaka, ask: { type: 'open', form, context: {} } });
    expect((await desk.slack.modal('U-tanaka')).title).toBe('持ち出し申請');
  });

  it('a refusal on a shortcut is shown in a window', async () => {
    received.next({ kind: 'say', card: aCard({ title: 'まだ登録がありません' }) });
    await desk.slack.shortcut('U-tanaka', 'takeout');
    expect((await desk.slack.modal('U-tanaka')).title).toBe('まだ登録がありません');
  });

  it('a message is taken along into the report, with a link to it', async () => {
    await desk.slack.messageShortcut(
      'U-tanaka',
      'incident_from_message',
      '&lt;至急&gt; <https://evil.example|見て> <@U1>',
    );
    const ask = received.last()?.ask;
    expect(ask).toMatchObject({ type: 'open', form: 'incident/new' });
    const arg = ask?.type === 'open' ? JSON.parse(ask.context.arg ?? '') : {};
    expect(arg).toEqual({
      text: '<至急> 見て (https://evil.example) @U1',
      link: 'https://mamori-test.slack.com/archives/C0GENERAL/p1700000200000100',
    });
  });

  it('a long message is cut so that the form can carry it', async () => {
    for (const text of ['長'.repeat(10_000), '"\\'.repeat(5_000), '😀'.repeat(3_000)])
      expect(asArgument(text, 'https://x.slack.com/archives/C/p1').length).toBeLessThanOrEqual(1000);
    received.next({ kind: 'form', form: aForm({ context: { arg: asArgument('"\\'.repeat(5_000), 'https://x') } }) });
    await desk.slack.shortcut('U-tanaka', 'incident');
    expect((await desk.slack.modal('U-tanaka')).private_metadata.length).toBeLessThanOrEqual(3000);
  });

  it('a sentence in a direct message is handed on as typed, and answered by delivery', async () => {
    received.next({ kind: 'say', card: aCard() });
    await desk.slack.say('U-tanaka', 'USB <を> 使えますか & なぜ');
    expect(received.last()).toMatchObject({
      key: expect.stringMatching(/^slack\/T0MAMORI\/Ev/),
      actor: tanaka,
      ask: { type: 'say', text: 'USB <を> 使えますか & なぜ', canOpen: 'never' },
    });
    expect(desk.slack.privately('U-tanaka')).toEqual([]);
  });

  it.each([
    ['of a bot', { bot_id: 'B1' }],
    ['that was edited', { subtype: 'message_changed' }],
    ['in a channel', { channel_type: 'channel' }],
    ['without words', { text: '' }],
    ['of nobody', { user: undefined }],
  ])('a message %s is nothing to us', async (_, over) => {
    expect((await desk.slack.say('U-tanaka', 'x', over)).status).toBe(200);
    expect(received.all()).toEqual([]);
  });

  it('the home tab is drawn when somebody opens it', async () => {
    received.next({ kind: 'home', card: aCard({ title: '私の番' }) });
    await desk.slack.openHome('U-tanaka');
    expect(received.last()).toMatchObject({ actor: tanaka, ask: { type: 'home' } });
    expect((await desk.slack.home('U-tanaka')).text).toContain('私の番');
  });

  it('a button on the home tab opens its form, and an answer comes as a window', async () => {
    received.next({ kind: 'home', card: aCard() });
    await desk.slack.openHome('U-tanaka');
    const home = await desk.slack.home('U-tanaka');
    received.next({ kind: 'say', card: aCard({ title: '処理済みです' }) });
    await desk.slack.click('U-tanaka', home, '承認');
    expect((await desk.slack.modal('U-tanaka')).title).toBe('処理済みです');
  });

  it('a click from a stale card carries the version that card was drawn from', async () => {
    const card = await showCard();
    await desk.slack.click('U-tanaka', card, '承認');
    expect(received.last()?.ask).toMatchObject({ version: 3 });
    expect(received.last()?.key).toMatch(/^slack\/T0MAMORI\/1700000100\.\d+\/U-tanaka\/takeout-2026-12$/);
  });

  it('who clicked is what Slack says, whatever the button carries', async () => {
    const card = await showCard();
    const forged = JSON.parse(JSON.stringify(card).replaceAll('verb', 'actor'));
    await desk.slack.click('U-suzuki', { ...forged, user: 'U-tanaka' }, '承認').catch(() => undefined);
    expect(received.all()).toEqual([]);
    await desk.slack.click('U-suzuki', card, '承認');
    expect(received.last()?.actor).toMatchObject({ user: 'U-suzuki' });
  });

  it('somebody of another workspace in a shared channel stays somebody of another workspace', async () => {
    const card = await showCard();
    await desk.slack.click('U-other', card, '承認');
    expect(received.last()?.actor).toEqual({ platform: 'slack', space: 'T0OTHER', user: 'U-other' });
  });

  it.each([['{'], ['{"do":"approve"}'], ['{"do":"press"}'], [''], ['null'], ['{"do":"press","verb":"x","case":7}']])(
    'a button with the forged value %s does nothing',
    async (value) => {
      const card = await showCard();
      const actions = [{ action_id: 'card/2/0', block_id: 'b', value, action_ts: '1.1', type: 'button' }];
      expect((await desk.slack.click('U-tanaka', card, '承認', { actions })).status).toBe(200);
      expect(received.all()).toEqual([]);
    },
  );

  it('a form that opens too late is said to have failed, and the click can be made again', async () => {
    const card = await showCard();
    desk.slack.fail({ method: 'views.open', as: { kind: 'error', error: 'expired_trigger_id' } });
    received.next({ kind: 'form', form: aForm() });
    await desk.slack.click('U-tanaka', card, '却下');
    await eventually(() => desk.slack.privately('U-tanaka').find((text) => text.includes(couldNotOpen)), 'a sentence');
  });

  it('an answer never goes to an address that is not of Slack', async () => {
    const card = await showCard();
    received.next({ kind: 'say', card: aCard() });
    const sent = await desk.slack.click('U-tanaka', card, '承認', { response_url: 'http://127.0.0.1:9/steal' });
    expect(sent.status).toBe(200);
    expect(desk.slack.privately('U-tanaka')).toEqual([]);
  });
});

describe('words as Slack writes them', () => {
  it.each([
    ['a &lt;b&gt; &amp;amp;', 'a <b> &amp;'],
    ['<!channel> <!subteam^S1|@desk>', '@channel @desk'],
    ['<#C1|general>', 'general'],
    ['<mailto:a@example.jp|a@example.jp>', 'mailto:a@example.jp'],
  ])('%s is read as %s', (sent, typed) => {
    expect(asTyped(sent)).toBe(typed);
  });

  it('two readings of one payload make one key', () => {
    const payload = {
      type: 'shortcut',
      team: { id: 'T1' },
      user: { id: 'U1' },
      callback_id: 'takeout',
      trigger_id: 't',
      action_ts: '9.9',
    };
    expect(readRequest(payload)).toEqual(readRequest(structuredClone(payload)));
    expect(readRequest(payload)).toMatchObject({ intent: { key: 'slack/T1/9.9/U1/takeout' } });
  });
});
