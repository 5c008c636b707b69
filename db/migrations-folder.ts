import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** SQL files are not compiled: also from `dist` they are read where they lie in the package. */
export const migrationsFolder = (dialect: 'sqlite' | 'postgres'): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    if (dirname(folder) === folder)
      throw new Error('プログラムがそろっていません(package.json がありません)。入れ直してください。');
    folder = dirname(folder);
  }
  return join(folder, 'db', dialect, 'migrations');
};
