import { join } from 'node:path';
import { readSealKey } from '../../src/app/seal-key.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { partsInProcesses } from '../../src/commands/verify-in-parts.ts';
import { openWorkspace } from '../support/real-workspace.ts';
import { fillLedger } from './ledger-fill.ts';

/** Of fewer than that, what a process takes to begin would count for more than its reading. */
const enough = 400_000;

/** Records a second, with their details and seals, as `ledger verify` does it with nothing else to do on this machine. */
export const verifyRate = async (): Promise<{ rate: number; processes: number }> => {
  const { folder, env, store, copies, close } = await openWorkspace(1);
  const file = join(folder, 'mamori.db');
  const key = String(env.SEAL_KEY_FILE);
  fillLedger({ file, key, copies }, enough, () => undefined);
  const parts = partsInProcesses(`file:${file}`);
  const began = performance.now();
  const verdict = await verifyLedger(store.ledger, readSealKey(key).publicKey, parts ? { parts } : {});
  const seconds = (performance.now() - began) / 1_000;
  if (verdict.firstBreak || verdict.records < enough) throw new Error('the ledger is not as it was written');
  await close();
  return { rate: verdict.records / seconds, processes: parts?.atOnce ?? 1 };
};
