const everyMs = 3_000;

type Say = (done: number, of: number) => void;

/** Passes on one in three seconds of what it hears: a run of a second says nothing but its result. `real`: ms. */
export const everyFewSeconds = (say: Say, real: () => number = () => performance.now()): Say => {
  let saidAt = real();
  return (done, of) => {
    if (real() - saidAt < everyMs) return;
    saidAt = real();
    say(done, of);
  };
};
