import { englishWords, stem } from './english.ts';
import type { Lexicon } from './lexicon.ts';
import { isKatakana, toHiragana } from './normalise.ts';

/** A concept found, and how many characters of the text spoke for it. */
export type Found = { concept: string; at: number; length: number };

type Table = Lexicon['words'];

/** Words are filed under their first two characters, those of one character under it. */
const KEY_LENGTHS = [2, 1] as const;

// 「ログ」 stands inside 「ログイン」 and 「ブログ」, 「id」 inside 「video」: a katakana or Latin word counts only whole.
const cutsWord = (text: string, at: number, word: string): boolean => {
  const first = word[0] ?? '';
  const last = word.at(-1) ?? '';
  const before = text[at - 1] ?? '';
  const after = text[at + word.length] ?? '';
  const latin = (sign: string): boolean => /[a-z0-9]/u.test(sign);
  if (latin(first) && latin(before)) return true;
  if (latin(last) && latin(after)) return true;
  if (word.length > 3) return false;
  return (isKatakana(first) && isKatakana(before)) || (isKatakana(last) && isKatakana(after));
};

type Entry = { word: string; concepts: readonly string[] };

/** The longest known word that begins here; most places begin none, so nothing is made for them. */
const wordAt = (text: string, at: number, table: Table, whole: boolean): Entry | undefined => {
  for (const length of KEY_LENGTHS) {
    const entries = table.get(text.slice(at, at + length));
    if (!entries) continue;
    for (const entry of entries)
      if (text.startsWith(entry.word, at) && !(whole && cutsWord(text, at, entry.word))) return entry;
  }
  return undefined;
};

const scan = (text: string, table: Table, whole: boolean): Found[] => {
  const found: Found[] = [];
  let at = 0;
  while (at < text.length) {
    const hit = wordAt(text, at, table, whole);
    if (hit) for (const concept of hit.concepts) found.push({ concept, at, length: hit.word.length });
    at += hit ? hit.word.length : 1;
  }
  return found;
};

type Phrase = { stems: readonly string[]; concepts: readonly string[] };

const phraseAt = (stems: readonly string[], at: number, phrases: readonly Phrase[] | undefined): Phrase | undefined =>
  phrases?.find((phrase) => phrase.stems.every((part, k) => stems[at + k] === part));

const scanEnglish = (folded: string, { phrases }: Lexicon): Found[] => {
  const stems = englishWords(folded).map(stem);
  const found: Found[] = [];
  let at = 0;
  while (at < stems.length) {
    const hit = phraseAt(stems, at, phrases.get(stems[at] ?? ''));
    if (hit) for (const concept of hit.concepts) found.push({ concept, at, length: hit.stems.join('').length });
    at += hit ? hit.stems.length : 1;
  }
  return found;
};

/** In a sentence with kanji, a word written in kana must be long to be told from grammar. */
const SURE_SOUND = 5;

const kanaRuns = (folded: string): string[] => folded.match(/[\u3041-\u3096\u30a1-\u30fa]{5,}/gu) ?? [];

const scanSounds = (folded: string, sound: string, { sounds }: Lexicon, kanaOnly: boolean): Found[] =>
  kanaOnly
    ? scan(sound.replace(/\s+/gu, ''), sounds, false)
    : kanaRuns(folded)
        .flatMap((run) => scan(toHiragana(run), sounds, false))
        .filter(({ length }) => length >= SURE_SOUND);

/** Everything the policy has a name for that the text speaks of: by its signs, by its sound, in English. */
export const conceptsIn = (folded: string, sound: string, lexicon: Lexicon, kanaOnly: boolean): Found[] => {
  const tight = folded.replace(/(?<=[^a-z0-9])\s+|\s+(?=[^a-z0-9])/gu, '');
  const found = [...scan(tight, lexicon.words, true), ...scanSounds(folded, sound, lexicon, kanaOnly)];
  if (/[a-z]{2,}/u.test(folded)) found.push(...scanEnglish(folded, lexicon));
  return found;
};
