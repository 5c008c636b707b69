import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pause } from '../../src/app/wait.ts';
import { openWorkspace } from '../support/real-workspace.ts';
import { freePort, startBot } from '../support/running-bot.ts';
import { makeCases, signedClicks } from './clicks.ts';
import { fillLedger } from './ledger-fill.ts';
import { fire } from './load.ts';
import { cpuOf, memoryOf } from './processes.ts';

/** A ledger of years: verified and exported by the real commands while the real bot writes into it. */
const records = Number(process.env.BENCH_RECORDS ?? 1_000_000);
const bytesEach = 2_000;
const root = new URL('../../', import.meta.url).pathname;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const workspace = await openWorkspace(16);
const { folder, env, slack, store } = workspace;
const { bavail, bsize } = statfsSync(folder);
if (bavail * bsize < records * bytesEach) throw new Error(`${folder} has no room for ${records} records`);

const file = join(folder, 'mamori.db');
const began = performance.now();
fillLedger({ file, key: String(env.SEAL_KEY_FILE), copies: workspace.copies }, records, (written) => {
  if (written % 1_000_000 === 0) print(`${written} records`);
});
const gib = (name: string): string => `${(statSync(name).size / 2 ** 30).toFixed(2)} GiB`;
print(`${records} records in ${gib(file)}, written in ${((performance.now() - began) / 1_000).toFixed(0)} s`);

const childrenOf = (pid: number): number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
const wal = (): number => (existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size / 2 ** 20 : 0);

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Runs a command of the program; what it takes at most, with all its processes, and how far the log grows meanwhile. */
const command = async (...args: string[]) => {
  const from = performance.now();
  const child = spawn(process.execPath, [join(root, 'dist/src/cli.js'), ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(...chunk.toString().split('\n').filter(Boolean)));
  let [mib, walMib] = [0, 0];
  const cpus = new Map<number, number>();
  const looking = setInterval(() => {
    try {
      const pid = child.pid ?? 0;
      const pids = [pid, ...childrenOf(pid)];
      for (const one of pids) cpus.set(one, cpuOf(one) / 1_000_000);
      mib = Math.max(mib, sum(pids.map(memoryOf)));
    } catch {
      // It has just ended.
    }
    walMib = Math.max(walMib, wal());
  }, 200);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(looking);
  const seconds = (performance.now() - from) / 1_000;
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${said.at(-1)}`);
  print(said.slice(-3).join('\n'));
  const cpu = sum([...cpus.values()]);
  print(
    `ledger ${args[1]}: ${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of CPU (${(records / cpu).toFixed(0)} records for each), at most ${mib.toFixed(0)} MiB, log of the database at most ${walMib.toFixed(0)} MiB, ${said.length} lines said`,
  );
  return { seconds, cpu, mib, walMib, lines: said.length };
};

const quiet = { ...(await command('ledger', 'verify')) };
const ids = await makeCases(store, slack.team, 6_000);
const bot = startBot({ cwd: folder, port: await freePort(), env });
// Whatever goes wrong here, it does not go on alone.
process.once('exit', () => spawnSync('kill', [String(bot.pid)]));
const from = performance.now();
await bot.ready(600_000);
const readySeconds = (performance.now() - from) / 1_000;
print(`the bot is ready after ${readySeconds.toFixed(1)} s, ${memoryOf(bot.pid).toFixed(0)} MiB`);

/** Somebody approves every few moments all the while. */
const over = new AbortController();
const clicking = (async () => {
  const slowest: number[] = [];
  while (!over.signal.aborted && ids.length > 0) {
    const { p99, refused } = await fire(bot.url, signedClicks(slack.signingSecret, slack.team, ids.splice(0, 16)), 4);
    if (refused > 0) throw new Error(`${refused} clicks were refused`);
    slowest.push(p99);
    await pause(500);
  }
  return slowest.sort((a, b) => a - b);
})();
const busy = await command('ledger', 'verify');
const exported = await command('ledger', 'export', '--out', join(folder, 'out.jsonl'));
over.abort();
const slowest = await clicking;
print(
  `meanwhile the slowest of 16 clicks took ${slowest[slowest.length >> 1]?.toFixed(0)} ms, at most ${slowest.at(-1)?.toFixed(0)} ms`,
);
print(`the export has ${gib(join(folder, 'out.jsonl'))}; the bot ${memoryOf(bot.pid).toFixed(0)} MiB`);
await bot.stop();
mkdirSync(new URL('out/', import.meta.url), { recursive: true });
writeFileSync(
  new URL('out/ledger.json', import.meta.url),
  `${JSON.stringify({ records, quiet, busy, exported, readySeconds, slowest }, undefined, 2)}\n`,
);
await workspace.close();
