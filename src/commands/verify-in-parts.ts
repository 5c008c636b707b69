import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { packageFile } from '../app/package-file.ts';
import type { ReadPart } from '../app/verify-ledger.ts';
import type { Given, Said } from '../verify-worker.ts';

/** More would wait for each other at the disk. */
const mostAtOnce = 4;

const readIn =
  (worker: string, url: string): ReadPart =>
  (part, told) =>
    new Promise((resolve, reject) => {
      // Not a thread: one that ends lets go of its connection, which ends all of Node 24 (see db/sqlite/keep.ts).
      const child = fork(worker, { execArgv: [], serialization: 'advanced' });
      child.on('message', (said: Said) => {
        if ('records' in said) told(said.records);
        else resolve(said.verdict);
      });
      child.on('error', reject);
      child.on('exit', (code) => reject(new Error(`a process that verifies ended with ${code}`)));
      const given: Given = { url, part };
      child.send(given);
    });

/** A process for each core; undefined where the program is not built, or the database is not a file. */
export const partsInProcesses = (url: string): { atOnce: number; read: ReadPart } | undefined => {
  const worker = packageFile('dist', 'src', 'verify-worker.js');
  if (!url.startsWith('file:') || !existsSync(worker)) return undefined;
  return { atOnce: Math.min(availableParallelism(), mostAtOnce), read: readIn(worker, url) };
};
