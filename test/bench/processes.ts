import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = new URL('.', import.meta.url).pathname;
const root = join(folder, '../..');

/** CPU time of a process and all its threads, in microseconds: on a busy machine it says more than the clock. */
export const cpuOf = (pid: number): number => {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const [ran = '0'] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
    nanoseconds += Number(ran);
  }
  return nanoseconds / 1_000;
};

/** Resident memory in MiB. */
export const memoryOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;

/** A library that, preloaded, makes every fsync take 10 ms longer; undefined where no C compiler is at hand. */
export const slowDisk = (into: string): string | undefined => {
  const library = join(into, 'slow-fsync.so');
  const built = spawnSync('cc', ['-shared', '-fPIC', '-o', library, join(folder, 'slow-fsync.c'), '-ldl']);
  return built.status === 0 ? library : undefined;
};

const libraries = [
  '@slack/bolt',
  'better-sqlite3',
  'drizzle-orm/migrator',
  'fastify',
  'luxon',
  'node-cron',
  'pino',
  'prom-client',
  'undici',
  'zod',
];

/** How long a process takes that only imports what the bot for Slack is built on, in ms. */
export const bareImports = (pinned: (command: readonly string[]) => readonly string[]): Promise<number> => {
  const imports = libraries.map((name) => `await import('${name}');`).join('');
  const [command = '', ...args] = pinned([process.execPath, '--input-type=module', '-e', `${imports}process.exit(0)`]);
  const began = performance.now();
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  return new Promise((resolve) => {
    child.once('exit', () => resolve(performance.now() - began));
  });
};
