import type { KeyObject } from 'node:crypto';
import { expect } from 'vitest';
import type { Seal } from '../../src/app/ledger-store.ts';
import type { Store } from '../../src/app/ports.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { aRequest } from './a-change.ts';
import { thorough } from './thorough.ts';

/** Cases of the organization that is saved and brought back. */
export const many = thorough ? 50_000 : 2_000;

export const fillWith = async (store: Store, from: number, count: number): Promise<void> => {
  for (let at = from; at < from + count; at += 500)
    await Promise.all(
      Array.from({ length: Math.min(500, from + count - at) }, (_, n) => store.commit(aRequest(`takeout-${at + n}`))),
    );
};

/** `seal`: made before the backup, and kept outside; `began`: when somebody began to bring it back (ms). */
export const expectRestored = async (
  restored: Store,
  { publicKey, seal, began }: { publicKey: KeyObject; seal: Seal; began: number },
): Promise<void> => {
  const verdict = await verifyLedger(restored.ledger, publicKey, { copies: [seal] });
  const took = performance.now() - began;
  expect(verdict.firstBreak).toBeUndefined();
  expect(verdict.records).toBeGreaterThanOrEqual(many);
  expect(await restored.commit(aRequest('takeout-after'))).toBe('committed');
  expect(took).toBeLessThan(5 * 60_000);
  process.stdout.write(`restored and verified ${verdict.records} records in ${(took / 1000).toFixed(1)} s\n`);
};
