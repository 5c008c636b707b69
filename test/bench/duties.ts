import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '../../db/open.ts';
import { createDesk } from '../../src/app/desk.ts';
import { createDuties } from '../../src/app/duties.ts';
import { silentLog } from '../../src/app/log.ts';
import type { Plan } from '../../src/core/duties/plan.ts';
import { shippedDuty } from '../../src/core/duties/shipped.ts';
import type { Task } from '../../src/core/duties/task.ts';
import { indexDirectory } from '../../src/core/people/lookup.ts';
import { aChange } from '../support/a-change.ts';
import { median } from './load.ts';

/** What is due among a million shares of duties, beside a full scan; and a wave of 100,000 reminders put durably on its way. */
const all = Number(process.env.BENCH_TASKS ?? 1_000_000);
const waveSize = Number(process.env.BENCH_WAVE ?? 100_000);
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const folder = mkdtempSync(join(tmpdir(), 'mamori-bench-'));
const file = join(folder, 'bench.db');
const store = await openStore(`file:${file}`, { lock: false });
const plan = 'duty-2026-1';
const at = '2026-06-01T01:00:00.000Z';
const duty = shippedDuty('virusScan');
if (!duty) throw new Error('no such duty');

/** What is due on an ordinary morning. */
const dueNow = 219;
const early = '2026-05-30T00:00:00.000Z';

const nextOf = (n: number): string => {
  if (n < dueNow) return '2026-05-29T00:00:00.000Z';
  return n < waveSize ? '2026-06-01T00:00:00.000Z' : '2027-01-01T00:00:00.000Z';
};

const aTask = (n: number): Task => ({
  id: `${plan}/P${String(n).padStart(7, '0')}`,
  plan,
  person: `P${String(n).padStart(7, '0')}`,
  unit: `u${n % 500}`,
  due: '2026-06-10',
  status: 'open',
  next: nextOf(n),
  reminded: null,
  putOff: 0,
  doneAt: null,
  doneBy: null,
  version: 1,
});

const fill = async (from: number, until: number): Promise<void> => {
  for (let n = from; n < until; n += 5_000) {
    const tasks = Array.from({ length: Math.min(5_000, until - n) }, (_, i) => ({ next: aTask(n + i), expected: 0 }));
    await store.commit(aChange({ tasks }));
  }
};

/** CPU time in ms: other work on the machine is not counted. */
const cpuOf = async (work: () => unknown, times: number): Promise<number> => {
  const before = process.cpuUsage();
  for (let n = 0; n < times; n++) await work();
  return Object.values(process.cpuUsage(before)).reduce((sum, micros) => sum + micros, 0) / 1_000 / times;
};

const rounds = 7;
const due = async (): Promise<void> => {
  const { length } = await store.tasks.due(early, 500);
  if (length !== dueNow) throw new Error(`${length} were due`);
};

const dueMs = async (): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await cpuOf(due, 200));
  return median(times);
};

/** The same question without an index, round by round beside the other: what slows one slows both. */
const beside = async (): Promise<{ due: number; scan: number; ratio: number }> => {
  const db = new Database(file, { readonly: true });
  const scan = db.prepare('select * from tasks not indexed where next <= ? order by next limit 500');
  const pairs: { due: number; scan: number }[] = [];
  for (let round = 0; round < rounds; round++)
    pairs.push({ due: await cpuOf(due, 200), scan: await cpuOf(() => scan.all(early), 3) });
  db.close();
  return {
    due: median(pairs.map((pair) => pair.due)),
    scan: median(pairs.map((pair) => pair.scan)),
    ratio: median(pairs.map((pair) => pair.scan / pair.due)),
  };
};

const state: Plan = {
  status: 'running',
  duty,
  due: '2026-06-10',
  owner: 'P0000000',
  proposedAt: at,
  startedAt: at,
  reach: [],
  reports: {},
  revision: 2,
};
const row = { id: plan, kind: 'duty', status: 'running', version: 1, open: true, unit: 'u0', owner: 'P0000000' };
await store.commit(
  aChange({ cases: [{ next: { ...row, openedAt: at, updatedAt: at, state, involved: [] }, expected: 0 }] }),
);
const small = waveSize;
await fill(0, small);
const among = [small, all] as const;
const dueSmall = await dueMs();
await fill(small, all);
const { due: dueAll, scan, ratio } = await beside();
print(
  `due: ${dueNow} found in ${dueSmall.toFixed(3)} ms of CPU among ${among[0]}, ${dueAll.toFixed(3)} ms among ${among[1]} (${(dueAll / dueSmall).toFixed(2)} of it); full scan ${scan.toFixed(0)} ms, ${ratio.toFixed(0)} times as long (must be 100)`,
);

const desk = createDesk(store, () => at);
const dir = indexDirectory(await store.directory());
const clock = async () => desk.ctx({ is: 'clock' }, dir);
const cpu = process.cpuUsage();
const began = performance.now();
const told = await createDuties({ desk, clock, log: silentLog }).remindDue();
const waveMs = performance.now() - began;
const cpuMs = Object.values(process.cpuUsage(cpu)).reduce((sum, micros) => sum + micros, 0) / 1_000;
print(
  `wave: ${told} reminders durably on their way in ${(waveMs / 1_000).toFixed(2)} s (must be under 3), ${(cpuMs / 1_000).toFixed(2)} s of CPU`,
);

mkdirSync(new URL('out/', import.meta.url), { recursive: true });
writeFileSync(
  new URL('out/duties.json', import.meta.url),
  `${JSON.stringify({ all, waveSize, dueSmall, dueAll, scan, ratio, told, waveMs }, undefined, 2)}\n`,
);
await store.close();
rmSync(folder, { recursive: true, force: true });
