import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { couldNotSave } from '../../../src/core/sentences.ts';
import { intentsOf, type Received } from '../../support/adapter-bench.ts';
import { type Desk, openDesk } from './bench.ts';

const json = 'application/json';

describe("requests to Slack's address", () => {
  let desk: Desk;
  let received: Received;
  const rejections: unknown[] = [];
  const note = (reason: unknown): void => void rejections.push(reason);

  beforeEach(async () => {
    rejections.length = 0;
    process.on('unhandledRejection', note);
    received = intentsOf();
    desk = await openDesk(received.receive, { signingSecrets: [] });
  });
  afterEach(async () => {
    await desk.close();
    process.off('unhandledRejection', note);
    expect(rejections).toEqual([]);
  });

  const withSecrets = async (...secrets: string[]): Promise<Desk> => {
    await desk.close();
    desk = await openDesk(received.receive, secrets.length > 0 ? { signingSecrets: secrets } : {});
    return desk;
  };

  const event = JSON.stringify({
    type: 'event_callback',
    team_id: 'T0MAMORI',
    event_id: 'Ev1',
    event: { type: 'message', channel_type: 'im', user: 'U-tanaka', text: '質問です', ts: '1.2' },
  });

  it.each([
    ['nobody knows the secret', { secret: 'guessed' }],
    ['the signature is 301 seconds old', { skew: -302 }],
    ['the signature comes from five minutes ahead', { skew: 302 }],
    ['the signature is missing', { headers: { 'x-slack-signature': '' } }],
    ['the signature is of another version', { headers: { 'x-slack-signature': 'v1=00' } }],
    ['the timestamp is no number', { headers: { 'x-slack-request-timestamp': 'NaN' } }],
  ])('are refused without a word when %s', async (_, options) => {
    const { slack, refusals } = await withSecrets();
    const sent = await slack.wire.post(event, { type: json, ...options });
    expect(sent).toMatchObject({ status: 401, body: '' });
    expect(refusals()).toBe(1);
    expect(received.all()).toEqual([]);
  });

  it('are taken when the clocks differ by less than five minutes either way', async () => {
    const { slack } = await withSecrets();
    for (const skew of [-295, 295]) expect((await slack.wire.post(event, { type: json, skew })).status).toBe(200);
    expect(received.all()).toHaveLength(2);
  });

  it('are taken with the old and the new secret while it is being changed', async () => {
    const { slack } = await withSecrets('new-secret', 'old-secret');
    for (const secret of ['new-secret', 'old-secret'])
      expect((await slack.wire.post(event, { type: json, secret })).status).toBe(200);
    expect((await slack.wire.post(event, { type: json, secret: 'older' })).status).toBe(401);
  });

  it('are refused when no secret is set at all', async () => {
    expect((await desk.slack.wire.post(event, { type: json, secret: '' })).status).toBe(401);
  });

  it('are refused before they are read when they exceed 512 kB', async () => {
    const { slack } = await withSecrets();
    const sent = await slack.wire.post(`payload=${'x'.repeat(600 * 1024)}`);
    expect(sent).toMatchObject({ status: 413, body: '' });
  });

  it('may be up to 512 kB', async () => {
    const { slack } = await withSecrets();
    const sent = await slack.wire.post(`payload=${'x'.repeat(500 * 1024)}`);
    expect(sent.status).toBe(400);
  });

  it('answer the questions Slack asks about the address itself', async () => {
    const { slack } = await withSecrets();
    const challenge = JSON.stringify({ type: 'url_verification', challenge: 'abc', token: 'x' });
    expect((await slack.wire.post(challenge, { type: json })).json).toEqual({ challenge: 'abc' });
    expect((await slack.wire.post('ssl_check=1&token=x')).status).toBe(200);
    expect((await slack.wire.post(challenge, { type: json, secret: 'guessed' })).status).toBe(401);
  });

  it('understand a form that names its character set', async () => {
    const { slack } = await withSecrets();
    const body = new URLSearchParams({
      command: '/mamori',
      text: '持ち出し',
      team_id: 'T0MAMORI',
      user_id: 'U-tanaka',
      trigger_id: 't',
    });
    const type = 'application/x-www-form-urlencoded; charset=utf-8';
    expect((await slack.wire.post(body.toString(), { type })).status).toBe(200);
    expect(received.last()?.ask).toEqual({ type: 'say', text: '持ち出し', canOpen: 'always' });
  });

  const user = '{"id":"U-tanaka","team_id":"T0MAMORI"}';
  it.each([
    ['payload=null'],
    ['payload='],
    ['payload=%7B'],
    ['payload=[]'],
    ['payload=1'],
    ['payload="text"'],
    ['payload={}'],
    ['payload={"type":"block_actions"}'],
    [`payload={"type":"block_actions","user":${user},"team":null,"trigger_id":"t","actions":[]}`],
    [`payload={"type":"block_actions","user":${user},"team":null,"trigger_id":"t","actions":[null]}`],
    [`payload={"type":"view_submission","user":${user},"team":null,"trigger_id":"t"}`],
    [`payload={"type":"shortcut","user":${user},"team":[]}`],
    ['payload={"type":"message_action","user":{}}'],
    ['payload={"type":"block_suggestion","user":null}'],
    ['payload=%FF%FE'],
    ['payload=%7B%7D&payload=%7B%7D'],
    [''],
    ['a'],
    ['command=/mamori'],
    ['%'],
    ['__proto__=1&constructor=2'],
  ])('that make no sense (%s) are answered 400, and nothing happens', async (body) => {
    const { slack } = await withSecrets();
    const sent = await slack.wire.post(body);
    expect(sent).toMatchObject({ status: 400, body: '' });
    expect(received.all()).toEqual([]);
  });

  it.each([
    ['null'],
    ['[]'],
    ['{'],
    ['""'],
    ['{}'],
    ['{"type":"event_callback"}'],
    ['{"type":"event_callback","event":null}'],
    ['{"type":"event_callback","event":"message"}'],
    ['{"type":"event_callback","event":{"type":"message","channel":null,"user":{}}}'],
    ['{"type":"event_callback","team_id":"T0MAMORI","event_id":"E","event":{"type":"user_change","user":null}}'],
  ])('with JSON that makes no sense (%s) are answered 400, and nothing happens', async (body) => {
    const { slack } = await withSecrets();
    expect((await slack.wire.post(body, { type: json })).status).toBe(400);
    expect(received.all()).toEqual([]);
  });

  it('in no known form are answered, not left hanging', async () => {
    const { slack } = await withSecrets();
    // Bytes that are no text cannot have been signed as text.
    expect((await slack.wire.post(gzipSync('payload=null'), { type: 'application/octet-stream' })).status).toBe(401);
    expect((await slack.wire.post(event, { type: 'text/plain' })).status).toBe(400);
  });

  it.each([
    ['an unknown button', { type: 'block_actions', trigger_id: 't', actions: [{ action_id: 'x', action_ts: '1' }] }],
    ['an unknown window', { type: 'view_submission', trigger_id: 't', view: { id: 'V', type: 'modal' } }],
    ['an unknown shortcut', { type: 'shortcut', callback_id: 'coffee', trigger_id: 't', action_ts: '1' }],
    ['a closed window', { type: 'view_closed' }],
    ['a kind of interaction Slack adds one day', { type: 'mind_reading' }],
  ])('about %s are acknowledged at once, and nothing happens', async (_, payload) => {
    const { slack } = await withSecrets();
    const sent = await slack.wire.send('interactive', {
      team: { id: slack.team },
      user: { id: 'U-tanaka' },
      ...payload,
    });
    expect(sent.status).toBe(200);
    expect(received.all()).toEqual([]);
  });

  it('about another command or event are acknowledged at once, and nothing happens', async () => {
    const { slack } = await withSecrets();
    expect((await slack.command('U-tanaka', 'x', { command: '/other' })).status).toBe(200);
    expect((await slack.event({ type: 'channel_created', channel: { id: 'C1' } })).status).toBe(200);
    expect((await slack.wire.post('{"type":"app_rate_limited"}', { type: json })).status).toBe(200);
    expect(received.all()).toEqual([]);
  });

  it('from another workspace are refused, and counted', async () => {
    const { slack, refusals } = await withSecrets();
    const sent = await slack.event({ type: 'app_home_opened', user: 'U-tanaka', tab: 'home' }, { team_id: 'T0EVIL' });
    expect(sent.status).toBe(401);
    expect((await slack.command('U-tanaka', '持ち出し', { team_id: 'T0EVIL' })).status).toBe(401);
    expect(refusals()).toBe(2);
    expect(received.all()).toEqual([]);
  });

  it('are acknowledged only when the pipeline is done', async () => {
    let finish = (): void => {};
    const done = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let acknowledged = false;
    await desk.close();
    desk = await openDesk(async () => {
      await done;
      return { kind: 'done' };
    });
    const sent = desk.slack.say('U-tanaka', '質問').then((answer) => {
      acknowledged = true;
      return answer;
    });
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(acknowledged).toBe(false);
    finish();
    expect((await sent).status).toBe(200);
  });

  it('that are events are answered 503 when nothing could be saved, so that Slack sends them again', async () => {
    const { slack } = await withSecrets();
    received.next(new Error('the disk is full'));
    expect(await slack.say('U-tanaka', '質問')).toMatchObject({ status: 503, body: '' });
  });

  it('that come from a person are answered 200 with a sentence when nothing could be saved', async () => {
    const { slack } = await withSecrets();
    received.next(new Error('the disk is full'));
    const sent = await slack.command('U-tanaka', '持ち出し');
    expect(sent.status).toBe(200);
    expect(sent.body).toContain(couldNotSave);
  });

  it('are not answered 200 before the pipeline is there and the workspace is known', async () => {
    const { slack } = await withSecrets();
    slack.fail({ method: 'auth.test', times: 100, as: { kind: 'error', error: 'token_revoked' } });
    const other = await openDesk(received.receive, { slack });
    expect(other.adapter.unready()).toBe('token_revoked');
    expect((await slack.say('U-tanaka', '質問')).status).toBe(503);
    expect((await slack.command('U-tanaka', '質問')).body).toContain(couldNotSave);
    expect(received.all()).toEqual([]);
    await other.adapter.stop();
    await other.server.close();
  });
});
