import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pause } from '../../src/app/wait.ts';
import { dump } from '../support/dump.ts';
import { pressed, sentIn } from '../support/fake-slack/payloads.ts';
import { thorough } from '../support/thorough.ts';
import { slackId, type TwoPlatforms, twoPlatforms } from '../support/two-platforms.ts';
import { aTakeout } from '../support/world.ts';

type Payload = Record<string, unknown>;
type Message = { kind: 'interactive' | 'events_api' | 'slash_commands'; payload: Payload };

let world: TwoPlatforms;
let keys = 0;
beforeAll(async () => {
  const deputies = [{ principal: 'leader', deputy: 'colleague' }];
  world = await twoPlatforms({ chart: { deputies }, slack: ['staff', 'leader', 'colleague', 'head', 'staff2'] });
});
afterAll(() => world.close());

const ts = (): string => `1700000300.${String(++keys).padStart(6, '0')}`;
const press = (who: string, action: object, key = ts()): Message => ({
  kind: 'interactive',
  payload: pressed(world.slack, slackId(who), { do: 'press', ...action }, key),
});
const form = (who: string, name: string, context: object, values: Record<string, string>): Message => ({
  kind: 'interactive',
  payload: sentIn(world.slack, slackId(who), { form: name, context, values }, `trigger.${ts()}`),
});
const event = (inner: object): Message => ({
  kind: 'events_api',
  payload: { type: 'event_callback', team_id: world.slack.team, event_id: `Ev${++keys}`, event: inner },
});

const body = ({ kind, payload }: Message): { text: string; type: string } =>
  kind === 'events_api'
    ? { text: JSON.stringify(payload), type: 'application/json' }
    : {
        text: new URLSearchParams(
          kind === 'slash_commands' ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) },
        ).toString(),
        type: 'application/x-www-form-urlencoded',
      };

const send = (message: Message, skew = 0, headers: Record<string, string> = {}) => {
  const { text, type } = body(message);
  return world.slack.wire.post(text, { type, skew, headers });
};

/** Everything there is once all cards are where they belong. */
const settled = async (): Promise<Record<string, string>> => {
  const due = async () => (await world.store.outbox.state(Date.now() + 60_000)).some((lane) => lane.due > 0);
  for (const end = Date.now() + 30_000; Date.now() < end && (await due()); ) await pause(5);
  return { ...(await dump(world.url)), slack: JSON.stringify([...world.slack.world.dms]) };
};

const aCase = async (): Promise<string> => {
  const once = `case${++keys}`;
  await world.receive({
    key: once,
    actor: { platform: 'slack', space: world.slack.team, user: slackId('staff') },
    ask: { type: 'submit', form: 'takeout/new', context: { once }, values: aTakeout() },
  });
  return (await world.store.findCases({ open: true, limit: 1_000 }))
    .filter(({ status }) => status === 'pending')
    .map(({ id }) => id)
    .toSorted((a, b) => Number(a.split('-')[2]) - Number(b.split('-')[2]))
    .at(-1)!;
};

const retried = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };

const steps: Readonly<Record<string, (id: string) => Message>> = {
  approve: (id) => press('leader', { verb: 'approve', case: id, version: 1 }),
  'approve by a deputy': (id) => press('colleague', { verb: 'approve', case: id, version: 1 }),
  refuse: (id) => form('leader', 'takeout/refuse', { case: id, version: 1 }, { said: '別の方法があるため' }),
  'send back': (id) => form('colleague', 'takeout/sendBack', { case: id, version: 1 }, { said: '行き先は?' }),
  later: (id) => press('leader', { verb: 'later', case: id, version: 1 }),
  withdraw: (id) => press('staff', { verb: 'withdraw', case: id }),
  'give back': (id) => form('staff', 'takeout/giveBack', { case: id }, { erased: 'none', note: '' }),
  'a stranger’s press': (id) => press('staff2', { verb: 'approve', case: id, version: 1 }),
};

/** Every step with every other one, or the most telling ones with each other. */
const paired = thorough ? Object.keys(steps) : ['approve', 'refuse', 'give back'];

const others: Readonly<Record<string, () => Message>> = {
  'a sentence': () => event({ type: 'message', channel_type: 'im', user: 'U-staff', text: 'ヘルプ', ts: '1.1' }),
  'an opened home': () => event({ type: 'app_home_opened', user: 'U-staff', tab: 'home' }),
  'a changed profile': () =>
    event({
      type: 'user_change',
      user: {
        id: 'U-head',
        team_id: world.slack.team,
        is_restricted: true,
        profile: { email: 'head@example.jp' },
      },
    }),
  'a new request': () => form('staff', 'takeout/new', { once: `once-${++keys}` }, aTakeout() as Record<string, string>),
  'a report': () => form('staff2', 'incident/new', { once: `once-${++keys}` }, { subject: '紛失', body: '鞄ごと' }),
};

describe('promise 4: what Slack or anybody sends again changes nothing', () => {
  it.each([...Object.keys(steps), ...Object.keys(others)])(
    '%s, five times: again at once, as a retry, within five minutes and after',
    async (name) => {
      const message = steps[name]?.(await aCase()) ?? others[name]!();
      const first = await send(message);
      expect(first.status).toBe(200);
      const before = await settled();
      expect((await send(message)).status).toBe(200);
      expect((await send(message, 0, retried)).status).toBe(200);
      expect((await send(message, -285)).status).toBe(200);
      expect((await send(message, 285)).status).toBe(200);
      expect((await send(message, -302)).status).toBe(401);
      expect(await settled()).toEqual(before);
    },
  );

  it.each(Object.keys(steps))('%s as a double click: nothing more is decided, a refusal is recorded', async (name) => {
    const id = await aCase();
    await send(steps[name]!(id));
    const before = await settled();
    await send(steps[name]!(id));
    const after = await settled();
    const old = new Set(before.ledger!.split('\n'));
    const fresh = after.ledger!.split('\n').filter((row) => !old.has(row));
    const drawn = name === 'later' ? ['ledger', 'cases', 'slots', 'timers', 'slack'] : ['ledger'];
    for (const row of fresh) expect(JSON.parse(row).type).toBe(name === 'later' ? 'request.deferred' : 'refused');
    for (const table of Object.keys(before)) if (!drawn.includes(table)) expect(after[table]).toBe(before[table]);
  });

  it('a form sent twice by two clicks makes one request', async () => {
    const once = { once: 'twice' };
    await send(form('staff', 'takeout/new', once, aTakeout() as Record<string, string>));
    const before = await settled();
    await send(form('staff', 'takeout/new', once, aTakeout() as Record<string, string>));
    const after = await settled();
    expect(after.cases).toBe(before.cases);
    expect(after.slots).toBe(before.slots);
  });

  it.each(paired)(
    '%s and any other step, in each order: both once more, in both orders, change nothing',
    async (name) => {
      for (const other of paired) {
        if (other === name) continue;
        const id = await aCase();
        const [one, two] = [steps[name]!(id), steps[other]!(id)];
        await send(one);
        await send(two);
        const before = await settled();
        for (const again of [one, two, two, one]) expect((await send(again)).status).toBe(200);
        expect(await settled(), `${name}, ${other}`).toEqual(before);
      }
    },
  );
});
