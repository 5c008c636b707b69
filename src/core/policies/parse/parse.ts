import { addNode, addText, newBuilder, note, openMarked, placeMarker } from './build.ts';
import { type Line, readLines, wrapWidth } from './lines.ts';
import { takeListed, takeTable } from './listed.ts';
import {
  circledSign,
  isPageNumber,
  isSupplement,
  kanaSign,
  type Marker,
  readChapter,
  readLoneNumber,
  readMarker,
} from './markers.ts';
import { goesOn, hasHeading, headingGoesOn, isWhole, type Reader, SENTENCE_END } from './reader.ts';
import type { Tree } from './tree.ts';

const takeMarker = (reader: Reader, marker: Marker, at: number): number => {
  const line = reader.lines[at] as Line;
  const sign =
    marker.level === 'kana'
      ? kanaSign(marker.place)
      : marker.level === 'circled'
        ? circledSign(marker.place)
        : `${marker.place}`;
  const heading = hasHeading(reader, marker, line, at);
  const cut = heading && marker.level !== 'circled' && headingGoesOn(reader, line, at);
  const more = cut ? (reader.lines[at + 1]?.text ?? '') : '';
  openMarked(reader.builder, marker, sign, heading ? marker.rest + more : '');
  reader.table = undefined;
  reader.row = undefined;
  reader.builder.open = false;
  if (!heading && marker.rest) addText(reader.builder, marker.rest);
  return at + (cut ? 2 : 1);
};

/** A closing remark after a list belongs to what holds the list; in files of whole paragraphs its first word tells. */
const closesList = (reader: Reader, line: Line): boolean => {
  const { current, stack } = reader.builder;
  if (current?.level !== 'circled' || stack.length < 2) return false;
  if (reader.wrap === Number.POSITIVE_INFINITY)
    return current.paragraphs.length > 0 && /^(?:また|上記|以上|前各号|これら)/u.test(line.text);
  return line.gap && !reader.pageEnded;
};

const takeText = (reader: Reader, line: Line, before: Line | undefined): void => {
  const { builder } = reader;
  if (closesList(reader, line)) {
    builder.current = builder.stack.at(-2)?.node;
    builder.open = false;
  } else if (line.gap && !reader.pageEnded) builder.open = false;
  else if (reader.wrap === Number.POSITIVE_INFINITY) builder.open = false;
  else if (before && isWhole(reader, before) && SENTENCE_END.test(before.text)) builder.open = false;
  addText(builder, line.text);
};

const takeChapter = (reader: Reader, line: Line): boolean => {
  const chapter = readChapter(line.text);
  const { builder } = reader;
  if (!chapter || chapter.number !== builder.chapter + 1) return false;
  builder.chapter = chapter.number;
  builder.tree.chapters.push(chapter);
  builder.tree.pieces.push({ node: undefined, text: line.text });
  builder.stack = [];
  builder.current = undefined;
  reader.table = undefined;
  reader.row = undefined;
  return true;
};

const takeSupplement = (reader: Reader, line: Line): boolean => {
  const { builder } = reader;
  if (!isSupplement(line.text) || builder.chapter === 0) return false;
  builder.supplements += 1;
  builder.stack = [];
  reader.table = undefined;
  reader.row = undefined;
  addNode(builder, {
    id: `附則${builder.supplements}`,
    level: 'supplement',
    parent: undefined,
    sign: '',
    heading: line.text,
    paragraphs: [],
  });
  builder.open = false;
  return true;
};

const takeMarked = (reader: Reader, line: Line, before: Line | undefined, at: number): number | undefined => {
  const marker = readMarker(line.text);
  if (!marker) return undefined;
  if (reader.builder.chapter === 0) reader.builder.chapter = 1;
  const placed = placeMarker(reader.builder, marker, goesOn(reader, line, before));
  if (placed === 'reference') return undefined;
  if (placed === 'again') {
    note(reader.builder, line, 'out-of-sequence');
    return undefined;
  }
  if (placed === 'gap') note(reader.builder, line, 'numbers-missing');
  return takeMarker(reader, marker, at);
};

const takeLine = (reader: Reader, at: number): number => {
  const line = reader.lines[at] as Line;
  const before = reader.lines[at - 1];
  const { builder } = reader;
  if (takeChapter(reader, line) || takeSupplement(reader, line)) return at + 1;
  const inTable = takeTable(reader, line, at);
  if (inTable !== undefined) return inTable;
  if (isPageNumber(line.text) && readLoneNumber(line.text)?.rest !== undefined) {
    builder.tree.pageNumbers.push(line.text);
    reader.pageEnded = true;
    return at + 1;
  }
  const marked = takeMarked(reader, line, before, at);
  if (marked !== undefined) return marked;
  if (takeListed(reader, line, before)) return at + 1;
  if (!builder.current && !builder.tree.title && builder.chapter === 0) builder.tree.title = line.text;
  else if (!builder.current) note(builder, line, 'before-first');
  takeText(reader, line, before);
  return at + 1;
};

/** Reads a policy numbered in the municipal manner into nodes that can be cited. */
export const parsePolicy = (source: string): Tree => {
  const { lines, contents } = readLines(source);
  const reader: Reader = {
    lines,
    wrap: wrapWidth(lines),
    builder: newBuilder(),
    table: undefined,
    row: undefined,
    bullets: 0,
    pageEnded: false,
  };
  let at = 0;
  while (at < lines.length) {
    const ended = reader.pageEnded || lines[at]?.page === true;
    reader.pageEnded = ended;
    const pages = reader.builder.tree.pageNumbers.length;
    at = takeLine(reader, at);
    if (reader.builder.tree.pageNumbers.length === pages) reader.pageEnded = false;
  }
  const { tree } = reader.builder;
  tree.contents = contents.map(({ text }) => text);
  return tree;
};
