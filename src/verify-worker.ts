import { openLedger } from '../db/open.ts';
import type { LedgerPart } from './app/ledger-store.ts';
import { type PartVerdict, verifyPart } from './app/verify-part.ts';

/** What a process is given to read, and what it says. */
export type Given = { url: string; part: LedgerPart };
export type Said = { records: number } | { verdict: PartVerdict };

const say = (said: Said, then: () => void = () => {}): void => void process.send?.(said, then);

process.once('message', async ({ url, part }: Given) => {
  const ledger = await openLedger(url);
  if (!ledger) throw new Error('this database is read in one process');
  const verdict = await verifyPart(ledger, part, (records) => say({ records }));
  ledger.close();
  say({ verdict }, () => process.exit(0));
});
