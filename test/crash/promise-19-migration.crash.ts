import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import { pause } from '../../src/app/wait.ts';
import { chance } from '../support/foul-weather.ts';
import { onPostgres } from '../support/place.ts';
import { kills, seed } from './kills.ts';
import { type Copy, type OldDatabases, oldFiles, oldOnServer } from './old-databases.ts';

/** Fifty of the two hundred kills that are promised elsewhere. */
const points = Math.max(4, Math.ceil(kills / 4));
const root = new URL('../../', import.meta.url).pathname;
const program = join(root, 'dist/test/migrate-once.js');

let folder: string;
let old: OldDatabases;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mamori-old-'));
  old = onPostgres ? oldOnServer() : oldFiles(folder);
  const entryPoints = [join(root, 'test/crash/migrate-once.ts')];
  await build({ entryPoints, outfile: program, bundle: true, packages: 'external', platform: 'node', format: 'esm' });
});
afterAll(async () => {
  await old.clear();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts it, and kills it so long after it has begun (ms); answers how long it took when nobody killed it. */
const migrate = async ({ url }: Copy, killedAfter?: number): Promise<number> => {
  const child = spawn(process.execPath, [program, url], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  const began = performance.now();
  if (killedAfter !== undefined) {
    await pause(killedAfter);
    child.kill('SIGKILL');
  }
  const [code] = await ended;
  if (killedAfter === undefined) expect(code).toBe(0);
  return performance.now() - began;
};

const versions = (onPostgres ? oldOnServer() : oldFiles('')).versions;
const past = Array.from({ length: versions - 1 }, (_, at) => at + 1);

describe(`promise 19: an update that is killed leaves the old database or the new one, on ${onPostgres ? 'PostgreSQL' : 'SQLite'}`, () => {
  it.each(past)(`of the schema of step %i, with 100,000 rows, at ${points} points`, async (version) => {
    const random = chance(seed + version);
    await old.fill(version);
    const whole = await old.copy();
    const before = await whole.state();
    const took = await migrate(whole);
    const after = await whole.state();
    await whole.drop();
    expect(after).not.toBe(before);

    const found = { old: 0, new: 0 };
    for (let point = 0; point < points; point++) {
      const copy = await old.copy();
      await migrate(copy, ((point + random()) / points) * took * 1.1);
      const left = await copy.state();
      expect([before, after], `killed at point ${point} (CRASH_SEED=${seed})`).toContain(left);
      found[left === after ? 'new' : 'old'] += 1;
      // Whatever was left, the next start brings it up to date.
      if (point % 5 === 0) {
        await (await openStore(copy.url, { lock: true })).close();
        expect(await copy.state()).toBe(after);
      }
      await copy.drop();
    }
    process.stdout.write(
      `step ${version} of ${versions}: ${Math.round(took)} ms; killed ${points} times, ${found.old} old and ${found.new} new\n`,
    );
  });
});
