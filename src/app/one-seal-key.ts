import { createHash, type KeyObject } from 'node:crypto';
import type { Store } from './ports.ts';
import { StartError } from './start-error.ts';

const markName = 'seal-key';

const printOf = (publicKey: KeyObject): string =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');

/**
 * Machines that share a database seal one ledger: the first start notes its key, and one with another key does not
 * start, since nobody could verify what two of them had sealed in turn.
 */
export const keepOneSealKey = async (store: Pick<Store, 'mark' | 'setMark'>, publicKey: KeyObject): Promise<void> => {
  const print = printOf(publicKey);
  const known = await store.mark(markName);
  if (known === print) return;
  if (known === undefined) return store.setMark(markName, print);
  throw new StartError(
    '封印の鍵が、同じデータベースを使うほかの機械のものと違います。その seal.key をこの機械にも置き、SEAL_KEY_FILE を確かめてください。',
  );
};
