import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { packageFile } from '../app/package-file.ts';
import type { ReadPart } from '../app/verify-ledger.ts';
import type { PartVerdict } from '../app/verify-part.ts';
import type { Given } from '../verify-worker.ts';

type Message = { records: number } | { verdict: PartVerdict };

/** More would wait for each other at the disk. */
const mostThreads = 4;

const readIn =
  (worker: string, url: string): ReadPart =>
  (part, seals, told) =>
    new Promise((resolve, reject) => {
      const given: Given = { url, part, seals };
      const thread = new Worker(worker, { workerData: given });
      thread.on('message', (message: Message) => {
        if ('records' in message) told(message.records);
        else resolve(message.verdict);
      });
      thread.on('error', reject);
      thread.on('exit', (code) => reject(new Error(`a thread that verifies ended with ${code}`)));
    });

/** A thread for each core; undefined where the program is not built, or the database is not a file. */
export const partsInThreads = (url: string): { atOnce: number; read: ReadPart } | undefined => {
  const worker = packageFile('dist', 'src', 'verify-worker.js');
  if (!url.startsWith('file:') || !existsSync(worker)) return undefined;
  return { atOnce: Math.min(availableParallelism(), mostThreads), read: readIn(worker, url) };
};
