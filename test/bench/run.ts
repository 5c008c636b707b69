import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSealKey } from '../../src/app/seal-key.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { pause } from '../../src/app/wait.ts';
import { openWorkspace } from '../support/real-workspace.ts';
import { freePort, startBot } from '../support/running-bot.ts';
import { makeCases, signedClicks } from './clicks.ts';
import { fire, type Measured, median } from './load.ts';

const folder = new URL('.', import.meta.url).pathname;
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const shotsEach = Number(process.env.BENCH_SHOTS ?? 2_000);
const loads = [16, 64];

const canPin = spawnSync('taskset', ['-c', '1', 'true']).status === 0;
if (canPin) spawnSync('taskset', ['-cp', '1', String(process.pid)]);
const pinned = (command: readonly string[]): string[] => [...(canPin ? ['taskset', '-c', '0'] : []), ...command];
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const startBare = (port: number, secret: string): Promise<ChildProcess> => {
  const [command = '', ...args] = pinned([process.execPath, '--import', 'tsx', join(folder, 'bare-bolt.ts')]);
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH, PORT: String(port), SLACK_SIGNING_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve) => {
    child.stdout?.once('data', () => resolve(child));
  });
};

const show = ({ rate, p50, p99 }: Measured): string =>
  `${rate.toFixed(0).padStart(6)} /s  p50 ${p50.toFixed(2)}  p99 ${p99.toFixed(2)} ms`;

const workspace = await openWorkspace(16);
const { slack, store } = workspace;
const needed = (rounds * loads.length + 1) * shotsEach;
print(`making ${needed} pending requests`);
const ids = await makeCases(store, slack.team, needed);

const [barePort, botPort] = [await freePort(), await freePort()];
const bare = await startBare(barePort, slack.signingSecret);
const began = performance.now();
const bot = startBot({ cwd: workspace.folder, port: botPort, env: workspace.env, ...(canPin ? { pin: 0 } : {}) });
await bot.ready();
const startMs = performance.now() - began;
const idleMiB = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${bot.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** At start the bot looks over every pending case once; thousands of them would be measured along with the clicks. */
const settled = async (): Promise<void> => {
  while (!/timers_total\{outcome="done"\} [1-9]/.test(await (await fetch(`${bot.url}/metrics`)).text()))
    await pause(200);
};
await settled();

const against = async (origin: string, connections: number, take: readonly string[]): Promise<Measured> => {
  const measured = await fire(origin, signedClicks(slack.signingSecret, slack.team, take), connections);
  if (measured.refused > 0) throw new Error(`${measured.refused} clicks were not acknowledged`);
  return measured;
};

// Both warm up before anything counts.
await against(`http://127.0.0.1:${barePort}`, 16, ids.slice(0, shotsEach));
await against(bot.url, 16, ids.splice(0, shotsEach));
const results: { connections: number; bare: Measured; mamori: Measured }[] = [];
for (let round = 0; round < rounds; round++) {
  for (const connections of loads) {
    const mine = ids.splice(0, shotsEach);
    const first = await against(`http://127.0.0.1:${barePort}`, connections, mine);
    const second = await against(bot.url, connections, mine);
    print(`${String(connections).padStart(3)} connections  bare ${show(first)}   mamori ${show(second)}`);
    results.push({ connections, bare: first, mamori: second });
  }
}
await bot.stop();
bare.kill();

const approved = (await store.findCases({ limit: 500 })).filter(({ status }) => status === 'approved').length;
if (approved === 0) throw new Error('nothing was approved: the clicks measured nothing');
const verifyBegan = performance.now();
const verdict = await verifyLedger(store.ledger, readSealKey(join(workspace.folder, 'seal.key')).publicKey);
const verifyRate = verdict.records / ((performance.now() - verifyBegan) / 1000);

const ratios = loads.map((connections) => {
  const mine = results.filter((result) => result.connections === connections);
  return {
    connections,
    throughput: median(mine.map((one) => one.mamori.rate / one.bare.rate)),
    p99: median(mine.map((one) => one.mamori.p99 / one.bare.p99)),
  };
});
for (const { connections, throughput, p99 } of ratios) {
  print(
    `${connections} connections: ${throughput.toFixed(2)} of bare Bolt's throughput, p99 ${p99.toFixed(2)} times its`,
  );
}
print(
  `ready after ${startMs.toFixed(0)} ms, idle ${idleMiB.toFixed(0)} MiB, ledger verify ${verifyRate.toFixed(0)} records/s`,
);
mkdirSync(join(folder, 'out'), { recursive: true });
const file = join(folder, 'out', `clicks-${new Date().toISOString().replaceAll(':', '')}.json`);
const firstBreak = verdict.firstBreak ?? null;
writeFileSync(
  file,
  JSON.stringify({ canPin, rounds, shotsEach, ratios, results, startMs, idleMiB, verifyRate, firstBreak }, null, 2),
);
print(`written to ${file}`);
await workspace.close();
