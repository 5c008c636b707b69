import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const rootAbove = (start: string): string => {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder))
      throw new Error('プログラムがそろっていません(package.json がありません)。入れ直してください。');
  }
};

const root = rootAbove(import.meta.dirname);

/** What is not compiled is read where it lies in the package, from the sources and from `dist` alike. */
export const packageFile = (...names: readonly string[]): string => join(root, ...names);
