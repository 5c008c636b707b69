import { type AccountRef, type Lane, lanes, type Platform } from '../core/outbound.ts';
import { firstPace, type Pace, quicker, slower } from './pace.ts';
import { type Bucket, full, kept, type Limit, type Limits, type Method, refilled, taken, waitFor } from './rate.ts';

/** `requests`: how many the platform will count, of its own and of the conversation's. */
export type Sending = { to: AccountRef; method: Method; lane: Lane; requests?: number };

/** The buckets of one process, and the pauses platforms asked for. All times are real time in ms. */
export type Limiter = {
  /**
   * 0 and a token of each bucket taken, or the milliseconds to wait, nothing taken. What waits is told its own turn:
   * 100,000 reminders that all come back for the next token would each be looked at for every one.
   */
  take(sending: Sending, now: number): number;
  /** How many messages of that lane the platform would take right now. */
  room(platform: Platform, lane: Lane, now: number): number;
  /** Milliseconds until there is room for one or, where there is, until the next of those put off may come; 0 = now. */
  untilNext(platform: Platform, lane: Lane, now: number): number;
  /** A message got through. */
  passed(to: AccountRef, now: number): void;
  /** A 429, and how long to wait: for this recipient, and for everybody when it is the platform's. */
  refused(to: AccountRef, afterMs: number, now: number): void;
  /** The platform itself said that it takes nothing from anybody for so long. */
  pause(platform: Platform, until: number): void;
};

/** Written to without a rest for so long, a platform has been tried at its pace. */
const neededMs = 5_000;

type Held = { bucket: Bucket; limit: Limit };
type Waiting = { wait: number; name: string; limit: Limit; keep: number };

/** Cards for one person are looked at again after so long at the latest: some of those before them may be gone by then. */
const farthestMs = 30_000;

const forgetPast = (times: Map<string, number>, now: number): void => {
  for (const [name, at] of times) if (at <= now) times.delete(name);
};

const conversationOf = (to: AccountRef): string => `${to.platform}/${to.space}/${to.user}`;

