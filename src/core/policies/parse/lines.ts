/** One line of the file that says something. */
export type Line = {
  /** Its number in the file, from 1. */
  number: number;
  /** Trimmed, with radicals written as the characters they stand for. */
  text: string;
  /** Columns: a full-width character counts 2. */
  width: number;
  /** Blank space before the first character: where a bullet sign was lost, only this is left of it. */
  indent: number;
  /** A paragraph ends before this line. */
  gap: boolean;
  /** A page begins with this line, so nothing is known about a paragraph before it. */
  page: boolean;
};

/** The Kangxi and CJK radical blocks: look-alikes that some PDF fonts give instead of the character itself. */
const RADICALS = /[⺀-⿕]/gu;
const SUPPLEMENT: Readonly<Record<string, string>> = Object.fromEntries(
  // The first four have a Kangxi sign of their own whose plain form is not the Japanese one.
  [
    '⼾戸',
    '⾭青',
    '⿊黒',
    '⾧長',
    '⻑長',
    '⺠民',
    '⻘青',
    '⻄西',
    '⻩黄',
    '⻝食',
    '⺟母',
    '⻁虎',
    '⻤鬼',
    '⻨麦',
    '⻲亀',
    '⻭歯',
    '⻯竜',
    '⻆角',
    '⺒巳',
  ].map((pair) => [pair[0], pair[1]]),
);

export const withoutRadicals = (text: string): string =>
  text.replace(RADICALS, (sign) => SUPPLEMENT[sign] ?? sign.normalize('NFKC'));

export const widthOf = (text: string): number => {
  let width = 0;
  for (const sign of text) width += (sign.codePointAt(0) ?? 0) < 0x2000 ? 1 : 2;
  return width;
};

const BLANK = /^[\s　]*$/u;
const LEADING = /^[\s　]*/u;

type Raw = { number: number; text: string; indent: number; blanksBefore: number; pageBefore: boolean };

const readRaw = (source: string): Raw[] => {
  const found: Raw[] = [];
  let blanks = 0;
  let pageBefore = false;
  let number = 0;
  for (const whole of source.replace(/\r\n?/g, '\n').split('\n')) {
    number += 1;
    const pages = whole.split('\f');
    pages.forEach((part, at) => {
      if (at > 0) pageBefore = true;
      if (BLANK.test(part)) {
        if (pages.length === 1) blanks += 1;
        return;
      }
      const indent = LEADING.exec(part)?.[0].length ?? 0;
      found.push({ number, text: withoutRadicals(part.trim()), indent, blanksBefore: blanks, pageBefore });
      blanks = 0;
      pageBefore = false;
    });
  }
  return found;
};

/** How many blank lines stand between two lines of one paragraph in this file: the commonest number. */
const usualBlanks = (raw: readonly Raw[]): number => {
  const counts = new Map<number, number>();
  for (const { blanksBefore } of raw.slice(1)) counts.set(blanksBefore, (counts.get(blanksBefore) ?? 0) + 1);
  let best = 0;
  for (const [blanks, count] of counts) if (count > (counts.get(best) ?? 0)) best = blanks;
  // Where a page of a hard-wrapped file has one line per paragraph, two blank lines in a row are no usual distance.
  return Math.min(best, 1);
};

/** A table of contents: the heading, leaders, a page. */
const CONTENTS = /(?:[.．…‥]{2,}|・{3,})[\s　]*[0-9０-９]{1,3}$/u;

export const readLines = (source: string): { lines: Line[]; contents: Line[] } => {
  const raw = readRaw(source.replace(/^\uFEFF/u, ''));
  const usual = usualBlanks(raw);
  const lines = raw.map(({ number, text, indent, blanksBefore, pageBefore }): Line => {
    const page = pageBefore || (usual > 0 && blanksBefore < usual && number > 1);
    // An extractor that joins pages puts one blank before the first line of the next.
    return {
      number,
      text,
      width: widthOf(text),
      indent: page ? Math.max(0, indent - 1) : indent,
      gap: blanksBefore > usual,
      page,
    };
  });
  return {
    lines: lines.filter(({ text }) => !CONTENTS.test(text)),
    contents: lines.filter(({ text }) => CONTENTS.test(text)),
  };
};

/** The width at which the file's lines were broken; infinite when its lines are whole paragraphs. */
export const wrapWidth = (lines: readonly Line[]): number => {
  const widths = lines.map(({ width }) => width).sort((a, b) => a - b);
  const high = widths[Math.floor(widths.length * 0.95)] ?? 0;
  const longest = widths.at(-1) ?? 0;
  return longest > high * 1.6 ? Number.POSITIVE_INFINITY : high;
};
