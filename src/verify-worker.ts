import { parentPort, workerData } from 'node:worker_threads';
import { openLedger } from '../db/open.ts';
import type { LedgerPart } from './app/ports.ts';
import { type PartSeal, verifyPart } from './app/verify-part.ts';

/** What a thread is given to read. */
export type Given = { url: string; part: LedgerPart; seals: readonly PartSeal[] };

const { url, part, seals } = workerData as Given;
const ledger = await openLedger(url);
if (!ledger) throw new Error('this database is read in one thread');
const verdict = await verifyPart(ledger, part, seals, (records) => parentPort?.postMessage({ records }));
ledger.close();
parentPort?.postMessage({ verdict });
