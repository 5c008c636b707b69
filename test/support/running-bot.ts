import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pause } from '../../src/app/wait.ts';

const root = new URL('../../', import.meta.url).pathname;

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0));
    });
  });

export type RunningBot = {
  url: string;
  pid: number;
  /** What it wrote so far. */
  said(): string;
  ready(ms?: number): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Ends it as an administrator would; resolves to its exit code. */
  stop(): Promise<number | null>;
};

/** The compiled program as it is installed, in a folder of its own. `pin`: the core it may use. */
export const startBot = (options: {
  cwd: string;
  port: number;
  env: Readonly<Record<string, string>>;
  pin?: number;
}): RunningBot => {
  const main = join(root, 'dist/src/main.js');
  if (!existsSync(main)) throw new Error('build first: npm run prepare');
  const node = [process.execPath, main];
  const [command = '', ...args] = options.pin === undefined ? node : ['taskset', '-c', String(options.pin), ...node];
  const env = { PATH: process.env.PATH ?? '', HOST: '127.0.0.1', PORT: String(options.port), ...options.env };
  const child: ChildProcess = spawn(command, args, { cwd: options.cwd, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  const url = `http://127.0.0.1:${options.port}`;
  const isReady = (): Promise<boolean> =>
    fetch(`${url}/readyz`).then(
      (answer) => answer.status === 200,
      () => false,
    );
  return {
    url,
    pid: child.pid ?? 0,
    said: () => said,
    ready: async (ms = 20_000) => {
      for (const end = Date.now() + ms; !(await isReady()); await pause(20)) {
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${said}`);
        if (Date.now() > end) throw new Error(`it never became ready: ${said}`);
      }
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
};
