import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pause } from '../../src/app/wait.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { type Pressed, press, write } from '../support/pressing.ts';
import { type SlowLine, startSlowLine } from '../support/slow-line.ts';
import { until } from './load.ts';
import { type Several, startSeveral } from './several.ts';

const staff = 12;
const mostMs = 2_500;

let server: PostgresServer;
let line: SlowLine;
let several: Several;
beforeAll(async () => {
  server = await startPostgres(['max_connections=40', 'superuser_reserved_connections=0']);
});
afterAll(() => server.clear());
beforeEach(async () => {
  line = await startSlowLine(server.url);
  const through = (url: string): string => url.replace(new URL(url).host, new URL(line.url).host);
  several = await startSeveral({ server: server.url, bots: 1, staff, through });
  // The chart is read once, and so are the accounts of those who press.
  await everybody();
});
afterEach(async () => {
  line.delay(0);
  await several.close();
  await line.close();
});

/** All of them press and write at once, however slow it is. */
const everybody = async (): Promise<{ pressed: Pressed[]; written: Omit<Pressed, 'saved'>[] }> => {
  const { slack } = several.workspace;
  const users = Array.from({ length: staff }, (_, n) => `U-staff${n}`);
  const [pressed, written] = await Promise.all([
    Promise.all(users.map((user) => press(slack, user))),
    Promise.all(users.map((user) => write(slack, user))),
  ]);
  return { pressed, written };
};

const answeredInTime = async (): Promise<number> => {
  const { pressed, written } = await everybody();
  const slowest = Math.max(...pressed.map(({ ms }) => ms), ...written.map(({ ms }) => ms));
  for (const { status } of pressed) expect(status).toBe(200);
  for (const { status } of written) expect([200, 503]).toContain(status);
  expect(slowest).toBeLessThan(mostMs);
  return slowest;
};

const wellAgain = async (): Promise<void> => {
  const { slack } = several.workspace;
  await until(async () => (await press(slack, 'U-staff1')).saved, 10_000);
  const { pressed, written } = await everybody();
  for (const one of pressed) expect(one).toMatchObject({ status: 200, saved: true });
  for (const one of written) expect(one.status).toBe(200);
  expect((await fetch(`${several.origins[0]}/readyz`)).status).toBe(200);
};

/** What is recorded of what people tried: a press that was said to be saved is there, and there once. */
const recorded = async (): Promise<number> =>
  (await several.workspace.store.ledger.recordsOf('org')).filter(({ type }) => type === 'refused').length;

describe('promise 6: while PostgreSQL is slow, people hear within two and a half seconds', () => {
  it.each([100, 250, 500, 1_500])('when each of its answers comes %i ms late', async (ms) => {
    line.delay(ms);
    const slowest = [];
    for (let round = 0; round < 3; round++) slowest.push(await answeredInTime());
    process.stdout.write(`${ms} ms late: the slowest answer took ${Math.round(Math.max(...slowest))} ms\n`);
    line.delay(0);
    await wellAgain();
  });

  it('when somebody else holds what everybody needs, and nothing is done that was said not to be', async () => {
    const other = new pg.Client({ connectionString: several.workspace.env.DATABASE_URL });
    await other.connect();
    const before = await recorded();
    await other.query('begin; lock table intents in access exclusive mode');
    let saved = 0;
    for (let round = 0; round < 4; round++) {
      const { pressed, written } = await everybody();
      for (const { ms, status } of pressed) expect([ms < mostMs, status]).toEqual([true, 200]);
      for (const { ms, status } of written) expect([ms < mostMs, status]).toEqual([true, 503]);
      saved += pressed.filter((one) => one.saved).length;
    }
    expect(saved).toBe(0);
    // The server gives up soon after the bot has: nothing waits for the lock any more when it goes.
    await pause(1_500);
    await other.query('rollback');
    await pause(500);
    expect(await recorded()).toBe(before);
    await other.end();
    await wellAgain();
  });

  it('when every connection the server has is taken by others', async () => {
    const { workspace } = several;
    const hogs: pg.Client[] = [];
    const grab = async (): Promise<boolean> => {
      const hog = new pg.Client({ connectionString: workspace.env.DATABASE_URL });
      hog.on('error', () => undefined);
      return hog.connect().then(
        () => hogs.push(hog) > 0,
        () => false,
      );
    };
    while (await grab());
    const [first] = hogs;
    await first?.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'mamori%' and pid <> pg_backend_pid()`,
    );
    // Each time one of the bot's connections looks for its place again, somebody else is in it.
    for (let tries = 0; tries < 50; tries++) while (await grab());
    let turnedAway = 0;
    for (let round = 0; round < 4; round++) {
      const { pressed, written } = await everybody();
      for (const { ms, status } of [...pressed, ...written]) expect([ms < mostMs, status]).toEqual([true, status]);
      for (const { status } of pressed) expect(status).toBe(200);
      turnedAway += pressed.filter(({ saved }) => !saved).length;
    }
    for (const hog of hogs) await hog.end();
    await wellAgain();
    // One of the bot's connections may have been quicker, and serves those it can.
    expect(turnedAway).toBeGreaterThan(0);
  });
});
