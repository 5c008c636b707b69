import { readdirSync, readFileSync, statSync } from 'node:fs';
import { pause } from '../../src/app/wait.ts';
import type { Point } from './slope.ts';

const everyMs = 10_000;

/**
 * What a process holds, looked at every ten seconds, its memory each minute after V8 has collected (`collect.cjs`);
 * `at` in minutes since the beginning.
 */
export type Watched = { megabytes: Point[]; descriptors: Point[]; writeAhead: Point[] };

const megabytesOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

type Parts = {
  pid: number;
  /** The SQLite file whose write-ahead log is measured, in MB. */
  database: string;
  /** Cards that have not gone out yet. */
  due: () => Promise<number>;
  going: () => boolean;
  /** Gets one line a minute. */
  say: (line: string) => void;
};

export const watch = async ({ pid, database, due, going, say }: Parts): Promise<Watched> => {
  const seen: Watched = { megabytes: [], descriptors: [], writeAhead: [] };
  const began = Date.now();
  for (let look = 1; going(); look++) {
    if (look % 6 === 1) {
      process.kill(pid, 'SIGUSR2');
      await pause(1_000);
    }
    const at = (Date.now() - began) / 60_000;
    const megabytes = megabytesOf(pid);
    const descriptors = readdirSync(`/proc/${pid}/fd`).length;
    const writeAhead = sizeOf(`${database}-wal`) / 1024 ** 2;
    if (look % 6 === 1) seen.megabytes.push({ at, value: megabytes });
    seen.descriptors.push({ at, value: descriptors });
    seen.writeAhead.push({ at, value: writeAhead });
    if (look % 6 === 1) {
      const held = `${megabytes.toFixed(1)} MB, ${descriptors} descriptors, write-ahead log ${writeAhead.toFixed(1)} MB`;
      say(`${at.toFixed(0)} min: ${held}, ${await due()} cards wait`);
    }
    await pause(Math.max(0, began + look * everyMs - Date.now()));
  }
  return seen;
};
