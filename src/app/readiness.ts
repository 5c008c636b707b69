import { existsSync } from 'node:fs';
import type { ChatAdapter, Store } from './ports.ts';

type Parts = {
  store: Pick<Store, 'check'>;
  adapters: readonly Pick<ChatAdapter, 'platform' | 'unready'>[];
  sealKeyFile: string;
  stopping: () => boolean;
  real: () => number;
};

const freshMs = 1_000;

/** What is not ready, by name. The database is asked at most once a second, however often a probe comes. */
export const createReadiness = (parts: Parts): (() => Promise<readonly string[]>) => {
  let stored: Promise<readonly string[]> = Promise.resolve([]);
  let askedAt = Number.NEGATIVE_INFINITY;
  const look = async (): Promise<readonly string[]> => {
    const database = await parts.store.check().then(
      () => [],
      () => ['database'],
    );
    const key = existsSync(parts.sealKeyFile) ? [] : ['seal-key'];
    return [...database, ...key];
  };
  return async () => {
    if (parts.stopping()) return ['stopping'];
    if (parts.real() - askedAt >= freshMs) {
      askedAt = parts.real();
      stored = look();
    }
    const waiting = await stored;
    const platforms = parts.adapters.filter((one) => one.unready() !== undefined).map((one) => one.platform);
    return [...waiting, ...platforms];
  };
};
