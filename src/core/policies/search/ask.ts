import type { ClauseAction } from '../digest.ts';
import { decideOffer, happeningIn, leadsThere, NOTHING, type Offer } from './action.ts';
import type { SearchIndex } from './build-index.ts';
import { CALIBRATION, confidenceOf, type Evidence, evidenceOf } from './confidence.ts';
import { featuresOf } from './features.ts';
import type { Intent, IntentReader } from './intent.ts';
import { lead, rank } from './rank.ts';

export type PolicyAnswer = {
  /** Clauses that answer, best first. */
  clauses: readonly string[];
  /** False: the policy does not cover it; the clauses are related, no answer. */
  answered: boolean;
  confidence: number;
  offer: Offer;
  /** The bot's own kind behind the offer. */
  kind: ClauseAction | undefined;
  /** What seems to have happened, answered or not. */
  event: ClauseAction | undefined;
  intent: Intent;
  english: boolean;
  evidence: Evidence;
};

/** A sentence longer than this is a story: what it asks stands near its start or its end. */
const LONGEST = 600;

/** Somebody about to do something is shown the form for it earlier than the answer: it names the rule and is filled in by hand. */
const OFFERED = 0.4;

/** As many clauses as an answer ever names. */
const SHOWN = 10;

const shortened = (question: string): string =>
  question.length <= LONGEST ? question : `${question.slice(0, LONGEST / 2)} ${question.slice(-LONGEST / 2)}`;

export const askIndex = (index: SearchIndex, intents: IntentReader, question: string): PolicyAnswer => {
  const features = featuresOf(shortened(question), index.lexicon, index.asking);
  const intent = intents.read(features.folded);
  const { ranked: found, known } = rank(index, features);
  const ranking = { ranked: lead(found, leadsThere(index, intent)).slice(0, SHOWN), known };
  const evidence = evidenceOf(index, features, ranking);
  const confidence = ranking.ranked.length === 0 ? 0 : confidenceOf(evidence);
  const answered = confidence >= CALIBRATION.threshold;
  const offers = answered || (confidence >= OFFERED && (intent.mayI || intent.plan || intent.happened));
  const { offer, kind } = offers ? decideOffer(index, features, intent, ranking.ranked) : NOTHING;
  return {
    clauses: ranking.ranked.map(({ clause }) => index.entries[clause]?.id ?? ''),
    answered,
    confidence: Math.round(confidence * 1e4) / 1e4,
    offer,
    kind,
    event: happeningIn(features, intent),
    intent,
    english: features.english,
    evidence,
  };
};
