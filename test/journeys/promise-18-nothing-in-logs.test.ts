import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog, type LogLevel } from '../../src/app/log.ts';
import { hands } from '../support/hands.ts';
import { type TwoPlatforms, teamsId, twoPlatforms, typedTakeout } from '../support/two-platforms.ts';

const levels: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'];

/** Told apart by a number, so that one found in the log says where it came from. */
const canaries = (): { next: () => string; pattern: RegExp } => {
  let count = 0;
  return { next: () => `カナリア canary-${++count}`, pattern: /カナリア|canary/iu };
};

describe.each(levels)('a log at level %s (promise 18 for Teams)', (level) => {
  const lines: string[] = [];
  const { next, pattern } = canaries();
  let world: TwoPlatforms;
  const written: { stream: NodeJS.WriteStream; write: NodeJS.WriteStream['write'] }[] = [];

  beforeEach(async () => {
    lines.length = 0;
    // SDKs that speak past the log are heard too.
    for (const stream of [process.stdout, process.stderr]) {
      written.push({ stream, write: stream.write });
      const write = stream.write.bind(stream);
      stream.write = ((text: string | Uint8Array, ...rest: never[]) => {
        if (pattern.test(String(text))) lines.push(String(text));
        return write(text, ...rest);
      }) as typeof stream.write;
    }
    const log = createLog(level, { write: (line: string) => void lines.push(line) });
    const oddities = {
      staff: { teams: { name: next() } },
      guest: { teams: { name: next(), guest: true, email: 'canary@elsewhere.example' } },
    };
    world = await twoPlatforms({ log, oddities, teams: ['staff', 'leader', 'guest', 'security'] });
  });
  afterEach(async () => {
    await world.close();
    for (const { stream, write } of written.splice(0)) stream.write = write;
  });

  const nothingSaid = (): void => expect(lines.filter((line) => pattern.test(line))).toEqual([]);

  it('shows nothing of what people write, press and are called', async () => {
    const { teams } = world;
    const staff = teamsId('staff');
    await teams.say(staff, next());
    await teams.command(staff, 'menu');
    await teams.submit(staff, '持ち出し');
    const typed = { ...typedTakeout, '品名・内容': next(), 目的: next(), 持出先: next(), 経路: next() };
    await teams.submit(staff, '送信', { ...typed, 返却予定日: '2026-06-01' });
    await teams.submit(staff, '送信', { 返却予定日: '2026-06-03' });
    await world.onTeams('leader', '持ち出し 2026-0001');
    await teams.command(staff, 'incidentFromMessage', {
      messagePayload: {
        body: { contentType: 'html', content: `<p>${next()}</p>` },
        linkToMessage: `https://teams.microsoft.com/l/message/${encodeURIComponent(next())}`,
      },
    });
    const hand = hands.teams(world);
    await hand.press('leader', { verb: next(), case: next(), version: 1, arg: next() });
    await hand.open('leader', next(), { case: next(), arg: next() });
    await hand.submit('guest', 'incident/new', { once: next() }, { subject: next(), body: next() });
    await hand.submit('leader', 'takeout/refuse', { case: 'takeout-2026-1', version: 1 }, { said: next() });
    await world.onTeams('staff', '却下');
    nothingSaid();
  });

  it('shows nothing of odd activities and of tokens, good ones and forged ones', async () => {
    const { teams } = world;
    const odd = (over: object) => teams.activity(teamsId('leader'), { type: 'message', text: next(), ...over });
    const token = await teams.signer.token(teams.serviceUrl);
    const forged = await new SignJWT({ serviceurl: teams.serviceUrl, canary: next() })
      .setProtectedHeader({ alg: 'HS256', kid: 'canary-key' })
      .sign(new TextEncoder().encode('canary'.repeat(8)));
    const bodies = [
      odd({}),
      odd({ id: next(), conversation: { id: next(), conversationType: 'personal', tenantId: next() } }),
      odd({ from: { id: next(), aadObjectId: next(), name: next() } }),
      odd({ serviceUrl: `https://canary.example/${encodeURIComponent(next())}` }),
      odd({ type: 'invoke', name: next(), value: next() }),
      odd({ type: 'invoke', name: 'adaptiveCard/action', value: { action: { data: next() } } }),
      odd({ type: 'installationUpdate', action: next() }),
      odd({ channelId: next(), channelData: { tenant: { id: next() } } }),
      odd({ text: 7, canary: next() }),
    ];
    for (const authorization of [`Bearer ${token}`, `Bearer ${forged}`, `Bearer ${token}canary`, 'Basic canary'])
      for (const body of bodies) expect((await teams.post(body, { authorization })).status).toBeLessThan(500);
    nothingSaid();
    expect(lines.join('')).not.toContain(token);
  });

  it('shows nothing of what errors quote: the connector’s, the token’s, the store’s', async () => {
    const { teams, store } = world;
    const hand = hands.teams(world);
    const faults = [
      { on: 'send', as: { kind: 'status', status: 500, code: next() } },
      { on: 'send', as: { kind: 'status', status: 429, code: next() } },
      { on: 'update', as: { kind: 'status', status: 403, code: next() } },
      { on: 'member', as: { kind: 'status', status: 502, code: next() } },
      { on: 'token', as: { kind: 'status', status: 400, code: next() } },
      { on: 'keys', as: { kind: 'status', status: 500, code: next() } },
    ] as const;
    for (const fault of faults) teams.fail(fault);
    teams.world.tokens.clear();
    for (let n = 0; n < 4; n++) await teams.say(teamsId('leader'), `ヘルプ ${next()}`);
    await hand.press('leader', { verb: 'menu' });
    const { commit } = store;
    store.commit = () =>
      Promise.reject(new Error(`insert into cases values ('${next()}')`, { cause: new Error(next()) }));
    expect((await teams.say(teamsId('staff'), next())).status).toBe(503);
    await hand.submit('staff', 'incident/new', { once: 'x' }, { subject: next(), body: next() });
    store.commit = commit;
    await new Promise((done) => setTimeout(done, 50));
    nothingSaid();
    // What went wrong is there all the same, without the words of whoever was hit by it.
    if (['warn', 'info', 'debug', 'trace'].includes(level)) expect(lines.join('')).toContain('teams.not-saved');
    expect(lines.join('')).not.toContain(teams.bot.password);
  });
});
