import { afterAll, expect, it } from 'vitest';
import { pause } from '../../src/app/wait.ts';
import { allThereOnce } from '../crash/there-once.ts';
import { type Acknowledged, work } from '../crash/worker.ts';
import { chance } from '../support/foul-weather.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { patient, startSeveral } from './several.ts';

const actions = Number(process.env.MAMORI_ACTIONS ?? 5_000);
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
const connections = 16;

const server = await startPostgres();
afterAll(() => server.clear());

it(`promise 20: nothing is lost or done twice in ${actions} actions while PostgreSQL is restarted every 5 to 10 s`, async () => {
  const several = await startSeveral({ server: server.url, bots: 2, staff: connections });
  const { workspace, bots } = several;
  const { slack } = workspace;
  const store = patient(workspace.store);
  const acknowledged: Acknowledged = { requests: [], approvals: [], sentences: [] };
  const answered = () => Object.values(acknowledged).reduce((sum, list) => sum + list.length, 0);
  const random = chance(seed);
  let going = true;
  const ready = () => Promise.resolve();
  const working = Array.from({ length: connections }, (_, number) =>
    work({ slack, store, acknowledged, going: () => going, ready }, number),
  );
  let restarts = 0;
  while (answered() < actions) {
    await pause(5_000 + random() * 5_000);
    // In turn as an administrator restarts it, and as a power cut would.
    await server.stop(restarts % 2 === 0 ? 'fast' : 'immediate');
    await server.start();
    restarts += 1;
  }
  await pause(1_000);
  going = false;
  await Promise.all(working);
  for (const bot of bots) expect(await bot.stop()).toBe(0);

  const { records, shown } = await allThereOnce(workspace, acknowledged);
  expect(restarts).toBeGreaterThan(0);
  process.stdout.write(
    `${restarts} restarts (CRASH_SEED=${seed}): ${acknowledged.requests.length} requests, ` +
      `${acknowledged.approvals.length} approvals, ${acknowledged.sentences.length} sentences acknowledged and there ` +
      `once; ${records} records verify, ${shown} cards shown, none missing\n`,
  );
  await several.close();
});
