// Control characters but tab and line feed, and marks that turn the reading direction around: they can disguise what is read.
// The zero-width joiners stay: emoji and some scripts need them.
const unseen = /(?![\t\n])\p{Cc}|[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

// NFC would turn 神 (U+FA19) and its like into another form of the character: people's names keep theirs.
const composed = (typed: string): string =>
  typed.replace(/[^\uF900-\uFAFF\u{2F800}-\u{2FA1F}]+/gu, (run) => run.normalize('NFC'));

const oneBreak = (typed: string): string => typed.replace(/\r\n?|[\u2028\u2029]/g, '\n');

// Half a character can be neither stored nor signed as it is.
const wellFormed = (typed: string): string => typed.replace(/\p{Surrogate}/gu, '\uFFFD');

/** What was typed: composed, one kind of line break, no invisible marks, trimmed (full-width space too). */
export const clean = (typed: string): string => composed(oneBreak(wellFormed(typed)).replace(unseen, '')).trim();

/** Length as people count: code points. */
export const lengthOf = (value: string): number => {
  let count = 0;
  for (const _ of value) count++;
  return count;
};

/** At most `max` code points, the last one `…` when something was cut. */
export const clip = (value: string, max: number): string => {
  if (value.length <= max) return value;
  const points = Array.from(value);
  return points.length <= max ? value : `${points.slice(0, max - 1).join('')}…`;
};

/** One line of it, for summaries. */
export const oneLine = (value: string, max: number): string => clip(value.replace(/\s+/gu, ' '), max);
