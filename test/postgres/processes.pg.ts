import pg from 'pg';
import { afterEach, expect, it } from 'vitest';
import { pause } from '../../src/app/wait.ts';
import { allThereOnce } from '../crash/there-once.ts';
import { pressed, sentIn } from '../support/fake-slack/payloads.ts';
import { chance } from '../support/foul-weather.ts';
import { count, nothingYet, startWork, until } from './load.ts';
import { type Several, startSeveral } from './several.ts';

const leaseMs = 15_000;
const staff = 8;
/** Most kills fall on one process alone, in the tests of the promises; these show that the other goes on. */
const kills = Number(process.env.MAMORI_PAIR_KILLS ?? 8);
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
const takeout = { purpose: '相談会で使うため' };

let several: Several;
afterEach(() => several?.close());

it('promise 3: 40 clicks of two approvers at once, on two processes, are one decision', async () => {
  several = await startSeveral({ bots: 2, staff });
  const { slack, store } = several.workspace;
  const year = { from: '2020-04-01', until: '2099-03-31' };
  await store.commit({
    key: 'test/deputy',
    at: new Date().toISOString(),
    cases: [],
    directory: { deputies: [{ id: 'd', principal: 'leader', deputy: 'staff7', role: 'informationManager', ...year }] },
    facts: [],
    slots: [],
    timers: [],
    homes: [],
  });
  const acknowledged = nothingYet();
  const stop = startWork(several, acknowledged, 5);
  await until(() => acknowledged.requests.length >= 5, 60_000);
  await stop();
  const open = (await store.findCases({ open: true })).filter(({ status }) => status === 'pending');
  const cases = open.length > 0 ? open : await askMore(5);
  for (const { id, version } of cases) {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => {
        const user = n % 2 === 0 ? 'U-leader' : 'U-staff7';
        const key = `17999${id.replace(/\D/g, '')}.${n}`;
        const context = { case: id, version };
        return n % 4 < 2
          ? slack.wire.send('interactive', pressed(slack, user, { do: 'press', verb: 'approve', ...context }, key))
          : slack.wire.send(
              'interactive',
              sentIn(slack, user, { form: 'takeout/refuse', context, values: { said: takeout.purpose } }, key),
            );
      }),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const types = (await store.ledger.recordsOf(id)).map(({ type }) => type);
    expect(types.filter((type) => ['request.approved', 'request.refused'].includes(type))).toHaveLength(1);
    expect(types.filter((type) => type === 'refused')).toHaveLength(39);
  }
});

/** Requests that wait for their approver. */
const askMore = async (most: number) => {
  const { slack, store } = several.workspace;
  const acknowledged = nothingYet();
  const send = slack.wire.send;
  // Nobody approves for a moment: the clicks of the workers are swallowed.
  slack.wire.send = async (kind, body) =>
    JSON.stringify(body).includes('approve') ? Promise.reject(new Error('not now')) : send(kind, body);
  const stop = startWork(several, acknowledged, most);
  await until(() => acknowledged.requests.length >= most, 60_000);
  await stop();
  slack.wire.send = send;
  return (await store.findCases({ open: true })).filter(({ status }) => status === 'pending');
};

it(`promise 1: nothing acknowledged is lost or done twice while one of two processes is killed ${kills} times`, async () => {
  several = await startSeveral({ bots: 2, staff });
  const acknowledged = nothingYet();
  const stop = startWork(several, acknowledged, staff);
  const random = chance(seed);
  for (let kill = 0; kill < kills; kill++) {
    const before = count(acknowledged);
    await until(() => count(acknowledged) > before, 20_000);
    await pause(random() * 400);
    await several.bots[kill % 2]?.kill();
    await several.start(kill % 2).ready();
  }
  await stop();
  const { records, shown } = await allThereOnce(several.workspace, acknowledged);
  process.stdout.write(
    `${kills} kills of one of two (CRASH_SEED=${seed}): ${count(acknowledged)} acknowledged and there once; ` +
      `${records} records verify, ${shown} cards shown, none missing\n`,
  );
  expect(acknowledged.approvals.length).toBeGreaterThan(kills / 2);
});

it('promise 8: what a killed process was delivering is taken on by the others within its lease and five seconds', async () => {
  several = await startSeveral({ bots: 3, staff });
  const { slack } = several.workspace;
  slack.fail({ method: 'chat.postMessage', as: { kind: 'hang' }, times: 1_000 });
  const acknowledged = nothingYet();
  const stop = startWork(several, acknowledged, staff);
  await until(() => count(acknowledged) >= 60, 60_000);
  const [first] = several.bots;
  const client = new pg.Client({ connectionString: several.workspace.env.DATABASE_URL });
  await client.connect();
  const held = async (): Promise<number> =>
    (await client.query(`select 1 from slots where lease_by like $1`, [`${first?.pid}-%`])).rows.length;
  await until(async () => (await held()) > 0, 20_000);
  await first?.kill();
  await stop();
  const left = await held();
  expect(left).toBeGreaterThan(0);
  slack.heal();
  // What follows is sent at the pace Slack allows.
  const took = await until(async () => (await held()) === 0, leaseMs + 5_000);
  await client.end();
  process.stdout.write(`${left} cards were with one of three when it was killed; others had them after ${took} ms\n`);
  await allThereOnce(several.workspace, acknowledged);
  several.start(0);
});

it('a restart of one process after the other under load loses nothing', async () => {
  several = await startSeveral({ bots: 2, staff });
  const acknowledged = nothingYet();
  const stop = startWork(several, acknowledged, staff);
  for (let place = 0; place < 4; place++) {
    await pause(1_000);
    expect(await several.bots[place % 2]?.stop()).toBe(0);
    await several.start(place % 2).ready();
  }
  await pause(1_000);
  await stop();
  await allThereOnce(several.workspace, acknowledged);
  expect(acknowledged.approvals.length).toBeGreaterThan(10);
});

it('what the clock asks is done once, however many processes look at it', async () => {
  several = await startSeveral({ bots: 3, staff });
  const client = new pg.Client({ connectionString: several.workspace.env.DATABASE_URL });
  await client.connect();
  const ticks = async (): Promise<number> =>
    Number((await client.query(`select count(*) from pgboss.job where name = 'mamori-tick'`)).rows[0].count);
  // A bot serves people before its clock has begun.
  await until(async () => (await ticks().catch(() => 0)) > 0, 30_000);
  const before = await ticks();
  await pause(6_000);
  const more = (await ticks()) - before;
  await client.end();
  expect(more).toBeGreaterThanOrEqual(4);
  expect(more).toBeLessThanOrEqual(7);
});