export const createLimiter = (limitsOf: Readonly<Record<Platform, Limits | undefined>>): Limiter => {
  const buckets = new Map<string, Held>();
  const pauses = new Map<string, number>();
  const paces = new Map<Platform, Pace>();
  /** When the next of a lane that is put off comes round. */
  const turns = new Map<string, number>();
  /** How many requests the last message took: the next one is likely to take as many. */
  const costs = new Map<Platform, number>();
  /** When a platform was last written to after a rest. */
  const rested = new Map<Platform, number>();
  /** Whom a platform refused last without a reason in their conversation. */
  const doubted = new Map<Platform, string>();

  const find = (name: string, limit: Limit, now: number): Held => {
    const held = buckets.get(name);
    return { bucket: held?.bucket ?? full(limit, now), limit };
  };

  const paceOf = (platform: Platform, limits: Limits): Pace => paces.get(platform) ?? firstPace(limits.platform);
  const limitOf = (platform: Platform, limits: Limits): Limit => ({
    capacity: limits.platform.capacity,
    perSecond: paceOf(platform, limits).perSecond,
  });

  /** The platform's own bucket at its pace; none where it takes whatever comes. */
  const overallOf = (platform: Platform, now: number): Held | undefined => {
    const limits = limitsOf[platform];
    return limits && find(platform, limitOf(platform, limits), now);
  };

  const limitsFor = ({ to, method, lane }: Sending, limits: Limits): { name: string; limit: Limit; keep: number }[] => {
    const overall = limitOf(to.platform, limits);
    const ofMethod = limits.methods[method];
    return [
      { name: to.platform, limit: overall, keep: kept(lane, overall) },
      ...(ofMethod ? [{ name: `${to.platform} ${method}`, limit: ofMethod, keep: kept(lane, ofMethod) }] : []),
      ...limits.conversation.map((limit, at) => ({ name: `${conversationOf(to)} ${at}`, limit, keep: 0 })),
    ];
  };

  const isFull = (name: string, now: number): boolean => {
    const held = buckets.get(name);
    return !held || refilled(held.bucket, held.limit, now).tokens >= held.limit.capacity;
  };

  /** Buckets that are full again say nothing: 100,000 recipients must not stay in memory. */
  const forget = (now: number): void => {
    if (buckets.size < 5_000) return;
    for (const name of buckets.keys()) if (isFull(name, now)) buckets.delete(name);
    forgetPast(pauses, now);
    forgetPast(turns, now);
  };

  const pausedFor = (name: string, now: number): number => Math.max(0, (pauses.get(name) ?? 0) - now);
  const pause = (name: string, until: number): void => void pauses.set(name, Math.max(until, pauses.get(name) ?? 0));

  /** Written to more than once of late: then the 429 may be about them. */
  const isBusy = (to: AccountRef, limits: Limits, now: number): boolean =>
    limits.conversation.some((limit, at) => {
      const { bucket } = find(`${conversationOf(to)} ${at}`, limit, now);
      return refilled(bucket, limit, now).tokens < limit.capacity - (costs.get(to.platform) ?? 1);
    });

  /**
   * As if the platform were quick: what comes too early waits for another turn, what comes too late is lost time.
   * Decisions wait for nobody's turn on the platform, but one person's come one after the other.
   */
  const turnOf = (
    { to, lane, requests = 1 }: Sending,
    limits: Limits,
    held: readonly Waiting[],
    now: number,
  ): number => {
    const longest = held.reduce((last, one) => (last.wait >= one.wait ? last : one));
    const overall = held.find(({ name, keep }) => name === to.platform && keep > 0);
    if (!overall && longest.name === to.platform) return longest.wait;
    const { name, limit } = overall ?? longest;
    const place = `${name} ${lane}`;
    const next = Math.max(turns.get(place) ?? 0, now + longest.wait);
    const turn = overall ? next : Math.min(next, now + Math.max(longest.wait, farthestMs));
    turns.set(place, turn + (requests / (overall ? limits.platform.most : limit.perSecond)) * 1000);
    return turn - now;
  };

  /** From one turn of a platform to the next while there are any ahead; 0 = there are none. */
  const betweenTurns = (platform: Platform, now: number): number => {
    const most = limitsOf[platform]?.platform.most ?? Number.POSITIVE_INFINITY;
    return lanes.some((lane) => (turns.get(`${platform} ${lane}`) ?? 0) > now) ? 1000 / most : 0;
  };

  return {
    take: (sending, now) => {
      forget(now);
      const { platform } = sending.to;
      const limits = limitsOf[platform];
      const needed = (limits ? limitsFor(sending, limits) : []).map((one) => ({
        ...one,
        ...find(one.name, one.limit, now),
      }));
      const { requests = 1 } = sending;
      costs.set(platform, requests);
      if (isFull(platform, now)) rested.set(platform, now);
      const held = needed
        .map((one) => ({ ...one, wait: waitFor(one.bucket, one.limit, one.keep, now, requests) }))
        .filter(({ wait }) => wait > 0);
      const paused = Math.max(pausedFor(platform, now), pausedFor(conversationOf(sending.to), now));
      if (limits && held.length > 0) return Math.max(paused, turnOf(sending, limits, held, now));
      if (paused > 0) return paused;
      for (const { name, bucket, limit } of needed) {
        buckets.set(name, { bucket: taken(bucket, limit, now, requests), limit });
      }
      return 0;
    },
    room: (platform, lane, now) => {
      if (pausedFor(platform, now) > 0) return 0;
      const overall = overallOf(platform, now);
      if (!overall) return Number.POSITIVE_INFINITY;
      const { bucket, limit } = overall;
      const free = refilled(bucket, limit, now).tokens - kept(lane, limit);
      return Math.max(0, Math.floor(free / (costs.get(platform) ?? 1)));
    },
    untilNext: (platform, lane, now) => {
      const overall = overallOf(platform, now);
      if (!overall) return pausedFor(platform, now);
      const { bucket, limit } = overall;
      const wait = waitFor(bucket, limit, kept(lane, limit), now, costs.get(platform));
      return Math.max(pausedFor(platform, now), wait) || betweenTurns(platform, now);
    },
    passed: ({ platform }, now) => {
      const limits = limitsOf[platform];
      if (!limits) return;
      const { bucket, limit } = find(platform, limitOf(platform, limits), now);
      // A pace that was not needed for a while has not been tried: a handful of cards at once says nothing.
      const isNeeded = refilled(bucket, limit, now).tokens < limit.capacity / 2;
      if (isNeeded && now - (rested.get(platform) ?? now) >= neededMs)
        paces.set(platform, quicker(paceOf(platform, limits), limits.platform));
    },
    refused: (to, afterMs, now) => {
      const name = conversationOf(to);
      pause(name, now + afterMs);
      const limits = limitsOf[to.platform];
      if (!limits || isBusy(to, limits, now)) return;
      paces.set(to.platform, slower(paceOf(to.platform, limits), limits.platform, now));
      // One person's 429 delays nobody else; the second one's says that it is everybody's.
      const before = doubted.get(to.platform);
      if (before !== undefined && before !== name && pausedFor(before, now) > 0) pause(to.platform, now + afterMs);
      doubted.set(to.platform, name);
    },
    pause,
  };
};
