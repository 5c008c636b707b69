import { clean, clip } from '../../text.ts';

// As strict as addresses in use are: what does not fit is asked about, never stored.
const address =
  /^[a-z0-9](?:[a-z0-9._%+'-]{0,62}[a-z0-9_+-])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/u;

/** `<…>` after a name holds the address; else each word is one. */
const candidates = (typed: string): string[] => {
  const plain = clean(typed).normalize('NFKC').toLowerCase();
  const pieces = plain.split(/[;,、,\n\t]+/u);
  return pieces.flatMap((piece) => {
    const bracketed = [...piece.matchAll(/<\s*(?:mailto:)?([^<>\s|]+)(?:\|[^<>]*)?\s*>/gu)].map(
      ([, found = '']) => found,
    );
    return bracketed.length > 0 ? bracketed : piece.split(/\s+/u).filter((word) => word !== '');
  });
};

const tidy = (word: string): string =>
  word.replace(/^(?:mailto:|(?:to|cc|bcc|宛先)[::])+/u, '').replace(/^["'([]+|["')\].。]+$/gu, '');

export type Pasted = { addresses: readonly string[]; unread: readonly string[] };

/**
 * The addresses in what was pasted out of a mail program: one each, in their order. Words without `@` are names and left out; what has one and
 * is no address comes back to be looked at.
 */
export const readAddresses = (typed: string): Pasted => {
  const words = candidates(typed)
    .map(tidy)
    .filter((word) => word.includes('@'));
  const addresses = [...new Set(words.filter((word) => word.length <= 254 && address.test(word)))];
  const unread = [...new Set(words.filter((word) => !addresses.includes(word)))].map((word) => clip(word, 40));
  return { addresses, unread };
};

/** `t…@example.jp`: enough to tie it to a reply, not enough to write to. */
export const masked = (found: string): string => {
  const at = found.lastIndexOf('@');
  return `${found.slice(0, 1)}…${found.slice(at)}`;
};
