import type { Level } from './markers.ts';

export type NodeLevel = 'chapter' | Level | 'row' | 'bullet' | 'supplement';

/** One place in the policy that can be cited, as the file has it. */
export type SourceNode = {
  id: string;
  level: NodeLevel;
  parent: string | undefined;
  /** 「(エ)」, 「２」; empty for a bullet whose sign was lost. */
  sign: string;
  /** The heading on the sign's line; empty for an item that has only text. */
  heading: string;
  /** Its own paragraphs, lead and closing remarks included, without those of the nodes under it. */
  paragraphs: string[];
};

/** A run of the file in the order it stands there; all runs together are the whole file. */
export type Piece = { node: string | undefined; text: string };

export type Unplaced = {
  line: number;
  text: string;
  why: 'out-of-sequence' | 'before-first' | 'numbers-missing' | 'twice';
};

export type Tree = {
  title: string;
  chapters: { number: number; title: string }[];
  nodes: SourceNode[];
  pieces: Piece[];
  pageNumbers: string[];
  contents: string[];
  unplaced: Unplaced[];
};

const LATIN_END = /[\w,.;:)]$/u;
const LATIN_START = /^[\w(]/u;

/** Two lines of one paragraph: Japanese runs on, two Latin words keep their space. */
export const joinLines = (before: string, after: string): string =>
  LATIN_END.test(before) && LATIN_START.test(after) && /[A-Za-z]$/u.test(before)
    ? `${before} ${after}`
    : before + after;

/** The node's own text as imported: sign, heading, paragraphs. */
export const officialText = ({ sign, heading, paragraphs }: SourceNode): string =>
  [`${sign}${sign && heading ? ' ' : ''}${heading}`, ...paragraphs].filter(Boolean).join('\n');

/** The text under the heading, as an answer quotes it. */
export const literalText = ({ heading, paragraphs }: SourceNode): string => paragraphs.join('\n') || heading;

export const withoutSpace = (text: string): string => text.replace(/[\s　]/gu, '');

/** The file again, but for white space, page numbers and a table of contents. */
export const rebuild = ({ pieces }: Pick<Tree, 'pieces'>): string => pieces.map(({ text }) => text).join('\n');
