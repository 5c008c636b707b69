import { SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { teamsAdapter } from '../../../adapters/teams/index.ts';
import { isTrusted } from '../../../adapters/teams/service-url.ts';
import { silentLog } from '../../../src/app/log.ts';
import { intentsOf, type Received } from '../../support/adapter-bench.ts';
import type { TokenChange } from '../../support/fake-teams/sign.ts';
import { appId, type Json } from '../../support/fake-teams/world.ts';
import { type Desk, openDesk, tanaka } from './bench.ts';

describe('who may speak for Teams (promise 11)', () => {
  let desk: Desk;
  let received: Received;
  beforeEach(async () => {
    received = intentsOf();
    desk = await openDesk(received.receive);
  });
  afterEach(() => desk.close());

  const message = (over: Json = {}): Json =>
    desk.teams.activity(tanaka, { type: 'message', text: '持ち出し', ...over });
  const send = async (token: string | undefined, body: Json = message()) =>
    desk.teams.post(body, token === undefined ? {} : { authorization: `Bearer ${token}` });
  const signed = (over: TokenChange): Promise<string> => desk.teams.signer.token(desk.teams.serviceUrl, over);
  const claims = () => {
    const now = Math.floor(Date.now() / 1000);
    return {
      iss: 'https://api.botframework.com',
      aud: appId,
      nbf: now - 60,
      exp: now + 3600,
      serviceurl: desk.teams.serviceUrl,
    };
  };

  it('hears what the channel has signed', async () => {
    expect((await send(await signed({}))).status).toBe(200);
    expect(received.last()?.actor).toEqual({ platform: 'teams', space: desk.teams.tenant, user: tanaka });
    expect(desk.refusals()).toBe(0);
  });

  const forgeries: Record<string, () => Promise<string | undefined>> = {
    'no token': async () => undefined,
    'a token without a signature': async () => new UnsecuredJWT(claims()).encode(),
    'HS256 with the app id as the secret': () =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: 'HS256', kid: 'key-0' })
        .sign(new TextEncoder().encode(appId.padEnd(40, '0'))),
    'a key nobody has published': () => signed({ foreignKey: true }),
    'a key id nobody has published': () => signed({ kid: 'made-up' }),
    'no key id': () => signed({ kid: undefined }),
    'a key that may not speak for Teams': () => signed({ kid: 'for-mail-only' }),
    'an expired token': () => signed({ expires: -400 }),
    'a token for later': () => signed({ notBefore: 400 }),
    'another audience': () => signed({ audience: '00000000-0000-4000-8000-000000000000' }),
    'another issuer': () => signed({ issuer: 'https://sts.windows.net/somebody/' }),
    'the issuer of the US government clouds, which are not served': () =>
      signed({ issuer: 'https://api.botframework.us' }),
    'another service address': () => signed({ serviceUrl: 'https://smba.trafficmanager.net/amer/' }),
    'no service address': () => signed({ serviceUrl: undefined }),
    'words that are no token': async () => 'a.b.c',
    'nothing but dots': async () => '..',
  };
  for (const [name, token] of Object.entries(forgeries)) {
    it(`answers 401 to ${name}`, async () => {
      const answer = await send(await token());
      expect([answer.status, answer.text]).toEqual([401, '']);
      expect(received.all()).toEqual([]);
      expect(desk.refusals()).toBe(1);
    });
  }

  it('answers 401 to another tenant, wherever it is named', async () => {
    const token = await signed({});
    const other = '99999999-1111-4222-8333-000000000000';
    const said = message();
    expect((await send(token, { ...said, conversation: { ...said.conversation, tenantId: other } })).status).toBe(401);
    expect((await send(token, { ...said, channelData: { tenant: { id: other } } })).status).toBe(401);
    expect(
      (await send(token, { ...said, channelData: {}, conversation: { ...said.conversation, tenantId: undefined } }))
        .status,
    ).toBe(401);
    expect(received.all()).toEqual([]);
  });

  it('answers 401 when the body names another service address or channel than the token', async () => {
    const token = await signed({});
    expect((await send(token, message({ serviceUrl: 'http://127.0.0.1:9/' }))).status).toBe(401);
    expect((await send(token, message({ channelId: 'webchat' }))).status).toBe(401);
    expect((await send(token, message({ serviceUrl: undefined }))).status).toBe(401);
  });

  it('goes on living after an unauthenticated {} and after nonsense', async () => {
    for (const body of [{}, [], null, 'x', { type: 'message' }, { serviceUrl: {} }])
      expect((await send(undefined, body)).status).toBe(401);
    const token = await signed({});
    for (const body of [{}, [], null, 'x']) expect((await send(token, body)).status).toBe(401);
    expect((await send(token)).status).toBe(200);
  });

  it('refuses a body of a megabyte before reading it', async () => {
    expect((await send(await signed({}), message({ text: 'あ'.repeat(400_000) }))).status).toBe(413);
  });

  it('keeps its keys while they cannot be read, and takes a new key once they can', async () => {
    desk.teams.fail({ on: 'keys', times: 1_000, as: { kind: 'status', status: 503 } });
    expect((await send(await signed({}))).status).toBe(200);
    desk.teams.heal();
    await desk.close();
    let now = Date.now();
    desk = await openDesk(received.receive, { now: () => now });
    await desk.teams.signer.rotate();
    expect((await send(await signed({}))).status).toBe(401);
    now += 61_000;
    expect((await send(await signed({}))).status).toBe(200);
  });

  it('is not ready while keys or token cannot be had, and says so instead of refusing', async () => {
    await desk.close();
    const received = intentsOf();
    const { startFakeTeams } = await import('../../support/fake-teams/index.ts');
    const teams = await startFakeTeams([]);
    teams.fail({ on: 'keys', times: 1_000, as: { kind: 'reset', after: false } });
    desk = await openDesk(received.receive, { teams });
    expect(desk.adapter.unready()).toBe('signing_keys_unreadable');
    expect((await send(await signed({}))).status).toBe(503);
    expect((await send(undefined)).status).toBe(401);
  });
});

describe('where the bot’s token may go (promise 11)', () => {
  it.each([
    'https://smba.trafficmanager.net/teams/',
    'https://smba.trafficmanager.net/jp/',
    'https://smba.trafficmanager.net/amer/7a3e1f00-1111-4222-8333-00000000beef/',
    'https://smba.infra.gcc.teams.microsoft.com/teams',
  ])('trusts %s', (url) => {
    expect(isTrusted(url, false)).toBe(true);
  });

  it.each([
    'http://smba.trafficmanager.net/teams/',
    'https://evil.trafficmanager.net/teams/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://smba.trafficmanager.net:8443/teams/',
    'https://smba.trafficmanager.net/teams/?to=https://evil.example',
    'https://smba.trafficmanager.net/../%2e%2e/x.y',
    'https://smba.infra.gov.teams.microsoft.us/teams',
    'https://smba.infra.dod.teams.microsoft.us/teams',
    'http://127.0.0.1:3978/',
    'file:///etc/passwd',
    'https://',
    '',
  ])('does not trust %s', (url) => {
    expect(isTrusted(url, false)).toBe(false);
  });
});

describe('a bot that is not set up (promise 17)', () => {
  it.each(['appId', 'password', 'tenantId'])('does not start without its %s', async (missing) => {
    const { default: Fastify } = await import('fastify');
    const bot = { appId, password: 'x', tenantId: appId, [missing]: '' };
    const places = { get: async () => undefined, put: async () => {} };
    expect(() => teamsAdapter({ bot, server: Fastify(), places, log: silentLog })).toThrow('Teams needs');
  });
});
