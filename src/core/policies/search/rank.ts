import type { SearchIndex } from './build-index.ts';
import { CHANNELS, type Channel, type Features } from './features.ts';
import { accumulate } from './postings.ts';

export type Weights = {
  /** Share of each channel in the likeness of two texts, by the kind of question. */
  likeness: Record<'plain' | 'kana' | 'english', Record<Channel, number>>;
  nearest: number;
  nextNearest: number;
  bag: number;
  /** What a clause takes over from the one above it, and from those under it. */
  fromParent: number;
  fromChildren: number;
  heading: number;
  staff: number;
};

/** Chosen by asking with ways of asking that were held out of the index; no question of a test had a part in it. */
export const WEIGHTS: Weights = {
  likeness: {
    plain: { sign: 0.4, sound: 0.35, concept: 0.25, english: 0 },
    kana: { sign: 0, sound: 0.85, concept: 0.15, english: 0 },
    english: { sign: 0, sound: 0, concept: 0.5, english: 0.5 },
  },
  nearest: 0.1,
  nextNearest: 0,
  bag: 1,
  fromParent: 0,
  fromChildren: 0,
  heading: 0,
  staff: 0,
};

export type Ranked = { clause: number; score: number; nearest: number; bag: number };

export type Ranking = {
  ranked: readonly Ranked[];
  /** How much of what the question speaks of is known anywhere in the policy's vocabulary, 0 to 1. */
  known: number;
};

const kindOf = ({ english, kanaOnly }: Features): 'plain' | 'kana' | 'english' =>
  english ? 'english' : kanaOnly ? 'kana' : 'plain';

type Weighed = {
  channel: Channel;
  /** Features the index knows, with their weight in the question. */
  terms: (readonly [feature: number, weight: number])[];
  norm: number;
  mass: number;
  knownMass: number;
};

const weigh = (index: SearchIndex, features: Features, channel: Channel): Weighed => {
  const { ids, rarity, unseen } = index.channels[channel];
  const terms: (readonly [number, number])[] = [];
  let [square, mass, knownMass] = [0, 0, 0];
  for (const [name, tf] of features.channels[channel]) {
    if (channel === 'concept' && index.lexicon.outside.has(name)) continue;
    const id = ids.get(name);
    const weight = tf * (id === undefined ? unseen : (rarity[id] as number));
    square += weight * weight;
    mass += weight;
    if (id === undefined) continue;
    knownMass += weight;
    terms.push([id, weight]);
  }
  return { channel, terms, norm: Math.sqrt(square) || 1, mass, knownMass };
};

type Shares = Record<Channel, number>;

const askScores = (index: SearchIndex, weighed: readonly Weighed[], shares: Shares): Float64Array => {
  const scores = new Float64Array(index.clauseOf.length);
  for (const { channel, terms, norm } of weighed)
    if (shares[channel] > 0) accumulate(index.channels[channel].asks, terms, shares[channel] / norm, scores);
  return scores;
};

/** How much of the question's weight a clause's whole vocabulary carries. */
const bagScores = (index: SearchIndex, weighed: readonly Weighed[], shares: Shares): Float64Array => {
  const scores = new Float64Array(index.entries.length);
  for (const { channel, terms, mass } of weighed)
    if (shares[channel] > 0 && mass > 0)
      accumulate(index.channels[channel].clauses, terms, shares[channel] / mass, scores);
  return scores;
};

const NEAR = 3;

/** The likeness of each clause's nearest asks, `NEAR` to a clause, best first. */
const nearestAsks = (index: SearchIndex, scores: Float64Array): Float64Array => {
  const best = new Float64Array(index.entries.length * NEAR);
  scores.forEach((score, ask) => {
    const base = (index.clauseOf[ask] as number) * NEAR;
    let carried = score;
    for (let place = base; place < base + NEAR && carried > 0; place++) {
      const held = best[place] as number;
      if (carried <= held) continue;
      best[place] = carried;
      carried = held;
    }
  });
  return best;
};

const smoothed = (index: SearchIndex, own: Float64Array, weights: Weights): Float64Array => {
  const out = Float64Array.from(own);
  const childBest = new Float64Array(own.length);
  for (let clause = 0; clause < own.length; clause++) {
    const parent = index.parentOf[clause] as number;
    if (parent < 0) continue;
    out[clause] = (out[clause] as number) + weights.fromParent * (own[parent] as number);
    childBest[parent] = Math.max(childBest[parent] as number, own[clause] as number);
  }
  for (let clause = 0; clause < own.length; clause++)
    out[clause] = (out[clause] as number) + weights.fromChildren * (childBest[clause] as number);
  return out;
};

/** All clauses that have anything to do with the question, best first. */
export const rank = (index: SearchIndex, features: Features, weights: Weights = WEIGHTS, top = 10): Ranking => {
  const shares = weights.likeness[kindOf(features)];
  const weighed = CHANNELS.map((channel) => weigh(index, features, channel));
  const near = nearestAsks(index, askScores(index, weighed, shares));
  const bag = bagScores(index, weighed, shares);
  const own = Float64Array.from(bag, (score, clause) => {
    const base = clause * NEAR;
    const next = ((near[base + 1] as number) + (near[base + 2] as number)) / 2;
    return weights.nearest * (near[base] as number) + weights.nextNearest * next + weights.bag * score;
  });
  const total = smoothed(index, own, weights);
  const ranked: Ranked[] = [];
  for (let clause = 0; clause < total.length; clause++) {
    if ((own[clause] as number) <= 0) continue;
    const prior =
      (index.hasChildren[clause] ? weights.heading : 0) + (index.entries[clause]?.staff ? weights.staff : 0);
    ranked.push({
      clause,
      score: (total[clause] as number) + prior,
      nearest: near[clause * NEAR] as number,
      bag: bag[clause] as number,
    });
  }
  ranked.sort((a, b) => b.score - a.score || a.clause - b.clause);
  const mass = weighed.reduce((sum, { channel, mass: whole }) => sum + whole * shares[channel], 0);
  const knownMass = weighed.reduce((sum, { channel, knownMass: part }) => sum + part * shares[channel], 0);
  return { ranked: ranked.slice(0, top), known: mass === 0 ? 0 : knownMass / mass };
};
