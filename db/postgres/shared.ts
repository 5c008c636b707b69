const quicklyMs = 200;

/**
 * One answer for all who ask while a question is under way, asked after the last of them came: what was committed
 * before somebody asked is always in their answer. When the question before got none for so long that nobody can wait
 * as long again, theirs has failed with it.
 */
export const shared = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let underWay: Promise<unknown> | undefined;
  let next: Promise<T> | undefined;
  return () => {
    next ??= (async () => {
      const began = performance.now();
      try {
        // Only after this turn of the event loop, so that those who come together are answered together.
        await (underWay ?? Promise.resolve());
      } catch (error) {
        if (performance.now() - began > quicklyMs) {
          next = undefined;
          throw error;
        }
      }
      const answer = ask();
      underWay = answer;
      next = undefined;
      try {
        return await answer;
      } finally {
        if (underWay === answer) underWay = undefined;
      }
    })();
    return next;
  };
};
