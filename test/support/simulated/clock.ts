import { vi } from 'vitest';
import { emptyTurns } from '../../../db/sqlite/group-commit.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Everything but the turns of the event loop runs in a time of its own, which stands still until it is moved on. */
export const stopTime = (): void => {
  vi.useFakeTimers({
    now: Date.UTC(2026, 5, 1, 1),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });
};

export const letTimeGo = (): void => void vi.useRealTimers();

/** Moves time on from one timer to the next; before each, whatever can be done without waiting is done. `moves` counts what was. */
export const playUntil = async (over: () => boolean, moves: () => number): Promise<void> => {
  let still = 0;
  while (!over()) {
    for (let quiet = 0, before = moves(); quiet < emptyTurns + 4; quiet += 1) {
      await turn();
      if (moves() !== before) quiet = 0;
      before = moves();
    }
    if (over()) return;
    if (vi.getTimerCount() > 0) vi.advanceTimersToNextTimer();
    else if (++still > 1_000) throw new Error('nothing will ever happen again');
  }
};

/** So many milliseconds of that time. */
export const passing = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
