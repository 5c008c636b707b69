/** How fast a platform is written to: no faster than `most`, and as fast as it takes it. Requests a second. */
export type PaceRule = { from: number; most: number };

/** `ceiling`: where it was last refused, about; nothing is known beyond. `since`: how many it took since then. */
export type Pace = { perSecond: number; ceiling: number; since: number; refusedAt: number };

export const firstPace = ({ from }: PaceRule): Pace => ({
  perSecond: from,
  ceiling: Number.POSITIVE_INFINITY,
  since: 0,
  refusedAt: Number.NEGATIVE_INFINITY,
});

/** While nothing was ever refused at this pace, a tenth more for every hundred messages. */
const searching = 1e-3;
/** Beyond it so slowly that a refusal comes once in some thousand messages, and quicker the longer none has come. */
const creeping = 1e-5;
const quickening = 4_000;

/** The platform took one while more were waiting. */
export const quicker = (pace: Pace, { most }: PaceRule): Pace => {
  const grown = pace.perSecond < pace.ceiling ? searching : creeping * (1 + pace.since / (quickening / 2));
  return { ...pace, perSecond: Math.min(most, pace.perSecond * (1 + grown)), since: pace.since + 1 };
};

/** What was under way when it slowed down says nothing about the new pace. */
const blindMs = 2_000;
const least = 0.1;

/** How much of the pace is left after a refusal. */
const shareLeft = ({ perSecond, ceiling, since }: Pace, from: number): number => {
  // A burst the platform lets pass hides for a while that the search has gone too far; where it began is not too far.
  if (perSecond < ceiling) return Math.max(0.85, (Math.min(perSecond, from) * 0.98) / perSecond);
  // Again so soon: it takes a good deal less by now, perhaps because another process writes to it too.
  return since < 100 ? 0.92 : 0.98;
};

/** The platform refused one, and not for its recipient's sake. */
export const slower = (pace: Pace, { from }: PaceRule, now: number): Pace => {
  if (now < pace.refusedAt + blindMs) return pace;
  const perSecond = Math.max(from * least, pace.perSecond * shareLeft(pace, from));
  return { perSecond, ceiling: perSecond, since: 0, refusedAt: now };
};
