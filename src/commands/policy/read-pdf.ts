import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

type Run = { text: string; x: number; y: number; width: number; size: number };

const folder = (name: string): string =>
  `${join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), name)}${sep}`;

const runsOf = (items: readonly unknown[]): Run[] =>
  items.flatMap((item) => {
    const { str, transform, width, height } = item as {
      str?: string;
      transform?: number[];
      width?: number;
      height?: number;
    };
    if (typeof str !== 'string' || str.trim() === '' || !transform) return [];
    const lead = /^\s*/u.exec(str)?.[0].length ?? 0;
    const size = height || Math.abs(transform[3] ?? 0) || 10;
    return [
      {
        // Some fonts draw the middle dot with the sign for hyphenation.
        text: str.trimEnd().slice(lead).replaceAll('\u2027', '・'),
        x: (transform[4] ?? 0) + lead * size * 0.5,
        y: transform[5] ?? 0,
        width: width ?? 0,
        size,
      },
    ];
  });

/** A number or sign alone at the left of a line: the wide blank after it is a tab stop, no table cell. */
const isSign = (text: string): boolean =>
  /^(?:[0-9０-９]{1,2}[．.]|[（(][0-9０-９ア-ン]{1,2}[)）]|[①-⑳]|第.{1,3}章|[・●•])$/u.test(text.trim());

type PageLine = { text: string; y: number; x: number; size: number };

/** The space to put before a run that goes on with the line; undefined when it begins one of its own. */
const joint = (open: PageLine | undefined, run: Run, end: number): string | undefined => {
  if (!open || Math.abs(open.y - run.y) >= run.size * 0.6 || run.x < open.x) return undefined;
  const gap = run.x - end;
  if (isSign(open.text)) return ' ';
  if (gap >= run.size * 1.5) return undefined;
  if (/^[0-9０-９]{1,3}$/u.test(open.text)) return gap > run.size * 0.15 ? ' ' : '';
  const words = /[A-Za-z0-9]$/u.test(open.text) && /^[A-Za-z0-9]/u.test(run.text);
  return words && gap > run.size * 0.15 ? ' ' : '';
};

/** Runs in the order they were drawn; a new line where the height changes, or where a table cell begins. */
const linesOf = (runs: readonly Run[]): PageLine[] => {
  const lines: PageLine[] = [];
  let end = 0;
  for (const run of runs) {
    const open = lines.at(-1);
    const space = joint(open, run, end);
    if (open && space !== undefined) open.text += space + run.text;
    else lines.push({ text: run.text, y: run.y, x: run.x, size: run.size });
    end = run.x + run.width;
  }
  return lines;
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** A page as text: a blank line where the distance between lines is wider than usual. */
const pageText = (lines: readonly PageLine[]): string => {
  const steps = lines.slice(1).map((line, at) => (lines[at]?.y ?? 0) - line.y);
  const usual = median(steps.filter((step) => step > 1));
  return lines.map((line, at) => `${at > 0 && (steps[at - 1] ?? 0) > usual * 1.5 ? '\n' : ''}${line.text}`).join('\n');
};

/** The text layer of a PDF, pages divided by form feeds. Empty when there are only pictures of pages. */
export const readPdf = async (bytes: Buffer): Promise<string> => {
  const loading = getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
  });
  const pdf = await loading.promise;
  try {
    const pages: string[] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(pageText(linesOf(runsOf(items))));
      page.cleanup();
    }
    return pages.join('\n\f');
  } finally {
    await loading.destroy();
  }
};
