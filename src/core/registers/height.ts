import type { Heading } from './register.ts';

// Points, for letters of 9 points. 409 is the highest row a spreadsheet has.
const lineHeight = 12.5;
const padding = 3;
const highest = 409;

const halfWidth = /^[ -~\u00A0-\u00FF\uFF61-\uFF9F]$/u;

/** Full-width letters take the room of two. */
const lettersIn = (line: string): number => {
  let letters = 0;
  for (const letter of line) letters += halfWidth.test(letter) ? 1 : 2;
  return letters;
};

const linesIn = (cell: string, width: number): number =>
  cell.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(lettersIn(line) / (width - 1))), 0);

/** How high a row must be for all its text to show: not every program works that out by itself. */
export const rowHeight = (headings: readonly Heading[], cells: readonly string[]): number => {
  const lines = Math.max(1, ...cells.map((cell, at) => linesIn(cell, headings[at]?.width ?? 10)));
  return Math.min(highest, lines * lineHeight + padding);
};
