import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pause } from '../../src/app/wait.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { press, write } from '../support/pressing.ts';
import { type Several, startSeveral } from './several.ts';

/** Real waiting is for whoever has the time: CI takes a minute of it. */
const awayMs = Number(process.env.MAMORI_AWAY_MS ?? 20_000);

let server: PostgresServer;
let several: Several;

beforeAll(async () => {
  server = await startPostgres();
  several = await startSeveral({ server: server.url, bots: 1, staff: 4 });
});
afterAll(async () => {
  await several.close();
  await server.clear();
});

const user = 'U-staff1';
const pressOnce = () => press(several.workspace.slack, user);
const event = () => write(several.workspace.slack, user);

const readiness = async (): Promise<number> => (await fetch(`${several.origins[0]}/readyz`)).status;

const whileAway = async (): Promise<void> => {
  const slowest = { press: 0, event: 0 };
  for (const end = Date.now() + awayMs; Date.now() < end; await pause(500)) {
    const [pressed_, told] = await Promise.all([pressOnce(), event()]);
    expect(pressed_).toMatchObject({ status: 200, saved: false });
    expect(told.status).toBe(503);
    slowest.press = Math.max(slowest.press, pressed_.ms);
    slowest.event = Math.max(slowest.event, told.ms);
  }
  process.stdout.write(
    `slowest answer: ${Math.round(slowest.press)} ms (press), ${Math.round(slowest.event)} ms (event)\n`,
  );
  // Two seconds, and what a busy machine takes to notice the answer.
  expect(Math.max(slowest.press, slowest.event)).toBeLessThan(2_500);
  expect(await readiness()).toBe(503);
};

const backAgain = async (): Promise<void> => {
  for (const end = Date.now() + 10_000; (await readiness()) !== 200; await pause(100)) {
    if (Date.now() > end) throw new Error('it did not come back by itself');
  }
  expect(await pressOnce()).toMatchObject({ status: 200, saved: true });
  expect((await event()).status).toBe(200);
};

describe('while PostgreSQL is away, people hear within two seconds that nothing was saved', () => {
  it('when it is stopped', async () => {
    expect(await pressOnce()).toMatchObject({ status: 200, saved: true });
    await server.stop('fast');
    await whileAway();
    await server.start();
    await backAgain();
  });

  it('when it no longer answers', async () => {
    const thaw = await server.freeze();
    await whileAway().finally(thaw);
    await backAgain();
  });

  it('nothing that was turned away has been saved', async () => {
    const records = await several.workspace.store.ledger.recordsOf('org');
    const tried = records.filter(({ type }) => type === 'refused');
    expect(tried).toHaveLength(3);
  });
});
