import type { Log } from '../../src/app/log.ts';

export type Health = {
  /** Why Teams can't be reached or refuses the bot; undefined when all is well. */
  trouble(): string | undefined;
  /** Resolves after the first attempt, whatever came of it; goes on trying in the background. */
  start(): Promise<void>;
  /** A call was refused for a reason that concerns everybody: not well again until a look finds nothing. */
  doubt(why: string): void;
  stop(): void;
};

const firstRetryMs = 1_000;
const lastRetryMs = 60_000;

/** `look` resolves to what is wrong, if anything. */
export const createHealth = (look: () => Promise<string | undefined>, log: Log): Health => {
  let trouble: string | undefined = 'not_started';
  let delay = firstRetryMs;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const once = async (): Promise<void> => {
    trouble = await look();
    if (trouble === undefined) {
      delay = firstRetryMs;
      return;
    }
    log.warn('teams.unreachable', { why: trouble });
    later();
  };
  const later = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void once(), delay);
    timer.unref();
    delay = Math.min(delay * 2, lastRetryMs);
  };

  return {
    trouble: () => trouble,
    start: once,
    doubt: (why) => {
      if (trouble !== undefined) return;
      trouble = why;
      later();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
