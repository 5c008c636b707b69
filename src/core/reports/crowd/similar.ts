/** Pairs of letters, without spaces and signs. */
const pairs = (said: string): Set<string> => {
  const letters = [
    ...said
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ''),
  ].slice(0, 600);
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`));
};

const alike = 0.35;

/** Whether two reports tell of the same thing, by the letters they share. Deliberately strict: what is not alike rings by itself. */
export const isAlike = (one: string, other: string): boolean => {
  const [a, b] = [pairs(one), pairs(other)];
  if (a.size === 0 || b.size === 0) return false;
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return shared / (a.size + b.size - shared) >= alike;
};
