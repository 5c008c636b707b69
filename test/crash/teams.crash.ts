import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSealCopies } from '../../src/app/seal-copies.ts';
import { readSealKey } from '../../src/app/seal-key.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { pause } from '../../src/app/wait.ts';
import { startFakeTeams } from '../support/fake-teams/index.ts';
import { wordsOf } from '../support/fake-teams/look.ts';
import { openWorkspace } from '../support/real-workspace.ts';
import { freePort, startBot } from '../support/running-bot.ts';
import { makeTeamsCases, openChart, type Pending } from '../support/teams-chart.ts';

const kills = Number(process.env.CRASH_KILLS ?? 20);
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
const groups = 16;

/** Small and seeded, so that a run that failed can be had again. */
const chance = (from: number) => {
  let state = from;
  return (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
};

it(`loses no press of Teams it has answered (promise 1), over ${kills} kills (CRASH_SEED=${seed})`, async () => {
  const random = chance(seed);
  const workspace = await openWorkspace(0);
  const { store, folder } = workspace;
  const teams = await startFakeTeams([]);
  teams.world.limited = false;
  await openChart(store, teams, groups);
  const waiting = await makeTeamsCases(store, teams.tenant, 3_000, groups);
  const port = await freePort();
  teams.sendTo(`http://127.0.0.1:${port}/api/messages`);
  const env = {
    ...workspace.env,
    SLACK_BOT_TOKEN: '',
    SLACK_SIGNING_SECRET: '',
    SLACK_API_URL: '',
    TEAMS_APP_ID: teams.bot.appId,
    TEAMS_APP_PASSWORD: teams.bot.password,
    TEAMS_TENANT_ID: teams.bot.tenantId,
    TEAMS_OPENID_METADATA_URL: teams.bot.openIdMetadataUrl,
    TEAMS_TOKEN_URL: teams.bot.tokenUrl,
  };
  const start = () => startBot({ cwd: folder, port, env });
  let bot = start();
  let ready = bot.ready();
  await ready;

  const answered: string[] = [];
  const work: { going: boolean } = { going: true };
  /** Teams sends an invoke again, under a new id, until somebody answers it. */
  const press = async ({ id, leader }: Pending): Promise<void> => {
    const data = { action: { do: 'press', verb: 'approve', case: id, version: 1 } };
    const value = { action: { type: 'Action.Execute', verb: 'approve', data }, trigger: 'manual' };
    while (work.going) {
      await ready;
      const answer = await teams
        .invoke(leader, 'adaptiveCard/action', value, { replyToId: `m-${id}` })
        .catch(() => undefined);
      if (answer?.status === 200 && answer.json.statusCode === 200) return void answered.push(id);
      await pause(20);
    }
  };
  const worker = async (): Promise<void> => {
    for (let next = waiting.pop(); next && work.going; next = waiting.pop()) await press(next);
  };
  const workers = Array.from({ length: groups }, worker);
  for (let kill = 0; kill < kills; kill++) {
    await pause(50 + random() * 600);
    const killed = bot.kill();
    ready = killed.then(() => {
      bot = start();
      return bot.ready();
    });
    await ready;
  }
  await pause(1_000);
  work.going = false;
  await Promise.all(workers);
  expect(await bot.stop()).toBe(0);

  for (const id of answered) {
    const types = (await store.ledger.recordsOf(id)).map(({ type }) => type);
    expect(
      types.filter((type) => type === 'request.approved'),
      `${id}: ${types.join(' ')}`,
    ).toHaveLength(1);
    expect((await store.loadCase(id))?.status, id).toBe('approved');
  }
  // Teams cannot be asked whether a card arrived, so one sent in the moment of a kill may stand there twice: never more.
  const titles = [...teams.world.messages].flatMap(([user, list]) =>
    list.map(({ card }) => `${user} ${wordsOf(card).split('\n')[0]?.split(' ').slice(0, 2).join(' ')}`),
  );
  const extra = titles.length - new Set(titles).size;
  const { publicKey } = readSealKey(join(folder, 'seal.key'));
  const verdict = await verifyLedger(store.ledger, publicKey, await readSealCopies(join(folder, 'seals.jsonl')));
  expect(verdict.firstBreak).toBeUndefined();
  expect(answered.length).toBeGreaterThan(kills);
  process.stdout.write(
    `${kills} kills: ${answered.length} presses answered and there once; ${verdict.records} records verify, ` +
      `${titles.length} cards in Teams, ${extra} of them a second time\n`,
  );
  await workspace.close();
  await teams.close();
});
