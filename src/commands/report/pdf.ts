import { createWriteStream } from 'node:fs';
import { createRequire } from 'node:module';
import { finished } from 'node:stream/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { Paper, PaperBlock } from '../../core/reports/paper/paper.ts';
import { linesOf } from './lines.ts';

const require = createRequire(import.meta.url);
const regular = require.resolve('@expo-google-fonts/biz-udgothic/400Regular/BIZUDGothic_400Regular.ttf');
const bold = require.resolve('@expo-google-fonts/biz-udgothic/700Bold/BIZUDGothic_700Bold.ttf');

// A4 in points, with room to punch holes and for the foot.
const page = { width: 595.28, height: 841.89 };
const edge = { left: 56, right: 50, top: 56, bottom: 62 };
const inner = page.width - edge.left - edge.right;
const size = { title: 17, heading: 12, text: 10, small: 8 } as const;
const leading = 1.5;
const labelWidth = 118;
const pad = 4;

type Pen = {
  doc: PDFKit.PDFDocument;
  y: number;
  /** Letters the font does not have become 〓, as printers do. */
  known: (text: string) => string;
};

type Cell = { x: number; width: number; text: string; bold?: boolean };

const style = (pen: Pen, points: number, strong: boolean): void => {
  pen.doc.font(strong ? 'bold' : 'regular').fontSize(points);
};

const newPage = (pen: Pen): void => {
  pen.doc.addPage();
  pen.y = edge.top;
};

const room = (pen: Pen, height: number): void => {
  if (pen.y + height > page.height - edge.bottom) newPage(pen);
};

const lines = (pen: Pen, text: string, points: number, width: number, strong = false): string[] => {
  style(pen, points, strong);
  return linesOf(pen.known(text), (part) => pen.doc.widthOfString(part), width);
};

const line = (pen: Pen, text: string, x: number, y: number): void => {
  pen.doc.text(text, x, y, { lineBreak: false });
};

const paragraph = (pen: Pen, text: string, points: number, strong: boolean): void => {
  const height = points * leading;
  for (const each of lines(pen, text, points, inner, strong)) {
    room(pen, height);
    style(pen, points, strong);
    line(pen, each, edge.left, pen.y);
    pen.y += height;
  }
};

const rule = (pen: Pen, y: number): void => {
  pen.doc
    .lineWidth(0.5)
    .strokeColor('#999999')
    .moveTo(edge.left, y)
    .lineTo(edge.left + inner, y)
    .stroke();
};

/** A row that fits one page stays together. */
const together = (height: number): number => (height < (page.height - edge.top - edge.bottom) / 2 ? height : 0);

/** Cells side by side. What is taller than the page goes on on the next one, line by line. */
const row = (pen: Pen, cells: readonly Cell[], points: number): void => {
  const height = points * leading;
  const wrapped = cells.map((cell) => ({ ...cell, lines: lines(pen, cell.text, points, cell.width - pad, cell.bold) }));
  const tallest = Math.max(...wrapped.map((cell) => cell.lines.length));
  room(pen, together(tallest * height + 2 * pad));
  pen.y += pad;
  for (let at = 0; at < tallest; at++) {
    room(pen, height);
    for (const cell of wrapped) {
      style(pen, points, cell.bold === true);
      line(pen, cell.lines[at] ?? '', cell.x, pen.y);
    }
    pen.y += height;
  }
  pen.y += pad;
  rule(pen, pen.y);
};

