import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pause } from '../../src/app/wait.ts';
import { openWorkspace } from '../support/real-workspace.ts';

const root = new URL('../../', import.meta.url).pathname;
const children: ChildProcess[] = [];
let dir = '';

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mamori-main-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0));
    });
  });

const begin = async (env: Record<string, string> = {}) => {
  const port = await freePort();
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), join(root, 'src/main.ts')], {
    cwd: dir,
    env: { PATH: process.env.PATH ?? '', TSX_TSCONFIG_PATH: join(root, 'tsconfig.json'), PORT: String(port), ...env },
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  const status = async (path: string): Promise<number> =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      (answer) => answer.status,
      () => 0,
    );
  const until = async (path: string, wanted: number): Promise<void> => {
    for (const end = Date.now() + 45_000; (await status(path)) !== wanted; await pause(50)) {
      if (Date.now() > end) throw new Error(`${path} never answered ${wanted}: ${said.out}${said.err}`);
    }
  };
  return { child, port, said, ended, status, until };
};

const slack = {
  SLACK_BOT_TOKEN: 'xoxb-canary-invented',
  SLACK_SIGNING_SECRET: 'canary-invented-signing-secret',
  EMAIL_DOMAINS: 'example.jp',
  // Nothing listens there: a platform that cannot be reached.
  SLACK_API_URL: 'http://127.0.0.1:9/api/',
};

describe('the program', () => {
  it('opens the console without any setting, and ends with 0 when asked to', async () => {
    const { child, port, said, ended, until } = await begin();
    await until('/readyz', 200);
    for (const end = Date.now() + 30_000; said.out === '' && Date.now() < end; ) await pause(20);
    expect(said.out).toBe(`open http://127.0.0.1:${port}/\n`);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(readFileSync(join(dir, 'data/seals.jsonl'), 'utf8').trim().split('\n')).toHaveLength(1);
  });

  it('refuses to be the second on one database, with a sentence', async () => {
    const first = await begin();
    await first.until('/readyz', 200);
    const second = await begin();
    expect(await second.ended).toBe(1);
    expect(second.said.err).toMatch(/もう別の守りが動いています/);
    expect(await first.status('/healthz')).toBe(200);
  });

  it('takes the database over at once after a kill -9', async () => {
    const first = await begin();
    await first.until('/readyz', 200);
    first.child.kill('SIGKILL');
    await first.ended;
    const second = await begin();
    await second.until('/readyz', 200);
  });

  it('promise 17: ends with the reason when others can read the key of the seals', async () => {
    writeFileSync(join(dir, 'seal.key'), 'canary', { mode: 0o644 });
    const { said, ended } = await begin({ SEAL_KEY_FILE: 'seal.key' });
    expect(await ended).toBe(1);
    expect(said.err).toContain('chmod 600');
    expect(said.out + said.err).not.toContain('canary');
  });

  it('promise 17: names a wrong setting without repeating it, and ends with 1', async () => {
    const { said, ended } = await begin({ SLACK_BOT_TOKEN: 'canary', PORT: 'x' });
    expect(await ended).toBe(1);
    expect(said.err).toContain('SLACK_BOT_TOKEN: ');
    expect(said.err).toContain('PORT: ');
    expect(said.out + said.err).not.toContain('canary');
  });

  it('stays up and not ready while Slack cannot be reached, and keeps its secrets', async () => {
    const { child, said, ended, status } = await begin({ ...slack, LOG_LEVEL: 'trace' });
    for (const end = Date.now() + 15_000; (await status('/healthz')) !== 200 && Date.now() < end; ) await pause(50);
    await pause(300);
    expect(await status('/readyz')).toBe(503);
    expect(await status('/')).toBe(404);
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(said.out + said.err).not.toContain('canary');
  });

  it.each([90_000, -90_000])(
    'promise 17: ends with the reason when its clock is a minute and a half off, and has recorded nothing (%i ms)',
    async (aheadMs) => {
      const workspace = await openWorkspace(2);
      const { ledger } = workspace.store;
      const before = (await ledger.unsealed()).records;
      workspace.slack.world.aheadMs = aheadMs;
      const { said, ended } = await begin(workspace.env);
      expect(await ended).toBe(1);
      expect(said.err).toMatch(aheadMs > 0 ? /時計が約\d+秒遅れています/ : /時計が約\d+秒進んでいます/);
      expect(
        (await ledger.unsealed()).records + (await ledger.seals(0, 100)).reduce((sum, one) => sum + one.records, 0),
      ).toBe(before);
      await workspace.close();
    },
  );

  it('promise 17: bears a clock that is less than a minute off', async () => {
    const workspace = await openWorkspace(2);
    workspace.slack.world.aheadMs = -50_000;
    const { child, ended, until } = await begin(workspace.env);
    await until('/readyz', 200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await workspace.close();
  });

  it('promise 17: never serves the sample organization to a real workspace', async () => {
    const sample = await begin();
    await sample.until('/readyz', 200);
    sample.child.kill('SIGTERM');
    await sample.ended;
    const real = await begin({ ...slack, DATABASE_URL: 'file:data/sample.db' });
    expect(await real.ended).toBe(1);
    expect(real.said.err).toContain('見本の組織');
  });

  it('promise 17: never opens a real database in the console, not even an empty one', async () => {
    const real = await begin(slack);
    for (const end = Date.now() + 15_000; (await real.status('/healthz')) !== 200 && Date.now() < end; )
      await pause(50);
    real.child.kill('SIGTERM');
    expect(await real.ended).toBe(0);
    const tried = await begin({ DATABASE_URL: 'file:data/mamori.db' });
    expect(await tried.ended).toBe(1);
    expect(tried.said.err).toContain('本物の組織');
  });

  it('says so when the port is taken', async () => {
    const first = await begin();
    await first.until('/readyz', 200);
    const second = await begin({ PORT: String(first.port), DATABASE_URL: 'file:data/other.db' });
    expect(await second.ended).toBe(1);
    expect(second.said.err).toContain('PORT');
  });
});
