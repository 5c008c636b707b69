import { z } from 'zod';
import { englishWords, stem } from './english.ts';
import { fold, toHiragana } from './normalise.ts';

/** What people call one thing: everything in a row means the same to the policy. */
export const Concept = z.object({
  id: z.string().min(1),
  /** Wider concepts it falls under. */
  under: z.array(z.string()).optional(),
  ja: z.array(z.string()),
  en: z.array(z.string()),
});
export type Concept = z.infer<typeof Concept>;

export type Readings = Readonly<Record<string, string>>;

export type Lexicon = {
  /** Folded words by their first two characters, longest first. */
  words: ReadonlyMap<string, readonly Entry[]>;
  /** The same by sound, for questions without kanji. */
  sounds: ReadonlyMap<string, readonly Entry[]>;
  /** English phrases as stems, by their first stem, longest first. */
  phrases: ReadonlyMap<string, readonly { stems: readonly string[]; concepts: readonly string[] }[]>;
  /** Each concept with all wider ones. */
  wider: ReadonlyMap<string, readonly string[]>;
  /** Concepts that other offices answer, not the policy. */
  outside: ReadonlySet<string>;
  /** Known readings by their first sign, longest first. */
  readings: ReadonlyMap<string, readonly { word: string; sound: string }[]>;
};

type Entry = { word: string; concepts: readonly string[] };

const KEY = 2;

const tableOf = (pairs: ReadonlyMap<string, Set<string>>): Map<string, Entry[]> => {
  const table = new Map<string, Entry[]>();
  for (const [word, concepts] of pairs) {
    const key = word.slice(0, KEY);
    const list = table.get(key) ?? [];
    list.push({ word, concepts: [...concepts] });
    table.set(key, list);
  }
  for (const list of table.values()) list.sort((a, b) => b.word.length - a.word.length);
  return table;
};

const add = (pairs: Map<string, Set<string>>, word: string, concept: string): void => {
  const known = pairs.get(word) ?? new Set();
  known.add(concept);
  pairs.set(word, known);
};

const HAN = /\p{Script=Han}|々/u;

/** How a text sounds, as far as its words are known; kanji of unknown words stay. */
export const soundOf = (folded: string, readings: Lexicon['readings']): string => {
  if (!HAN.test(folded)) return toHiragana(folded);
  let out = '';
  let at = 0;
  while (at < folded.length) {
    const known = readings.get(folded[at] ?? '')?.find(({ word }) => folded.startsWith(word, at));
    out += known ? known.sound : (folded[at] ?? '');
    at += known ? known.word.length : 1;
  }
  return toHiragana(out);
};

const readingsBySign = (known: Readings): Map<string, { word: string; sound: string }[]> => {
  const table = new Map<string, { word: string; sound: string }[]>();
  for (const [raw, sound] of Object.entries(known)) {
    const word = fold(raw);
    const list = table.get(word[0] ?? '') ?? [];
    list.push({ word, sound: toHiragana(fold(sound)) });
    table.set(word[0] ?? '', list);
  }
  for (const list of table.values()) list.sort((a, b) => b.word.length - a.word.length);
  return table;
};

const widerOf = (concepts: readonly Concept[]): Map<string, string[]> => {
  const direct = new Map(concepts.map(({ id, under }) => [id, under ?? []]));
  const wider = new Map<string, string[]>();
  for (const id of direct.keys()) {
    const seen = new Set<string>();
    const open = [...(direct.get(id) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(direct.get(next) ?? []));
    }
    wider.set(id, [...seen]);
  }
  return wider;
};

const phrasesOf = (concepts: readonly Concept[]): Map<string, { stems: string[]; concepts: string[] }[]> => {
  const table = new Map<string, { stems: string[]; concepts: string[] }[]>();
  for (const { id, en } of concepts)
    for (const phrase of en) {
      const stems = englishWords(fold(phrase)).map(stem);
      const [first] = stems;
      if (first === undefined) continue;
      const list = table.get(first) ?? [];
      const same = list.find((known) => known.stems.join(' ') === stems.join(' '));
      if (same) same.concepts.push(id);
      else list.push({ stems, concepts: [id] });
      table.set(first, list);
    }
  for (const list of table.values()) list.sort((a, b) => b.stems.length - a.stems.length);
  return table;
};

/** Two kana say too little: 「かみ」 is paper, hair and god. */
const SHORTEST_SOUND = 3;

export const buildLexicon = (inside: readonly Concept[], outside: readonly Concept[], known: Readings): Lexicon => {
  const readings = readingsBySign(known);
  const all = [...inside, ...outside];
  const words = new Map<string, Set<string>>();
  const sounds = new Map<string, Set<string>>();
  for (const { id, ja } of all)
    for (const raw of ja) {
      const word = fold(raw).replace(/\s+/gu, '');
      if (word.length === 0) continue;
      add(words, word, id);
      const sound = soundOf(word, readings);
      if (sound.length >= SHORTEST_SOUND && !/\p{Script=Han}/u.test(sound)) add(sounds, sound, id);
    }
  return {
    words: tableOf(words),
    sounds: tableOf(sounds),
    phrases: phrasesOf(all),
    wider: widerOf(all),
    outside: new Set(outside.map(({ id }) => id)),
    readings,
  };
};
