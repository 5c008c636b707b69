import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { expect } from 'vitest';
import { sheetOf } from '../../src/app/sheet.ts';
import { writeCsv } from '../../src/commands/register-csv.ts';
import { readXlsxCopy, writeXlsx } from '../../src/commands/register-xlsx.ts';
import type { Register } from '../../src/core/registers/register.ts';

type Row = Parameters<typeof writeXlsx>[3][number];

/** Writes rows of a register to CSV and Excel, and finds in both the words they are and nothing that runs or links. */
export const harmlessOnPaper = async (
  { headings }: Pick<Register, 'headings'>,
  rows: readonly Row[],
): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'mamori-nasty-'));
  const [csv, xlsx] = [join(folder, 'a.csv'), join(folder, 'a.xlsx')];
  const each = async function* () {
    yield* rows;
  };
  await writeCsv(
    csv,
    headings.map(({ label }) => label),
    each(),
    1,
  );
  const sheet = sheetOf(readFileSync(csv));
  if ('problems' in sheet) throw new Error('the CSV cannot be read');
  expect(sheet.rows).toHaveLength(rows.length + 1);
  for (const { cells } of sheet.rows)
    for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]|(?!\n)\p{Cc}/u);

  const about = { title: '台帳', year: '全年度', unit: '全部署', madeAt: '', rows: rows.length, number: 1 };
  await writeXlsx(xlsx, { ...about, seal: undefined }, headings, rows);
  const xml = await (await JSZip.loadAsync(readFileSync(xlsx))).file('xl/worksheets/sheet1.xml')?.async('string');
  expect(xml).not.toMatch(/<f[ >]|<hyperlink/);
  const copy = await readXlsxCopy(readFileSync(xlsx));
  for (const [at, row] of rows.entries()) expect(copy?.rows[at]?.cells).toEqual(row);
  rmSync(folder, { recursive: true });
};
