import type { SearchIndex } from './build-index.ts';
import { CHANNELS, type Channel, type Features } from './features.ts';
import { accumulate } from './postings.ts';

export type Shares = Readonly<Record<Channel, number>>;

/**
 * How much each way of looking counts, by the kind of question. Chosen by asking with ways of asking that were held out
 * of the index; no question of a test had a part in it.
 */
export const SHARES: Readonly<Record<'plain' | 'kana' | 'english', Shares>> = {
  plain: { sign: 0.45, sound: 0.35, concept: 0.2, english: 0 },
  kana: { sign: 0, sound: 0.85, concept: 0.15, english: 0 },
  english: { sign: 0, sound: 0, concept: 0.5, english: 0.5 },
};

/** `score`: the share of the question's weight that the clause's own vocabulary carries, 0 to 1. */
export type Ranked = { clause: number; score: number };

export type Ranking = {
  ranked: readonly Ranked[];
  /** How much of what the question speaks of is known anywhere in the policy's vocabulary, 0 to 1. */
  known: number;
};

const kindOf = ({ english, kanaOnly }: Features): keyof typeof SHARES =>
  english ? 'english' : kanaOnly ? 'kana' : 'plain';

type Weighed = {
  channel: Channel;
  /** Features the index knows, with their weight in the question. */
  terms: (readonly [feature: number, weight: number])[];
  mass: number;
  knownMass: number;
};

const weigh = (index: SearchIndex, features: Features, channel: Channel): Weighed => {
  const { ids, rarity, unseen } = index.channels[channel];
  const terms: (readonly [number, number])[] = [];
  let [mass, knownMass] = [0, 0];
  for (const [name, tf] of features.channels[channel]) {
    if (channel === 'concept' && index.lexicon.outside.has(name)) continue;
    const id = ids.get(name);
    const weight = tf * (id === undefined ? unseen : (rarity[id] as number));
    mass += weight;
    if (id === undefined) continue;
    knownMass += weight;
    terms.push([id, weight]);
  }
  return { channel, terms, mass, knownMass };
};

const knownShare = (weighed: readonly Weighed[], shares: Shares): number => {
  let [mass, known] = [0, 0];
  for (const part of weighed) {
    mass += part.mass * shares[part.channel];
    known += part.knownMass * shares[part.channel];
  }
  return mass === 0 ? 0 : known / mass;
};

/** What somebody wants to do, or what has happened, speaks a little for the clauses that lead there. */
const LEAD = 1.06;

/** Orders the best anew by what the question is for. */
export const lead = (ranked: readonly Ranked[], leads: (clause: number) => boolean): Ranked[] =>
  ranked
    .map(({ clause, score }) => ({ clause, score: leads(clause) ? score * LEAD : score }))
    .sort((a, b) => b.score - a.score || a.clause - b.clause);

/** All clauses that have anything to do with the question, best first. */
export const rank = (
  index: SearchIndex,
  features: Features,
  shares: Shares = SHARES[kindOf(features)],
  top = 10,
): Ranking => {
  const weighed = CHANNELS.map((channel) => weigh(index, features, channel));
  const scores = new Float64Array(index.entries.length);
  for (const { channel, terms, mass } of weighed)
    if (shares[channel] > 0 && mass > 0)
      accumulate(index.channels[channel].clauses, terms, shares[channel] / mass, scores);
  const ranked = Array.from(scores, (score, clause) => ({ clause, score })).filter(({ score }) => score > 0);
  ranked.sort((a, b) => b.score - a.score || a.clause - b.clause);
  return { ranked: ranked.slice(0, top), known: knownShare(weighed, shares) };
};
