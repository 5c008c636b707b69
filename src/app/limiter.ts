import type { AccountRef, Lane, Platform } from '../core/outbound.ts';
import { type Bucket, full, kept, type Limit, type Limits, type Method, refilled, taken, waitFor } from './rate.ts';

export type Sending = { to: AccountRef; method: Method; lane: Lane };

/** The buckets of one process, and the pauses platforms asked for. All times are real time in ms. */
export type Limiter = {
  /** 0 and a token of each bucket taken, or the milliseconds to wait, nothing taken. */
  take(sending: Sending, now: number): number;
  /** How many messages of that lane the platform would take right now. */
  room(platform: Platform, lane: Lane, now: number): number;
  /** A 429: for one recipient, or for the whole platform when it said so. */
  pause(to: AccountRef, scope: 'recipient' | 'platform', until: number): void;
};

const conversationOf = (to: AccountRef): string => `${to.platform}/${to.space}/${to.user}`;

export const createLimiter = (limitsOf: Readonly<Record<Platform, Limits | undefined>>): Limiter => {
  const buckets = new Map<string, { bucket: Bucket; limit: Limit }>();
  const pauses = new Map<string, number>();

  const find = (name: string, limit: Limit, now: number): { bucket: Bucket; limit: Limit } =>
    buckets.get(name) ?? { bucket: full(limit, now), limit };

  const limitsFor = ({ to, method, lane }: Sending): { name: string; limit: Limit; keep: number }[] => {
    const limits = limitsOf[to.platform];
    if (!limits) return [];
    const ofMethod = limits.methods[method];
    return [
      { name: to.platform, limit: limits.platform, keep: kept(lane, limits.platform) },
      ...(ofMethod ? [{ name: `${to.platform} ${method}`, limit: ofMethod, keep: kept(lane, ofMethod) }] : []),
      ...limits.conversation.map((limit, at) => ({ name: `${conversationOf(to)} ${at}`, limit, keep: 0 })),
    ];
  };

  /** Buckets that are full again say nothing: 100,000 recipients must not stay in memory. */
  const forget = (now: number): void => {
    if (buckets.size < 5_000) return;
    for (const [name, { bucket, limit }] of buckets) {
      if (refilled(bucket, limit, now).tokens >= limit.capacity) buckets.delete(name);
    }
    for (const [name, until] of pauses) if (until <= now) pauses.delete(name);
  };

  const pausedFor = (name: string, now: number): number => Math.max(0, (pauses.get(name) ?? 0) - now);

  return {
    take: (sending, now) => {
      forget(now);
      const needed = limitsFor(sending).map((one) => ({ ...one, ...find(one.name, one.limit, now) }));
      const wait = Math.max(
        pausedFor(sending.to.platform, now),
        pausedFor(conversationOf(sending.to), now),
        ...needed.map(({ bucket, limit, keep }) => waitFor(bucket, limit, keep, now)),
      );
      if (wait > 0) return wait;
      for (const { name, bucket, limit } of needed) buckets.set(name, { bucket: taken(bucket, limit, now), limit });
      return 0;
    },
    room: (platform, lane, now) => {
      if (pausedFor(platform, now) > 0) return 0;
      const limits = limitsOf[platform];
      if (!limits) return Number.POSITIVE_INFINITY;
      const { bucket, limit } = find(platform, limits.platform, now);
      return Math.max(0, Math.floor(refilled(bucket, limit, now).tokens - kept(lane, limit)));
    },
    pause: (to, scope, until) => {
      const name = scope === 'platform' ? to.platform : conversationOf(to);
      pauses.set(name, Math.max(until, pauses.get(name) ?? 0));
    },
  };
};
