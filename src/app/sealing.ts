import type { KeyObject } from 'node:crypto';
import type { LedgerStore, Seal } from './ledger-store.ts';
import type { Log } from './log.ts';
import { makeSeal } from './seals.ts';

type Parts = {
  ledger: Pick<LedgerStore, 'unsealed' | 'lastSeal' | 'seals' | 'seal'>;
  key: KeyObject;
  /** Keeps a copy outside the database: whoever rewrites everything there cannot rewrite this. */
  keepCopy: (seal: Seal) => Promise<void>;
  /** Numbers of the seals the copy already holds. */
  copied: () => Promise<ReadonlySet<number>>;
  log: Log;
  /** Real time in ms: a seal says when it was made, not when people thought it was. */
  real: () => number;
};

export type Sealing = {
  /** Seals when 1,000 records have come together, or some have waited an hour. */
  sealWhenDue(): Promise<void>;
  /** Seals whatever is there: before stopping. */
  sealNow(): Promise<void>;
};

const everyRecords = 1_000;
const everyMs = 3_600_000;

export const createSealing = ({ ledger, key, keepCopy, copied, log, real }: Parts): Sealing => {
  let waitingSince: number | undefined;
  let caughtUp = false;

  const publish = async (seal: Seal): Promise<void> => {
    await keepCopy(seal);
    const { number, at, records, root, prev, signature } = seal;
    log.info('ledger.seal', { number, at, records, root, prev, signature });
  };

  /** Killed between the database and the copy, a bot copies what is missing when it is back. */
  const catchUp = async (): Promise<void> => {
    const have = await copied();
    const last = (await ledger.lastSeal())?.number ?? 0;
    for (let number = 1; number <= last; number++) {
      const [seal] = have.has(number) ? [] : await ledger.seals(number - 1, 1);
      if (seal?.number === number) await publish(seal);
    }
    caughtUp = true;
  };

  const sealNow = async (): Promise<void> => {
    if (!caughtUp) await catchUp();
    const unsealed = await ledger.unsealed();
    if (unsealed.records === 0) return;
    const seal = makeSeal(key, await ledger.lastSeal(), unsealed, new Date(real()).toISOString());
    waitingSince = undefined;
    // Another instance was first: its seal covers these records, or the next one will.
    if (await ledger.seal(seal)) await publish(seal);
  };

  return {
    sealNow,
    sealWhenDue: async () => {
      if (!caughtUp) await catchUp();
      const { records } = await ledger.unsealed();
      if (records === 0) {
        waitingSince = undefined;
        return;
      }
      waitingSince ??= real();
      if (records >= everyRecords || real() - waitingSince >= everyMs) await sealNow();
    },
  };
};
