import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pause } from '../../src/app/wait.ts';
import { openWorkspace } from '../support/real-workspace.ts';
import { freePort, startBot } from '../support/running-bot.ts';
import { deliverAll, makeCases, signedClicks } from './clicks.ts';
import { verifyRate } from './ledger-rate.ts';
import { fire, type Measured, median } from './load.ts';
import { bareImports, cpuOf, memoryOf, slowDisk } from './processes.ts';
import { sending } from './sending.ts';

const folder = new URL('.', import.meta.url).pathname;
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const shotsEach = Number(process.env.BENCH_SHOTS ?? 2_000);
const loads = [16, 64];

const cores = availableParallelism();
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

/** What a click costs the server's core, all its threads together. */
type Run = Measured & { cpu: number };

const show = ({ rate, p50, p99, cpu }: Run): string =>
  `${rate.toFixed(0).padStart(6)} /s  p50 ${p50.toFixed(2)}  p99 ${p99.toFixed(2)} ms  cpu ${cpu.toFixed(0)} us`;

const workspace = await openWorkspace(16);
const { slack, store } = workspace;
const needed = (rounds * (loads.length + 1) + 2) * shotsEach;

const [barePort, botPort] = [await freePort(), await freePort()];
const bare = await startBare(barePort, slack.signingSecret);
const pin = canPin ? { pin: 0 } : {};
const start = (env: Readonly<Record<string, string>> = {}) =>
  startBot({ cwd: workspace.folder, port: botPort, env: { ...workspace.env, ...env }, ...pin });

/** With nothing to look over yet: how long until it is ready, over importing what it is built on. */
const startMs: number[] = [];
const importMs: number[] = [];
for (let n = 0; n < 3; n++) {
  importMs.push(await bareImports(pinned));
  const began = performance.now();
  const started = start();
  await started.ready();
  startMs.push(performance.now() - began);
  await started.stop();
}
const startRatio = median(startMs.map((ms, n) => ms / (importMs[n] ?? ms)));
let bot = start();
await bot.ready();
/** By then the policy is indexed. */
await pause(8_000);
const idleMiB = memoryOf(bot.pid);
await bot.stop();
const outgoing = await sending(slack, store, rounds);
print(`making ${needed} pending requests`);
const ids = await makeCases(store, slack.team, needed);
await deliverAll(store, slack.team);
bot = start();
await bot.ready();
await pause(8_000);
/** With all of them pending. */
const busyMiB = memoryOf(bot.pid);

/** At start the bot looks over every pending case once; thousands of them would be measured along with the clicks. */
const settled = async (): Promise<void> => {
  while (!/timers_total\{outcome="done"\} [1-9]/.test(await (await fetch(`${bot.url}/metrics`)).text()))
    await pause(200);
};
await settled();

const against = async (
  server: { url: string; pid: number },
  connections: number,
  take: readonly string[],
): Promise<Run> => {
  const shots = signedClicks(slack.signingSecret, slack.team, take);
  const before = cpuOf(server.pid);
  const measured = await fire(server.url, shots, connections);
  if (measured.refused > 0) throw new Error(`${measured.refused} clicks were not acknowledged`);
  return { ...measured, cpu: (cpuOf(server.pid) - before) / take.length };
};

// Both warm up before anything counts.
const plain = { url: `http://127.0.0.1:${barePort}`, pid: bare.pid ?? 0 };
await against(plain, 16, ids.slice(0, shotsEach));
await against(bot, 16, ids.splice(0, shotsEach));
const results: { connections: number; bare: Run; mamori: Run }[] = [];
for (let round = 0; round < rounds; round++) {
  for (const connections of loads) {
    const mine = ids.splice(0, shotsEach);
    const first = await against(plain, connections, mine);
    const second = await against(bot, connections, mine);
    print(`${String(connections).padStart(3)} connections  bare ${show(first)}   mamori ${show(second)}`);
    results.push({ connections, bare: first, mamori: second });
  }
}
await bot.stop();
bare.kill();

/** p99 at 64 connections where every fsync takes 10 ms longer, in ms. */
const slow = slowDisk(workspace.folder);
const slowP99: number[] = [];
if (slow) {
  bot = start({ LD_PRELOAD: slow });
  await bot.ready();
  await pause(8_000);
  await settled();
  // A program that has just begun takes ten times as long for its first clicks.
  await against(bot, 16, ids.splice(0, shotsEach));
  for (let round = 0; round < rounds; round++) slowP99.push((await against(bot, 64, ids.splice(0, shotsEach))).p99);
  await bot.stop();
}

const approved = (await store.findCases({ limit: 500 })).filter(({ status }) => status === 'approved').length;
if (approved === 0) throw new Error('nothing was approved: the clicks measured nothing');
// As `ledger verify` does, with nothing else to do on this machine.
if (canPin) spawnSync('taskset', ['-cp', `0-${cores - 1}`, String(process.pid)]);
const ledger = await verifyRate();

const ratios = loads.map((connections) => {
  const mine = results.filter((result) => result.connections === connections);
  return {
    connections,
    throughput: median(mine.map((one) => one.mamori.rate / one.bare.rate)),
    p99: median(mine.map((one) => one.mamori.p99 / one.bare.p99)),
    cpu: median(mine.map((one) => one.mamori.cpu / one.bare.cpu)),
    cpuPerClick: median(mine.map((one) => one.mamori.cpu)),
  };
});
for (const { connections, throughput, p99, cpu, cpuPerClick } of ratios) {
  print(
    `${connections} connections: ${throughput.toFixed(2)} of bare Bolt's throughput, p99 ${p99.toFixed(2)} times its, CPU ${cpu.toFixed(2)} times its (${cpuPerClick.toFixed(0)} us a click)`,
  );
}
print(`ready after ${median(startMs).toFixed(0)} ms, ${startRatio.toFixed(2)} times the bare imports`);
print(`idle ${idleMiB.toFixed(0)} MiB, ${busyMiB.toFixed(0)} MiB with ${needed} requests to see to`);
print(`ledger verify ${ledger.rate.toFixed(0)} records/s in ${ledger.processes} processes`);
print(`sending: ${outgoing.toFixed(2)} of the bare client with ten at once`);
print(
  slow
    ? `fsync 10 ms slower: p99 ${median(slowP99).toFixed(0)} ms at 64 (${slowP99.map((ms) => ms.toFixed(0)).join(', ')})`
    : 'no C compiler: no slow disk',
);
mkdirSync(join(folder, 'out'), { recursive: true });
const file = join(folder, 'out', `clicks-${new Date().toISOString().replaceAll(':', '')}.json`);
writeFileSync(
  file,
  JSON.stringify(
    {
      canPin,
      rounds,
      shotsEach,
      ratios,
      results,
      startMs,
      importMs,
      startRatio,
      idleMiB,
      busyMiB,
      ledger,
      outgoing,
      slowP99,
    },
    null,
    2,
  ),
);
print(`written to ${file}`);
await workspace.close();
