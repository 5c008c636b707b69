import type { Line } from './lines.ts';
import { isReference, LEVELS, type Level, type Marker } from './markers.ts';
import { joinLines, type SourceNode, type Tree, type Unplaced } from './tree.ts';

/** The tree while the file is being read. */
export type Builder = {
  tree: Tree;
  chapter: number;
  /** The open nodes from the section down; rows and bullets are not on it. */
  stack: { node: SourceNode; level: Level; place: number }[];
  /** The highest place given out under each parent and level. */
  places: Map<string, number>;
  /** Where the next unmarked line belongs. */
  current: SourceNode | undefined;
  /** May the next unmarked line still be part of the current paragraph? */
  open: boolean;
  supplements: number;
};

export const newBuilder = (): Builder => ({
  tree: { title: '', chapters: [], nodes: [], pieces: [], pageNumbers: [], contents: [], unplaced: [] },
  chapter: 0,
  stack: [],
  places: new Map(),
  current: undefined,
  open: false,
  supplements: 0,
});

export const note = (builder: Builder, line: Line, why: Unplaced['why']): void => {
  builder.tree.unplaced.push({ line: line.number, text: line.text.slice(0, 60), why });
};

/** The open node a marker of this level would hang under. */
const parentFor = (builder: Builder, level: Level): SourceNode | undefined =>
  builder.stack.findLast((open) => LEVELS.indexOf(open.level) < LEVELS.indexOf(level))?.node;

const placesKey = (builder: Builder, level: Level): string =>
  `${builder.chapter}/${parentFor(builder, level)?.id ?? ''}/${level}`;

export const lastPlace = (builder: Builder, level: Level): number => builder.places.get(placesKey(builder, level)) ?? 0;

/** A sign that opens a node stands in its list's sequence; one inside a sentence mostly does not. */
export const placeMarker = (
  builder: Builder,
  marker: Marker,
  midSentence: boolean,
): 'opens' | 'gap' | 'reference' | 'again' => {
  if (marker.level !== 'section' && builder.stack.length === 0) return 'reference';
  const expected = lastPlace(builder, marker.level) + 1;
  if (isReference(marker.rest)) return 'reference';
  if (marker.place === expected) return 'opens';
  if (midSentence) return 'reference';
  if (marker.place > expected && marker.place <= expected + 4) return 'gap';
  return 'again';
};

const idOf = (builder: Builder, parent: SourceNode | undefined, marker: Marker, sign: string): string => {
  if (marker.level === 'section') return `${builder.chapter}-${marker.place}`;
  const inner = marker.level === 'circled' ? sign : `(${sign})`;
  return `${parent?.id ?? `${builder.chapter}`}${inner}`;
};

export const addNode = (builder: Builder, node: SourceNode): void => {
  builder.tree.nodes.push(node);
  builder.current = node;
  const text = `${node.sign}${node.heading}`;
  if (text) builder.tree.pieces.push({ node: node.id, text });
};

export const openMarked = (builder: Builder, marker: Marker, sign: string, heading: string): SourceNode => {
  const parent = parentFor(builder, marker.level);
  const node: SourceNode = {
    id: idOf(builder, parent, marker, sign),
    level: marker.level,
    parent: parent?.id,
    sign: marker.sign,
    heading,
    paragraphs: [],
  };
  builder.places.set(placesKey(builder, marker.level), marker.place);
  builder.stack = builder.stack.filter((open) => LEVELS.indexOf(open.level) < LEVELS.indexOf(marker.level));
  builder.stack.push({ node, level: marker.level, place: marker.place });
  addNode(builder, node);
  return node;
};

/** Puts a line's text to the current node: to its last paragraph while that is open, else as a new one. */
export const addText = (builder: Builder, text: string): void => {
  const { current, tree } = builder;
  tree.pieces.push({ node: current?.id, text });
  if (!current) return;
  const last = current.paragraphs.at(-1);
  if (builder.open && last !== undefined) current.paragraphs[current.paragraphs.length - 1] = joinLines(last, text);
  else current.paragraphs.push(text);
  builder.open = true;
};
