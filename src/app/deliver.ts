import { type Lane, lanes, type Platform } from '../core/outbound.ts';
import { attempt, type DeliverParts } from './attempt.ts';
import type { OutboxRow } from './ports.ts';

export type Deliverer = {
  /** Something was committed: look at once instead of at the next poll. */
  nudge(): void;
  start(): void;
  /** Takes nothing new, and waits for what is under way. */
  stop(): Promise<void>;
};

/** Longer than an adapter may take to answer; a worker that died gives its slots back after so long. */
const leaseMs = 15_000;
const pollMs = 1_000;
/** A look costs a transaction: no more often than this while a platform's limit holds cards back. */
const leastMs = 10;
const atOnce = 32;

const reached = (parts: DeliverParts): Platform[] =>
  parts.adapters.filter((adapter) => adapter.unready() === undefined).map(({ platform }) => platform);

/** How many slots of a lane could go out right now over any platform that is reached. */
const openFor = (parts: DeliverParts, lane: Lane): number => {
  const now = parts.real();
  return Math.max(0, ...reached(parts).map((platform) => parts.limiter.room(platform, lane, now)));
};

/**
 * How many to take for so many that can go. Which platform a slot goes to shows when it is attempted: where there are
 * several, what waits for a full one must not hide what the others could take.
 */
const lookedAt = (parts: DeliverParts, open: number): number => (reached(parts).length > 1 ? atOnce : open);

/**
 * Until the next regular look, or until a platform that is written to as fast as it takes it has room again, or one of
 * those put off has its turn: sleeping over turns, where two platforms are reached, leaves both with room unused.
 */
const restFor = (parts: DeliverParts): number => {
  const now = parts.real();
  const next = reached(parts)
    .map((platform) => parts.limiter.untilNext(platform, 'wave', now))
    .filter((ms) => ms > 0);
  return Math.max(leastMs, Math.min(pollMs, ...next));
};

/** The outbox loop: claim with a lease, one attempt each, many at once so that one slow recipient delays nobody. */
export const createDeliverer = (parts: DeliverParts): Deliverer => {
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  let nudged = false;
  let wake = (): void => {};
  let loop: Promise<void> = Promise.resolve();

  /** However many are done in one turn of the event loop, it looks once. */
  const nudge = (): void => {
    if (nudged) return;
    nudged = true;
    setImmediate(() => wake());
  };

  const begin = (row: OutboxRow): void => {
    const run = attempt(parts, row)
      // The lease runs out by itself: the slot is taken up again, by this worker or another.
      .catch((error: unknown) => parts.log.error('delivery.failed', { lane: row.lane }, error))
      .finally(() => {
        underWay.delete(run);
        nudge();
      });
    underWay.add(run);
  };

  const claim = async (open: number, lane?: Lane): Promise<number> => {
    const limit = Math.min(open, atOnce - underWay.size);
    if (limit < 1) return 0;
    const ask = { worker: parts.worker, now: parts.real(), leaseMs, limit };
    const rows = await parts.outbox.claim(lane === undefined ? ask : { ...ask, lane });
    for (const row of rows) begin(row);
    return rows.length;
  };

  const pass = async (): Promise<number> => {
    const open = openFor(parts, 'wave');
    if (open >= 1) return claim(lookedAt(parts, open));
    // Only the reserved share is left: it belongs to accidents and decisions.
    for (const lane of lanes) {
      const taken = openFor(parts, lane) > open ? await claim(openFor(parts, lane), lane) : 0;
      if (taken > 0) return taken;
    }
    return 0;
  };

  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, restFor(parts));
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (nudged || stopped) wake();
    });

  const run = async (): Promise<void> => {
    while (!stopped) {
      nudged = false;
      const taken = await pass().catch((error: unknown) => {
        parts.log.error('outbox.unreadable', {}, error);
        return 0;
      });
      if (taken === 0) await rest();
    }
  };

  return {
    nudge,
    start: () => {
      loop = run();
    },
    stop: async () => {
      stopped = true;
      nudge();
      await loop;
      await Promise.all(underWay);
    },
  };
};
