/** What two copies of one clause share: not white space, not the width of a sign, not the kind of comma. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s、，,。．.・「」『』()]/gu, '')
    .toLowerCase();

/**
 * A short mark of a clause's official words, from which they cannot be read. It tells whether an imported clause still says
 * what its restatement was written from; nobody attacks it, so a plain 53-bit mixing hash does.
 */
export const fingerprint = (text: string): string => {
  let [h1, h2] = [0xdeadbeef, 0x41c6ce57];
  for (const sign of bare(text)) {
    const code = sign.codePointAt(0) ?? 0;
    h1 = Math.imul(h1 ^ code, 2654435761);
    h2 = Math.imul(h2 ^ code, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return (4294967296 * (2097151 & h2) + (h1 >>> 0)).toString(16).padStart(14, '0');
};
