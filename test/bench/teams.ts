import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pause } from '../../src/app/wait.ts';
import { startFakeTeams } from '../support/fake-teams/index.ts';
import { openWorkspace } from '../support/real-workspace.ts';
import { freePort, startBot } from '../support/running-bot.ts';
import { makeTeamsCases, openChart, type Pending, teamsId } from '../support/teams-chart.ts';
import { fire, type Measured, median, type Shot } from './load.ts';
import { outgoing } from './teams-outgoing.ts';

const folder = new URL('.', import.meta.url).pathname;
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const shotsEach = Number(process.env.BENCH_SHOTS ?? 2_000);
const loads = [16, 64];
const groups = 64;

const canPin = spawnSync('taskset', ['-c', '1', 'true']).status === 0;
if (canPin) spawnSync('taskset', ['-cp', '1', String(process.pid)]);
const pinned = (command: readonly string[]): string[] => [...(canPin ? ['taskset', '-c', '0'] : []), ...command];
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const workspace = await openWorkspace(0);
const { store } = workspace;
const leaders = Array.from({ length: groups }, (_, n) => teamsId('a', n));
const teams = await startFakeTeams(
  leaders.map((id, n) => ({ id, name: `leader${n}`, email: `leader${n}@example.jp` })),
);
teams.world.limited = false;
await openChart(store, teams, groups);
const needed = (rounds * loads.length + 1) * shotsEach;
print(`making ${needed} pending requests`);
const ids = await makeTeamsCases(store, teams.tenant, needed, groups);

const env = {
  ...workspace.env,
  // An empty value counts as absent: Teams alone.
  SLACK_BOT_TOKEN: '',
  SLACK_SIGNING_SECRET: '',
  SLACK_API_URL: '',
  TEAMS_APP_ID: teams.bot.appId,
  TEAMS_APP_PASSWORD: teams.bot.password,
  TEAMS_TENANT_ID: teams.bot.tenantId,
  TEAMS_OPENID_METADATA_URL: teams.bot.openIdMetadataUrl,
  TEAMS_TOKEN_URL: teams.bot.tokenUrl,
};

const startBare = (port: number): Promise<ChildProcess> => {
  const [command = '', ...args] = pinned([process.execPath, '--import', 'tsx', join(folder, 'bare-cloud-adapter.ts')]);
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve) => {
    child.stdout?.once('data', () => resolve(child));
  });
};

/** Presses of 承認, one a case, as Teams sends them: one token for all. */
const clicks = async (take: readonly Pending[]): Promise<Shot[]> => {
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${await teams.signer.token(teams.serviceUrl)}`,
  };
  return take.map(({ id, leader }) => {
    const data = { action: { do: 'press', verb: 'approve', case: id, version: 1 } };
    const value = { action: { type: 'Action.Execute', verb: 'approve', data }, trigger: 'manual' };
    const body = teams.activity(leader, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: `1700-${id}`,
      value,
    });
    return { body: JSON.stringify(body), headers };
  });
};

const against = async (origin: string, connections: number, take: readonly Pending[]): Promise<Measured> => {
  const measured = await fire(origin, await clicks(take), connections, '/api/messages');
  if (measured.refused > 0) throw new Error(`${measured.refused} clicks were not answered`);
  return measured;
};
const show = ({ rate, p50, p99 }: Measured): string =>
  `${rate.toFixed(0).padStart(6)} /s  p50 ${p50.toFixed(2)}  p99 ${p99.toFixed(2)} ms`;

const [barePort, botPort] = [await freePort(), await freePort()];
const bare = await startBare(barePort);
const bareUrl = `http://127.0.0.1:${barePort}`;
const bot = startBot({ cwd: workspace.folder, port: botPort, env, ...(canPin ? { pin: 0 } : {}) });
await bot.ready();
/** At start the bot looks over every pending case once; thousands of them would be measured along with the presses. */
const settled = async (): Promise<void> => {
  while (!/timers_total\{outcome="done"\} [1-9]/.test(await (await fetch(`${bot.url}/metrics`)).text()))
    await pause(200);
};
await settled();
// Both warm up before anything counts.
await against(bareUrl, 16, ids.slice(0, shotsEach));
await against(bot.url, 16, ids.splice(0, shotsEach));
const results: { connections: number; bare: Measured; mamori: Measured }[] = [];
for (let round = 0; round < rounds; round++) {
  for (const connections of loads) {
    const mine = ids.splice(0, shotsEach);
    const first = await against(bareUrl, connections, mine);
    const second = await against(bot.url, connections, mine);
    print(`${String(connections).padStart(3)} connections  bare ${show(first)}   mamori ${show(second)}`);
    results.push({ connections, bare: first, mamori: second });
  }
}
await bot.stop();
bare.kill();
const approved = (await store.findCases({ limit: 500 })).filter(({ status }) => status === 'approved').length;
if (approved === 0) throw new Error('nothing was approved: the clicks measured nothing');

const ratios = loads.map((connections) => {
  const mine = results.filter((result) => result.connections === connections);
  return { connections, throughput: median(mine.map((one) => one.mamori.rate / one.bare.rate)) };
});
for (const { connections, throughput } of ratios) {
  print(`${connections} connections: ${throughput.toFixed(2)} of a bare CloudAdapter's throughput`);
}
const sending = await outgoing(teams, leaders[0] ?? '', rounds);
print(`outgoing: ${sending.toFixed(2)} of a bare connector client`);
mkdirSync(join(folder, 'out'), { recursive: true });
const file = join(folder, 'out', `teams-${new Date().toISOString().replaceAll(':', '')}.json`);
writeFileSync(file, JSON.stringify({ canPin, rounds, shotsEach, ratios, results, outgoing: sending }, null, 2));
print(`written to ${file}`);
await workspace.close();
await teams.close();
process.exit(0);
