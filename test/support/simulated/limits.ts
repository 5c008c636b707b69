/** Milliseconds until one more is let through; 0 = this one was, and is counted. */
export type Gate = (now: number) => number;

/** A bucket that holds so many and fills up again by so many a second. */
export const bucket = (holds: number, perSecond: number): Gate => {
  let level = holds;
  let at = Number.NEGATIVE_INFINITY;
  return (now) => {
    level = Math.min(holds, level + Math.max(0, (now - at) / 1000) * perSecond);
    at = now;
    if (level < 1) return ((1 - level) / perSecond) * 1000;
    level -= 1;
    return 0;
  };
};

/** At most so many in any span of that length. */
export const window = (most: number, ms: number): Gate => {
  let times: number[] = [];
  return (now) => {
    times = times.filter((at) => at > now - ms);
    if (times.length >= most) return (times[0] ?? now) + ms - now;
    times.push(now);
    return 0;
  };
};

/** One gate for each name, made when it is first asked for. */
export const each = (make: () => Gate): ((name: string, now: number) => number) => {
  const gates = new Map<string, Gate>();
  return (name, now) => {
    const gate = gates.get(name) ?? make();
    gates.set(name, gate);
    return gate(now);
  };
};

/** What a platform let through and what it refused, as it saw it. */
export type Counted = { sends: number; refused: number; arrived: (body: string, at: number) => void };