const table = (pen: Pen, block: Extract<PaperBlock, { kind: 'table' }>): void => {
  const all = block.widths.reduce((sum, each) => sum + each, 0);
  const cells = (texts: readonly string[], strong: boolean): Cell[] => {
    let x = edge.left;
    return texts.map((text, at) => {
      const width = (inner * (block.widths[at] ?? 0)) / all;
      const cell = { x, width, text, bold: strong };
      x += width;
      return cell;
    });
  };
  const points = size.small + 1;
  const head = cells(block.head, true);
  const heightOf = (texts: readonly string[]): number => {
    const counts = cells(texts, false).map(({ text, width }) => lines(pen, text, points, width - pad).length);
    return together(Math.max(...counts) * points * leading + 2 * pad);
  };
  // The head is never alone at the foot of a page, and stands on every page the table reaches.
  room(pen, 2 * points * leading + 4 * pad + heightOf(block.rows[0] ?? ['']));
  row(pen, head, points);
  for (const each of block.rows) {
    if (pen.y + heightOf(each) > page.height - edge.bottom) {
      newPage(pen);
      row(pen, head, points);
    }
    row(pen, cells(each, false), points);
  }
};

const draw = (pen: Pen, block: PaperBlock): void => {
  switch (block.kind) {
    case 'heading':
      // Never alone at the foot of a page.
      room(pen, size.heading * leading + 70);
      pen.y += 12;
      paragraph(pen, block.text, size.heading, true);
      rule(pen, pen.y);
      break;
    case 'text':
      pen.y += 3;
      paragraph(pen, block.text, size.text, block.style === 'strong');
      break;
    case 'rows':
      for (const [label, value] of block.rows)
        row(
          pen,
          [
            { x: edge.left, width: labelWidth, text: label, bold: true },
            { x: edge.left + labelWidth, width: inner - labelWidth, text: value },
          ],
          size.text,
        );
      break;
    case 'table':
      table(pen, block);
      break;
  }
};

/** Number of the page, and the mark of a drill, once it is known how many there are. */
const finish = (pen: Pen, paper: Paper): void => {
  const { start, count } = pen.doc.bufferedPageRange();
  for (let at = 0; at < count; at++) {
    pen.doc.switchToPage(start + at);
    style(pen, size.small, false);
    line(pen, pen.known(paper.foot), edge.left, page.height - 40);
    const number = `${at + 1} / ${count}`;
    line(pen, number, page.width - edge.right - pen.doc.widthOfString(number), page.height - 40);
    if (!paper.mark) continue;
    style(pen, size.heading, true);
    line(pen, paper.mark, page.width - edge.right - pen.doc.widthOfString(paper.mark), 28);
  }
};

type WithGlyphs = { _font: { font: { hasGlyphForCodePoint(point: number): boolean } } };

const knownIn = (doc: PDFKit.PDFDocument): ((text: string) => string) => {
  const { font } = (doc.font('regular') as unknown as WithGlyphs)._font;
  const has = (letter: string): boolean => font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0);
  return (text) =>
    [...text.replace(/\t/g, ' ').replace(/[\u200d\ufe0e\ufe0f]/gu, '')]
      .map((letter) => (letter === '\n' || has(letter) ? letter : '〓'))
      .join('');
};

/** Writes A4 pages with the letters embedded, so that any printer prints them. `at`: when it was made, ISO in UTC. */
export const writePdf = async (file: string, paper: Paper, at: string): Promise<{ pages: number }> => {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    lang: 'ja-JP',
    displayTitle: true,
    info: { Title: paper.title, Creator: 'Mamori', CreationDate: new Date(at), ModDate: new Date(at) },
  });
  doc.registerFont('regular', regular);
  doc.registerFont('bold', bold);
  const pen: Pen = { doc, y: edge.top, known: knownIn(doc) };
  // Before the first page is written, so that an error of the disk is not lost.
  const out = createWriteStream(file, { mode: 0o600 });
  doc.pipe(out);
  paragraph(pen, paper.title, size.title, true);
  paragraph(pen, paper.about, size.small, false);
  // A long paper is drawn beside everything else this program has to do.
  let since = performance.now();
  for (const block of paper.blocks) {
    draw(pen, block);
    if (performance.now() - since < 20) continue;
    await breathe();
    since = performance.now();
  }
  finish(pen, paper);
  const { count } = doc.bufferedPageRange();
  doc.end();
  await finished(out);
  return { pages: count };
};
