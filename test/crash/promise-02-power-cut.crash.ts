import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import { chance } from '../support/foul-weather.ts';
import { seed } from './kills.ts';
import { leftBy, stepsOf } from './power-cut.ts';

const cuts = 50;
const requests = 400;
const root = new URL('../../', import.meta.url).pathname;
const program = join(root, 'dist/test/write-and-tell.js');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mamori-cut-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Nothing that lies outside the process can show what it has synced: this looks at each of its calls. */
const library = (): string => {
  const into = join(folder, 'power-cut.so');
  const from = join(root, 'test/crash/power-cut.c');
  const { status, stderr } = spawnSync('cc', ['-shared', '-fPIC', '-O2', '-o', into, from, '-ldl', '-lpthread']);
  if (status !== 0) throw new Error(`a C compiler is needed: ${stderr}`);
  return into;
};

type Told = { request: number; noted: number };

/** Saves requests until it is ended as by a power cut; what it was told had been saved, and when. */
const work = async (under: string, log: string): Promise<Told[]> => {
  const entryPoints = [join(root, 'test/crash/write-and-tell.ts')];
  await build({ entryPoints, outfile: program, bundle: true, packages: 'external', platform: 'node', format: 'esm' });
  const env = { ...process.env, LD_PRELOAD: library(), MAMORI_CUT_UNDER: under, MAMORI_CUT_LOG: log };
  const args = [program, `file:${join(under, 'mamori.db')}`, String(requests)];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return said
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number))
    .map(([request = 0, noted = 0]) => ({ request, noted }));
};

it(`promise 2: after ${cuts} power cuts everything that had been acknowledged is there, whatever had not been synced`, async () => {
  const under = join(folder, 'data');
  mkdirSync(under);
  const log = join(folder, 'steps');
  const [open, ...told] = await work(under, log);
  const steps = stepsOf(readFileSync(log));
  expect(told.length).toBeGreaterThan(requests / 2);
  const random = chance(seed);
  const first = steps.findIndex(({ end }) => end > (open?.noted ?? 0));
  let held = 0;
  for (let cut = 0; cut < cuts; cut++) {
    const at = first + Math.floor(random() * (steps.length - first));
    const until = steps[at]?.end ?? 0;
    // Of what was not synced nothing, all of it, or any part in any order has reached the disk.
    const share = [0, 1, 0.5][cut % 3] ?? 0;
    const left = join(folder, `left${cut}`);
    mkdirSync(left);
    for (const [name, bytes] of leftBy(steps.slice(0, at + 1), () => random() < share))
      writeFileSync(join(left, name), bytes);
    const store = await openStore(`file:${join(left, 'mamori.db')}`, { lock: true });
    const there = new Set((await store.findCases({ limit: 10_000 })).map(({ id }) => id));
    const wanted = told.filter(({ noted }) => noted <= until).map(({ request }) => `takeout-2026-${request}`);
    expect(
      wanted.filter((id) => !there.has(id)),
      `cut ${cut} (CRASH_SEED=${seed})`,
    ).toEqual([]);
    // Whole or not at all.
    expect(await store.ledger.records(undefined, 10_000)).toHaveLength(there.size);
    held += wanted.length;
    await store.close();
    rmSync(left, { recursive: true });
  }
  process.stdout.write(
    `${cuts} power cuts in ${steps.length} steps (CRASH_SEED=${seed}): ${held} acknowledged requests looked for, all there\n`,
  );
  expect(held).toBeGreaterThan(cuts);
});
