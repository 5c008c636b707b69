import { type Directory, indexDirectory } from '../core/people/lookup.ts';
import type { Store } from './ports.ts';

/** The directory of this moment with its indexes, built once a version. */
export const directoryOf = (store: Pick<Store, 'directory'>): (() => Promise<Directory>) => {
  let indexed: Directory | undefined;
  return async () => {
    const data = await store.directory();
    if (indexed?.data !== data) indexed = indexDirectory(data);
    return indexed;
  };
};
