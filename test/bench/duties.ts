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

const aTask = (n: number): Task => ({
  id: `${plan}/P${String(n).padStart(7, '0')}`,
  plan,
  person: `P${String(n).padStart(7, '0')}`,
  unit: `u${n % 500}`,
  due: '2026-06-10',
  status: 'open',
  next: n < waveSize ? '2026-06-01T00:00:00.000Z' : '2027-01-01T00:00:00.000Z',
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

const dueMs = async (): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < 30; round++) {
    const began = performance.now();
    await store.tasks.due(at, 500);
    times.push(performance.now() - began);
  }
  return median(times);
};

const scanMs = (): number => {
  const db = new Database(file, { readonly: true });
  const scan = db.prepare('select * from tasks not indexed where next <= ? order by next limit 500');
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now();
    scan.all(at);
    return performance.now() - began;
  });
  db.close();
  return median(times);
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
const dueAll = await dueMs();
const scan = scanMs();
print(
  `due: ${dueSmall.toFixed(2)} ms among ${among[0]}, ${dueAll.toFixed(2)} ms among ${among[1]}; full scan ${scan.toFixed(0)} ms, ${(scan / dueAll).toFixed(0)} times as long`,
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
  `${JSON.stringify({ all, waveSize, dueSmall, dueAll, scan, ratio: scan / dueAll, told, waveMs }, undefined, 2)}\n`,
);
await store.close();
rmSync(folder, { recursive: true, force: true });
