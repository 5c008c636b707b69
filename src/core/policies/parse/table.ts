import type { Line } from './lines.ts';
import { readLoneNumber, readMarker } from './markers.ts';

/** A table of graded rows: 「機密性」 alone on a line, below it 「２」 and 「１ …」, under a row its bullets. */
export type Table = {
  label: string;
  /** Grades seen under this label. */
  seen: number[];
  wide: boolean;
  /** The table's own wrap width: narrower than the page's. */
  width: number;
  /** In a table with indented bullets, an indent is what a lost bullet sign leaves. */
  indented: boolean;
};

const BULLET = /^([・●•◦○■□◆◇▪‣➢※*–\uF06C\uF0B7\uF0A7\uF0D8\uF09F]|[-‐−](?=[\s　]))[\s　]*(.*)$/u;

export const readBullet = (text: string): { sign: string; rest: string } | undefined => {
  const found = BULLET.exec(text);
  return found?.[2] ? { sign: found[1] ?? '', rest: found[2] } : undefined;
};

const isLabel = (line: Line): boolean =>
  line.text.length <= 8 && /^[\p{Script=Han}ー・]+$/u.test(line.text) && readMarker(line.text) === undefined;

const rowOf = (line: Line | undefined): ReturnType<typeof readLoneNumber> => {
  const row = line && readLoneNumber(line.text);
  return row && row.number >= 1 && row.number <= 5 ? row : undefined;
};

/** Does a table, or the next block of one, begin with this line? */
export const opensTable = (lines: readonly Line[], at: number, open: Table | undefined): Table | undefined => {
  const line = lines[at];
  const next = rowOf(lines[at + 1]);
  if (!(line && next && isLabel(line))) return undefined;
  if (open) return { ...open, label: line.text, seen: [] };
  // One block alone is no table: a page number may follow any short line.
  const block = lines.slice(at + 1, at + 60);
  const end = block.findIndex((candidate) => readMarker(candidate.text) !== undefined && !rowOf(candidate));
  const inside = end < 0 ? block : block.slice(0, end);
  if (!inside.slice(1).some((candidate) => rowOf(candidate) !== undefined)) return undefined;
  return {
    label: line.text,
    seen: [],
    wide: next.wide,
    width: Math.max(...inside.map(({ width }) => width)),
    indented: inside.some(({ indent }) => indent > 0),
  };
};

/** Is this number the next row of the open table, and not a page number? */
export const opensRow = (line: Line, table: Table): { number: number; rest: string } | undefined => {
  const row = rowOf(line);
  if (!row || row.wide !== table.wide) return undefined;
  const last = table.seen.at(-1);
  const fits =
    last === undefined || ((row.number === last - 1 || row.number === last + 1) && !table.seen.includes(row.number));
  return fits ? row : undefined;
};

/** Lost bullets: told by their indent, or, where even that is lost, by paragraphs after the row's introduction. */
export const opensLostBullet = (
  line: Line,
  before: Line | undefined,
  table: Table,
  introduced: boolean,
  ends: ReadonlySet<string>,
): boolean => {
  if (table.indented) return line.indent > 0;
  if (!introduced || /^[（(）)]/u.test(line.text)) return false;
  if (line.gap || before === undefined) return true;
  const opened = (before.text.match(/[（(]/gu) ?? []).length > (before.text.match(/[）)]/gu) ?? []).length;
  // The edge cuts anywhere; a line that ends as whole items of this table do is whole.
  const whole = /[）)。]$/u.test(before.text) || ends.has(before.text.slice(-2));
  return !opened && (whole || before.width < table.width - 8);
};

/** 「次の…も同様」: what comes after it is listed. */
export const introducesList = (paragraph: string): boolean => /次の|以下の|とおり/u.test(paragraph);
