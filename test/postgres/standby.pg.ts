import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import { pause } from '../../src/app/wait.ts';
import { allThereOnce } from '../crash/there-once.ts';
import { aRequest } from '../support/a-change.ts';
import { aDatabase } from '../support/postgres-fixture.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { freePort, startBot } from '../support/running-bot.ts';
import { count, nothingYet, startWork, until } from './load.ts';
import { startSeveral } from './several.ts';

const staff = 6;

let primary: PostgresServer;
let standby: Awaited<ReturnType<PostgresServer['standby']>>;

beforeAll(async () => {
  primary = await startPostgres();
  standby = await primary.standby();
  // From here on nothing is acknowledged before the standby has it, as the operator's guide asks.
  const client = new pg.Client({ connectionString: primary.url });
  await client.connect();
  await client.query(`alter system set synchronous_standby_names = '*'`);
  await client.query('select pg_reload_conf()');
  await client.end();
});
afterAll(async () => {
  await standby.clear();
  await primary.clear();
});

const hostOf = (server: PostgresServer): string => new URL(server.url).host;
/** The same database where it is asked for at these servers, in this order. */
const at = (url: string, ...servers: readonly PostgresServer[]): string =>
  url.replace(new URL(url).host, servers.map(hostOf).join(','));

describe('decisions are never read from a replica', () => {
  it('a bot pointed at a standby does not start, and says where to point it', async () => {
    const { url } = await aDatabase({ server: primary.url });
    const made = await openStore(url, { lock: true });
    await made.commit(aRequest('takeout-2026-1'));
    await made.close();
    const followed = at(url, standby);
    const env = { DATABASE_URL: followed, SEAL_KEY_FILE: `${primary.data}.key` };
    const bot = startBot({ cwd: process.cwd(), port: await freePort(), env: { ...env, TEAMS_LOCAL: '1' } });
    await expect(bot.ready()).rejects.toThrow(
      'このPostgreSQLは読み取り専用の複製です。DATABASE_URL を元のほうに向けてください。',
    );
    await expect(openStore(followed, { lock: false })).rejects.toThrow('読み取り専用の複製');
  });

  it('of two servers that are named, the one that may be written to is found, whichever comes first', async () => {
    const { url } = await aDatabase({ server: primary.url });
    const store = await openStore(at(url, standby, primary), { lock: true });
    for (let n = 0; n < 20; n++) expect(await store.commit(aRequest(`takeout-2026-${n}`))).toBe('committed');
    expect(await store.findCases({ limit: 100 })).toHaveLength(20);
    await store.close();
  });
});

describe('when the standby takes over', () => {
  it('both bots go on by themselves, and nothing that was acknowledged is lost or done twice', async () => {
    const through = (url: string): string => at(url, primary, standby);
    const several = await startSeveral({ server: primary.url, bots: 2, staff, through });
    const acknowledged = nothingYet();
    const stop = startWork(several, acknowledged, staff);
    await until(() => count(acknowledged) >= 60, 60_000);
    await primary.stop('immediate');
    await pause(2_000);
    const before = count(acknowledged);
    await standby.promote();
    const began = Date.now();
    await until(() => count(acknowledged) >= before + staff, 90_000);
    const back = Date.now() - began;
    const ready = async (origin: string): Promise<boolean> => (await fetch(`${origin}/readyz`)).status === 200;
    for (const origin of several.origins) await until(() => ready(origin), 30_000);
    await until(() => count(acknowledged) >= before + 60, 60_000);
    await stop();
    const { records } = await allThereOnce(several.workspace, acknowledged);
    process.stdout.write(
      `${before} acknowledged before the failover and ${count(acknowledged) - before} after, the first ${staff} of them ` +
        `${back} ms after the standby took over; ${records} records verify\n`,
    );
    // Whoever is first asked now is the one that has gone.
    for (const bot of several.bots) expect(await bot.stop()).toBe(0);
    await several.workspace.close();
  });
});
