import { conceptsIn, type Found } from './concepts.ts';
import { englishStems } from './english.ts';
import { type Lexicon, soundOf } from './lexicon.ts';
import { fold, isEnglish, isHiragana, isKanaOnly, isKanji, isKatakana, isLatin, runsOf } from './normalise.ts';

/** Four ways of looking at one text; each is compared by itself. */
export const CHANNELS = ['sign', 'sound', 'concept', 'english'] as const;
export type Channel = (typeof CHANNELS)[number];

export type Features = {
  channels: Record<Channel, Map<string, number>>;
  found: readonly Found[];
  folded: string;
  english: boolean;
  kanaOnly: boolean;
};

const put = (into: Map<string, number>, name: string, weight: number): void => {
  into.set(name, (into.get(name) ?? 0) + weight);
};

/** Grammar is written in hiragana, and Latin words count whole. */
const saysLittle = (a: string, b: string): boolean => (isHiragana(a) && isHiragana(b)) || isLatin(a) || isLatin(b);

const pairWeight = (a: string, b: string): number => {
  if (isKanji(a) && isKanji(b)) return 1;
  return isKanji(a) || isKanji(b) ? 0.8 : 0.6;
};

const signGramsOf = (grams: Map<string, number>, run: string): void => {
  for (let at = 0; at < run.length; at++) {
    const sign = run[at] as string;
    if (isKanji(sign)) put(grams, sign, 0.5);
    const next = run[at + 1];
    if (next === undefined || saysLittle(sign, next)) continue;
    put(grams, sign + next, pairWeight(sign, next));
    if (isKatakana(sign) && isKatakana(next) && isKatakana(run[at + 2] ?? '')) put(grams, run.slice(at, at + 3), 0.6);
  }
};

const signGrams = (folded: string): Map<string, number> => {
  const grams = new Map<string, number>();
  for (const run of runsOf(folded)) {
    signGramsOf(grams, run);
    for (const word of run.match(/[a-z0-9]{2,}/gu) ?? []) put(grams, word, 1.2);
  }
  return grams;
};

const soundGrams = (sound: string): Map<string, number> => {
  const grams = new Map<string, number>();
  for (const run of runsOf(sound.replace(/\p{Script=Han}+/gu, ' ')))
    for (let at = 0; at + 2 <= run.length; at++) {
      put(grams, run.slice(at, at + 2), 0.4);
      if (at + 3 <= run.length) put(grams, run.slice(at, at + 3), 1);
    }
  return grams;
};

const conceptWeights = (found: readonly Found[], { wider }: Lexicon): Map<string, number> => {
  const weights = new Map<string, number>();
  for (const { concept } of found) {
    weights.set(concept, 1);
    for (const above of wider.get(concept) ?? []) if (!weights.has(above)) weights.set(above, 0.5);
  }
  return weights;
};

/** Words that only ask: they say what somebody wants to know, not about what. */
export const withoutAsking = (folded: string, asking: RegExp): string => folded.replace(asking, ' ');

export const featuresOf = (text: string, lexicon: Lexicon, asking: RegExp): Features => {
  const folded = fold(text);
  const english = isEnglish(text);
  const kanaOnly = !english && isKanaOnly(folded);
  const bare = withoutAsking(folded, asking);
  const content = bare.trim() === '' ? folded : bare;
  const sound = english ? '' : soundOf(content, lexicon.readings);
  const found = conceptsIn(content, sound, lexicon, kanaOnly);
  const stems = new Map<string, number>();
  for (const word of englishStems(folded)) put(stems, word, 1);
  return {
    channels: {
      sign: english ? new Map() : signGrams(content),
      sound: english ? new Map() : soundGrams(sound),
      concept: conceptWeights(found, lexicon),
      english: stems,
    },
    found,
    folded,
    english,
    kanaOnly,
  };
};
