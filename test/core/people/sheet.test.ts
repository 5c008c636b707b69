import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joined } from '../../../src/core/admin/paste.ts';
import { readSheet } from '../../../src/core/people/sheet.ts';

/** As Excel writes a CSV: what holds a separator, a mark or a line break stands in marks. */
const csvCell = (cell: string): string => (/[",\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
/** As Excel copies: a mark inside a cell stays as it is, unless a tab or a line break is there too. */
const copiedCell = (cell: string): string =>
  /[\n\t]/.test(cell) || cell.startsWith('"') ? `"${cell.replaceAll('"', '""')}"` : cell;

const piece = fc.constantFrom('見本', '髙﨑', 'a', ' ', '"', ',', '\t', '\n', '1/2', '〇〇', '=', '5"');
const cell = fc.array(piece, { maxLength: 5 }).map((parts) => parts.join(''));
const rowOf = (width: number) => fc.array(cell, { minLength: width, maxLength: width });
const head = (width: number) => Array.from({ length: width }, (_, at) => `列${at}`);
const tables = fc
  .integer({ min: 2, max: 6 })
  .chain((width) => fc.array(rowOf(width), { minLength: 1, maxLength: 12 }).map((rows) => [head(width), ...rows]));
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');

const cellsOf = (text: string): readonly (readonly string[])[] | undefined => {
  const sheet = readSheet(text);
  return 'rows' in sheet ? sheet.rows.map(({ cells }) => cells) : undefined;
};

describe('a table that was pasted', () => {
  it('comes back cell by cell as Excel copied it, whatever stands in it', () => {
    fc.assert(
      fc.property(tables, lineEnd, (rows, end) => {
        const text = rows.map((row) => row.map(copiedCell).join('\t')).join(end);
        expect(cellsOf(text)).toEqual(rows);
      }),
    );
  });

  it('comes back as it stood in a CSV', () => {
    fc.assert(
      fc.property(tables, lineEnd, fc.boolean(), (rows, end, ended) => {
        const text = rows.map((row) => row.map(csvCell).join(',')).join(end) + (ended ? end : '');
        expect(cellsOf(text)).toEqual(rows);
      }),
    );
  });

  it('says on which line each row begins', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const sheet = readSheet(rows.map((row) => row.map(csvCell).join(',')).join('\n'));
        const begins = rows.map((_, at) => 1 + rows.slice(0, at).flat().join('').split('\n').length - 1 + at);
        expect('rows' in sheet && sheet.rows.map(({ line }) => line)).toEqual(begins);
      }),
    );
  });

  it('never fails and never loses a line, whatever is pasted', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', ',', '\t', '\n', '\r', 'あ', 'a', '\u0000', '\uFEFF') }),
        (text) => {
          const sheet = readSheet(text);
          if ('problems' in sheet) expect(sheet.problems[0]?.line).toBeGreaterThan(0);
          else for (const { line, cells } of sheet.rows) expect([line > 0, cells.length > 0]).toEqual([true, true]);
        },
      ),
    );
  });

  it('is the same in one field and in several, with the heading copied again or not', () => {
    const plain = fc.constantFrom('1\tあ', '2\tい', '3\tう');
    fc.assert(
      fc.property(fc.array(fc.tuple(plain, fc.boolean()), { minLength: 1, maxLength: 9 }), (lines) => {
        const whole = ['列0\t列1', ...lines.map(([line]) => line)].join('\n');
        const parts = lines.map(([line, again], at) => (at === 0 || again ? `列0\t列1\n${line}` : line));
        expect(joined(parts.map((table) => ({ table })))).toBe(whole);
      }),
    );
  });
});
