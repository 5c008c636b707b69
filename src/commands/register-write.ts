import type { PrintRegister } from '../app/copy-register.ts';
import { labelsOf, tableDigest } from '../app/register-copy.ts';
import { progressIn } from '../core/registers/progress.ts';
import { writeCsv } from './register-csv.ts';

/** Writes the rows as CSV or XLSX, and digests what it wrote. */
export const writeRegister: PrintRegister = async ({ file, format, about, register, rows }) => {
  const labels = labelsOf(register.headings);
  const digest = tableDigest(labels);
  let written = 0;
  const counted = async function* () {
    for await (const row of rows) {
      digest.add(row);
      written++;
      yield row;
    }
  };
  if (format === 'csv') await writeCsv(file, labels, counted(), about.number);
  else {
    const table: (readonly string[])[] = [];
    for await (const row of counted()) table.push(row);
    const { writeXlsx } = await import('./register-xlsx.ts');
    const units = register.shares ? progressIn(register.headings, table) : undefined;
    await writeXlsx(file, { ...about, rows: table.length, ...(units ? { units } : {}) }, register.headings, table);
  }
  return { rows: written, digest: digest.end() };
};
