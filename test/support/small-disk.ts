import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const run = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

/** A folder for data; where mounting is allowed, a file system of that size of its own. */
export const aDisk = (size: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'mamori-disk-'));
  const own = run('mount', '-t', 'tmpfs', '-o', `size=${size},mode=0700`, 'tmpfs', folder);
  return {
    folder,
    /** Whether it is as small as it was asked to be. */
    own,
    /** From now on nothing can be written here. */
    lock: (): void => {
      if (own) run('mount', '-o', 'remount,ro', folder);
      else chmodSync(folder, 0o500);
    },
    remove: (): void => {
      if (own) run('umount', '-l', folder);
      else chmodSync(folder, 0o700);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
