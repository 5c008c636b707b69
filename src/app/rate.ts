import type { Lane, Platform } from '../core/outbound.ts';
import type { PaceRule } from './pace.ts';

/** A token bucket: in any span of `s` seconds at most `capacity + perSecond × s` get through. */
export type Limit = { capacity: number; perSecond: number };
export type Bucket = { tokens: number; at: number };

export const full = (limit: Limit, now: number): Bucket => ({ tokens: limit.capacity, at: now });

export const refilled = (bucket: Bucket, limit: Limit, now: number): Bucket => {
  // A clock set back must not empty the bucket, nor one set forward overfill it.
  const seconds = Math.max(0, now - bucket.at) / 1000;
  return { tokens: Math.min(limit.capacity, bucket.tokens + seconds * limit.perSecond), at: now };
};

/** Milliseconds until so many tokens can be taken and `keep` are left; 0 = now. */
export const waitFor = (bucket: Bucket, limit: Limit, keep: number, now: number, tokens = 1): number => {
  const missing = tokens + keep - refilled(bucket, limit, now).tokens;
  return missing <= 0 ? 0 : Math.ceil((missing / limit.perSecond) * 1000);
};

export const taken = (bucket: Bucket, limit: Limit, now: number, count = 1): Bucket => {
  const { tokens, at } = refilled(bucket, limit, now);
  return { tokens: tokens - count, at };
};

export type Method = 'post' | 'update' | 'home';
export type Limits = {
  /** Over everything sent to the platform: as much at once, and at which pace. */
  platform: { capacity: number } & PaceRule;
  /** Per method, where the platform counts methods apart. */
  methods: Partial<Record<Method, Limit>>;
  /** Per conversation; all of them must allow it. */
  conversation: readonly Limit[];
};

/**
 * What the platforms allow, kept a little below: Slack 1 a second and conversation with small bursts, its update
 * 50 and views.publish 100 a minute; Teams 7 in 1 s, 8 in 2 s, 60 in 30 s, 1,800 in an hour a conversation,
 * 50 a second a tenant. Slack names no number for a workspace, but some hundreds a minute: from 300 to 600 we find
 * out. The console has none. Not more at once than a look every 50 ms needs: a second never sees more than its share.
 */
export const platformLimits: Readonly<Record<Platform, Limits | undefined>> = {
  slack: {
    platform: { capacity: 4, from: 5, most: 10 },
    methods: { update: { capacity: 10, perSecond: 0.7 }, home: { capacity: 10, perSecond: 1.5 } },
    conversation: [{ capacity: 3, perSecond: 1 }],
  },
  teams: {
    platform: { capacity: 3, from: 46, most: 46 },
    methods: {},
    conversation: [
      { capacity: 4, perSecond: 1 },
      { capacity: 30, perSecond: 0.49 },
    ],
  },
  console: undefined,
};

/** Accidents and decisions may use every token; notes and waves leave this share to them. */
const reserved = 0.2;
export const kept = (lane: Lane, limit: Limit): number =>
  lane === 'urgent' || lane === 'card' ? 0 : limit.capacity * reserved;
