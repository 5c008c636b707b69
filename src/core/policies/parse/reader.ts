import type { Builder } from './build.ts';
import type { Line } from './lines.ts';
import { isPageNumber, isSupplement, type Marker, readChapter, readMarker } from './markers.ts';
import type { Table } from './table.ts';
import type { SourceNode } from './tree.ts';

export type Reader = {
  lines: readonly Line[];
  wrap: number;
  builder: Builder;
  table: Table | undefined;
  row: SourceNode | undefined;
  bullets: number;
  /** A page ended since the last line, so a missing blank line means nothing. */
  pageEnded: boolean;
};

export const SENTENCE_END = /[。」]$/u;

/** The line before ran to the edge and no sentence ended there: this one goes on with it. */
export const goesOn = ({ wrap }: Reader, line: Line, before: Line | undefined): boolean =>
  before !== undefined && !line.gap && !SENTENCE_END.test(before.text) && before.width >= wrap - 8;

export const isWhole = (reader: Reader, line: Line): boolean => line.width < reader.wrap - 8;

/** A heading stands alone on its line: no sentence, and the text under it begins on the next. */
export const hasHeading = (reader: Reader, marker: Marker, line: Line, at: number): boolean => {
  const next = reader.lines[at + 1];
  if (marker.level === 'section') return true;
  if (/[。，、]/u.test(marker.rest.slice(-1)) || /。/u.test(marker.rest)) return false;
  const followed = next !== undefined && !startsAnything(next) && !isPageNumber(next.text);
  if (marker.level === 'circled')
    return followed && !next.gap && isWhole(reader, line) && marker.rest.length <= 24 && !/[、，]/u.test(marker.rest);
  if (reader.wrap === Number.POSITIVE_INFINITY) return marker.rest.length <= 60;
  return (
    isWhole(reader, line) ||
    !followed ||
    headingGoesOn(reader, line, at) ||
    (!/[、，]/u.test(marker.rest) && line.width <= reader.wrap)
  );
};

const startsAnything = ({ text }: Line): boolean =>
  readMarker(text) !== undefined || readChapter(text) !== undefined || isSupplement(text);

/** The rest of a heading that a page or the edge cut: short, no sentence, and text or a sign comes after it. */
export const headingGoesOn = (reader: Reader, line: Line, at: number): boolean => {
  const next = reader.lines[at + 1];
  if (!next || startsAnything(next) || next.gap || isPageNumber(next.text)) return false;
  const cut = next.page || line.width >= reader.wrap - 2;
  return cut && next.width <= 24 && !/[。、，]/u.test(next.text) && next.text.length >= 1;
};
