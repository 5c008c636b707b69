const firstMs = 1_000;
const capMs = 15 * 60_000;
/** About a day: an outage over a night ends by itself. */
const lastAttempt = 104;
/** Somebody without an account is looked for about an hour, in case the accounts are still being read. */
const lastLook = 12;

/**
 * When to try again after `attempts` failures, as a delay in ms; `jitter` in [0, 1) spreads what failed together.
 * Undefined: give up.
 */
export const retryDelay = (attempts: number, jitter: number, last = lastAttempt): number | undefined => {
  if (attempts >= last) return undefined;
  const full = Math.min(capMs, firstMs * 2 ** Math.min(attempts, 20));
  return Math.round(full * (0.5 + jitter / 2));
};

export const lookDelay = (attempts: number, jitter: number): number | undefined =>
  retryDelay(attempts, jitter, lastLook);
