import type { Store } from '../app/ports.ts';
import type { Config } from '../config.ts';

/** What a command needs from outside: tests hand in their own. */
export type Shell = {
  config: Config;
  /** Opens the database beside a running bot; closed by whoever opened it. */
  openStore: () => Promise<Store>;
  /** People's time, ISO in UTC. */
  now: () => string;
  /** One line on standard output. */
  print: (line: string) => void;
};

/** Commands read the environment only when they run, so that `--help` works without one. */
export type OpenShell = () => Promise<Shell>;

/** Ends a command with exit code 1 and, when there is one, a sentence that says what to do. */
export class CommandFailed extends Error {
  override name = 'CommandFailed';
}

/** The store for as long as the work takes. */
export const withStore = async <T>(shell: Shell, work: (store: Store) => Promise<T>): Promise<T> => {
  const store = await shell.openStore();
  try {
    return await work(store);
  } finally {
    await store.close();
  }
};
