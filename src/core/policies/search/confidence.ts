import type { SearchIndex } from './build-index.ts';
import type { Features } from './features.ts';
import type { Ranking } from './rank.ts';

/** What speaks for and against the policy covering a question; each between 0 and 1. */
export type Evidence = {
  /** Share of the question's weight that the best clause's own vocabulary carries. */
  bag: number;
  /** Distance of the best clause to the fourth. */
  margin: number;
  /** Share of the question's words known anywhere in the vocabulary. */
  known: number;
  /** Other offices' matters in the question: leave, money, bookings, how to operate a program. */
  outside: number;
};

export type Calibration = { base: number; weights: Record<keyof Evidence, number>; threshold: number };

/**
 * Fitted on held-out ways of asking against invented questions for other offices; for half of these the matter of the other
 * office was hidden from the fit, for no list of such matters is ever whole.
 */
export const CALIBRATION: Calibration = {
  base: -3,
  weights: { bag: 6, margin: 0.6, known: 4.5, outside: -5 },
  threshold: 0.6,
};

const lengthOf = (found: Features['found'], keep: (concept: string) => boolean): number => {
  const places = new Map<number, number>();
  for (const { concept, at, length } of found) if (keep(concept)) places.set(at, Math.max(places.get(at) ?? 0, length));
  return [...places.values()].reduce((sum, length) => sum + length, 0);
};

export const evidenceOf = (index: SearchIndex, features: Features, { ranked, known }: Ranking): Evidence => {
  const [best] = ranked;
  if (!best) return { bag: 0, margin: 0, known, outside: 0 };
  const fourth = ranked[3]?.score ?? 0;
  const { outside } = index.lexicon;
  const beside = lengthOf(features.found, (concept) => outside.has(concept));
  const inside = lengthOf(features.found, (concept) => !outside.has(concept));
  return {
    bag: best.score,
    margin: best.score > 0 ? (best.score - fourth) / best.score : 0,
    known,
    outside: beside === 0 ? 0 : beside / (beside + inside),
  };
};

/** How sure we are, 0 to 1, that the policy answers the question. */
export const confidenceOf = (evidence: Evidence, { base, weights }: Calibration = CALIBRATION): number => {
  let sum = base;
  for (const [name, weight] of Object.entries(weights)) sum += weight * evidence[name as keyof Evidence];
  return 1 / (1 + Math.exp(-sum));
};
