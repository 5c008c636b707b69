import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './running-bot.ts';

const run = promisify(execFile);

/** Where Debian puts the server's programs, the newest version first. */
const programs = (): string => {
  const home = '/usr/lib/postgresql';
  const versions = existsSync(home) ? readdirSync(home).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(home, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
  if (!found) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  return found;
};

/** The server refuses to run as root: then it runs as the account its package has made. */
const asOwner = (): { command: readonly string[]; uid?: number; gid?: number } => {
  if (process.getuid?.() !== 0) return { command: [] };
  const { uid, gid } = statSync('/var/lib/postgresql');
  return { command: ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'], uid, gid };
};

export type PostgresServer = {
  url: string;
  /** Where its files lie. */
  data: string;
  /** `immediate`: as a power cut would end it. */
  stop(how?: 'fast' | 'immediate'): Promise<void>;
  start(): Promise<void>;
  /** Stopped in the middle of everything: connections stay open and nothing answers. */
  freeze(): Promise<() => void>;
  /** A server that follows this one and answers questions only, until it is promoted. */
  standby(): Promise<PostgresServer & { promote(): Promise<void> }>;
  /** One of the server's programs, its standard output. */
  program(name: string, ...args: string[]): Promise<string>;
  clear(): Promise<void>;
};

/** A server of one's own on a free port. It waits for no disk: what is tested here is not the disk. */
export const startPostgres = (settings: readonly string[] = []): Promise<PostgresServer> =>
  startServer(settings, (call, data) =>
    call('initdb', '-D', data, '-A', 'trust', '-U', 'mamori', '--encoding=UTF8', '--locale=C.UTF-8', '-N'),
  );

type Call = (name: string, ...args: string[]) => Promise<unknown>;

const startServer = async (
  settings: readonly string[],
  fill: (call: Call, data: string) => Promise<unknown>,
): Promise<PostgresServer> => {
  const bin = programs();
  const owner = asOwner();
  const folder = mkdtempSync(join(tmpdir(), 'mamori-pg-'));
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const port = await freePort();
  const call = (name: string, ...args: string[]) => {
    const [command = '', ...rest] = [...owner.command, join(bin, name), ...args];
    // Not its standard output: the server inherits it, and would keep it open.
    return run(command, rest, { cwd: folder });
  };
  await fill(call, data);
  const options = [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    '-c unix_socket_directories=',
    '-c fsync=off',
    ...settings.map((one) => `-c ${one}`),
  ].join(' ');
  const start = async (): Promise<void> => {
    await call('pg_ctl', '-D', data, '-w', '-t', '60', '-l', join(folder, 'log'), '-o', options, 'start');
  };
  const stop = async (how: 'fast' | 'immediate' = 'fast'): Promise<void> => {
    await call('pg_ctl', '-D', data, '-w', '-t', '60', '-m', how, 'stop');
  };
  await start();
  const url = `postgres://mamori@127.0.0.1:${port}/postgres`;
  return {
    url,
    data,
    start,
    stop,
    freeze: async () => {
      const { stdout } = await run('pgrep', ['-f', data]);
      const first = Number(stdout.split('\n')[0]);
      const children = await run('pgrep', ['-P', String(first)]).then(
        (found) => found.stdout.split('\n').filter(Boolean).map(Number),
        () => [],
      );
      const all = [first, ...children];
      for (const pid of all) process.kill(pid, 'SIGSTOP');
      return () => {
        for (const pid of all) process.kill(pid, 'SIGCONT');
      };
    },
    standby: async () => {
      const copy = (own: Call, folder: string) =>
        own('pg_basebackup', '-D', folder, '-R', '-c', 'fast', '-N', '-d', url);
      const server = await startServer(settings, copy);
      const promote = () => server.program('pg_ctl', '-D', server.data, '-w', 'promote');
      return { ...server, promote: async () => void (await promote()) };
    },
    program: async (name, ...args) => (await call(name, ...args)).stdout,
    clear: async () => {
      await stop('immediate').catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
