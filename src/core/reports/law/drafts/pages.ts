import { lengthOf } from '../../../text.ts';

/** Letters on one card: a chat message takes some 9,000, and a text to copy must not be cut. */
const most = 5_000;

/** A paragraph as long as a page is cut at a letter; nothing is lost. */
const cut = (paragraph: string): string[] => {
  const letters = [...paragraph];
  return Array.from({ length: Math.ceil(letters.length / most) }, (_, at) =>
    letters.slice(at * most, (at + 1) * most).join(''),
  );
};

/** The paragraphs of a text, laid out on as many cards as they need. */
export const pagesOf = (text: string): string[][] => {
  const pages: string[][] = [[]];
  let filled = 0;
  for (const paragraph of text.split('\n\n').flatMap(cut)) {
    const length = lengthOf(paragraph);
    if (filled > 0 && filled + length > most) {
      pages.push([]);
      filled = 0;
    }
    pages.at(-1)?.push(paragraph);
    filled += length;
  }
  return pages;
};
