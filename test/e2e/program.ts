import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..', '..');

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
};

const answers = async (url: string, child: ChildProcess): Promise<void> => {
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`);
    const response = await fetch(`${url}readyz`).catch(() => undefined);
    if (response?.ok) return;
  }
  throw new Error('the program never became ready');
};

/** The whole program as somebody starts it: no tokens, an empty folder, a Tuesday morning that stands still. */
export const startProgram = async (folder = mkdtempSync(path.join(tmpdir(), 'mamori-')), port?: number) => {
  const chosen = port ?? (await freePort());
  const url = `http://127.0.0.1:${chosen}/`;
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(chosen),
      DATABASE_URL: `file:${path.join(folder, 'sample.db')}`,
      SEAL_KEY_FILE: path.join(folder, 'seal.key'),
      MAMORI_NOW: '2026-11-24T10:00:00+09:00',
      LOG_LEVEL: 'error',
    },
  });
  await answers(url, child);
  return {
    url,
    folder,
    port: chosen,
    /** Ends as a service manager ends it; resolves to the exit code. */
    stop: async (): Promise<number | null> => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      return child.exitCode;
    },
  };
};
