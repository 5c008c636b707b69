import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { staffColumns } from '../../src/core/people/staff-rows.ts';
import { plusDays } from '../../src/core/time.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { cpuOf, memoryOf } from './processes.ts';
import { organization } from './scale-organization.ts';

/** A foundation's whole chart brought in by the real command: new, the same again, and the next year's. */
const all = Number(process.env.BENCH_STAFF ?? 100_000);
const root = new URL('../../', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'mamori-staff-'));
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const { people = [], posts = [], units = [] } = organization(all);
const unitOf = new Map(units.map((unit) => [unit.id, unit]));
const year = new Date().getFullYear() + 1;

/** A line of the file, and where its day ends or a new one begins, a second one. */
const linesOf = (n: number, isNext: boolean): string[] => {
  const [person, post] = [people[n], posts[n]?.posts[0]];
  const unit = unitOf.get(post?.unit ?? '');
  if (!person || !post || !unit) throw new Error(`nobody is ${n}`);
  const line = (from: string, until: string): string =>
    [person.id, person.name, person.email, unit.bu, unit.group, post.position, post.employment, from, until].join();
  if (!isNext) return [line(post.from, '')];
  // Heads go on as many days as a year has; a fifth of the others begin anew in April.
  if (post.position !== '') return [line(post.from, plusDays(`${year}-01-01`, n % 365))];
  return n % 5 === 0 ? [line(post.from, `${year}-03-31`), line(`${year}-04-01`, '')] : [line(post.from, '')];
};

const fileOf = (name: string, isNext: boolean): string => {
  const file = join(folder, name);
  const lines = people.flatMap((_, n) => linesOf(n, isNext));
  writeFileSync(file, [staffColumns.required.join(), ...lines, ''].join('\r\n'));
  return file;
};

type Run = { seconds: number; cpu: number; mib: number; said: string[] };

const run = (url: string, file: string): Promise<Run> => {
  const from = performance.now();
  const child = spawn(process.execPath, [join(root, 'dist/src/cli.js'), 'staff', 'import', file], {
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: url, EMAIL_DOMAINS: 'example.jp' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let [cpu, mib, text] = [0, 0, ''];
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const looking = setInterval(() => {
    try {
      [cpu, mib] = [cpuOf(child.pid ?? 0) / 1_000_000, Math.max(mib, memoryOf(child.pid ?? 0))];
    } catch {
      // It has just ended.
    }
  }, 50);
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      clearInterval(looking);
      if (code !== 0) return reject(new Error(`the import ended with ${code}: ${text}`));
      resolve({ seconds: (performance.now() - from) / 1_000, cpu, mib, said: text.split('\n') });
    });
  });
};

const files = { new: fileOf('new.csv', false), again: fileOf('again.csv', false), next: fileOf('next.csv', true) };
const server = await startPostgres().catch(() => undefined);
const urls = { SQLite: `file:${join(folder, 'mamori.db')}`, ...(server ? { PostgreSQL: server.url } : {}) };
const results: { database: string; what: string; seconds: number; cpu: number; mib: number }[] = [];
for (const [database, url] of Object.entries(urls))
  for (const [what, file] of Object.entries(files)) {
    const { said, ...took } = await run(url, file);
    results.push({ database, what, ...took });
    const steps = said.filter((line) => line.startsWith('(')).length;
    print(
      `${database} ${what.padEnd(5)} ${all} staff in ${took.seconds.toFixed(1)} s, ${took.cpu.toFixed(1)} s of CPU, ${took.mib.toFixed(0)} MiB, ${steps} steps said`,
    );
  }
await server?.stop();
await server?.clear();
mkdirSync(new URL('out/', import.meta.url), { recursive: true });
writeFileSync(new URL('out/staff.json', import.meta.url), `${JSON.stringify({ all, results }, undefined, 2)}\n`);
rmSync(folder, { recursive: true, force: true });
