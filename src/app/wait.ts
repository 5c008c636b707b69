const late = (): Error => new Error('no answer in time');

/** Rejects when the answer takes longer; the work itself goes on, so what it did is uncertain. */
export const within = <T>(ms: number, work: Promise<T>, giveUp: () => Error = late): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    // An answer that came while this process was busy lies in its socket, and is read before anybody gives up.
    timer = setTimeout(() => setImmediate(() => reject(giveUp())), ms);
  });
  return Promise.race([work, tooLong]).finally(() => clearTimeout(timer));
};

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
