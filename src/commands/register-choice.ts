import type { CaseFilter } from '../app/ports.ts';
import type { UnitId } from '../core/people/directory.ts';
import type { Directory } from '../core/people/lookup.ts';
import type { Register } from '../core/registers/register.ts';
import { registerOf, registers } from '../core/registers/registers.ts';
import { unitList, unitsNamed } from '../core/registers/units-named.ts';
import { yearSpan } from '../core/registers/year.ts';
import { fiscalYear, jstDate } from '../core/time.ts';
import { CommandFailed } from './shell.ts';

/** Words of the command line; anything may be missing or wrong. */
export type ExportOptions = { format?: string; out?: string; year?: string; unit?: string; wareki?: true };

import type { Format } from '../app/copy-register.ts';

const names = (): string => registers.map(({ name, label }) => `${name}(${label})`).join('、');

export const chosenRegister = (name: string | undefined): Register => {
  if (name === undefined) throw new CommandFailed(`台帳の名前を入れてください。選べるのは ${names()} です。`);
  const found = registerOf(name);
  if (found) return found;
  throw new CommandFailed(`「${name}」という台帳はありません。選べるのは ${names()} です。`);
};

/** What `--format` says, or else the ending of the file. */
export const chosenFormat = ({ format, out }: ExportOptions): Format => {
  const said = (format ?? /\.(csv|xlsx)$/i.exec(out ?? '')?.[1] ?? '').toLowerCase();
  if (said === 'csv' || said === 'xlsx') return said;
  throw new CommandFailed(
    format === undefined
      ? '--format に csv か xlsx を入れてください。'
      : `--format に「${format}」は使えません。選べるのは csv と xlsx です。`,
  );
};

const firstYear = 2000;

/** A 年度 as the span of instants in which its cases were opened. */
export const chosenYear = (
  year: string | undefined,
  now: string,
): { year: number | undefined; span: Pick<CaseFilter, 'openedFrom' | 'openedUntil'> } => {
  if (year === undefined) return { year: undefined, span: {} };
  const [number, last] = [Number(year), fiscalYear(jstDate(now))];
  if (!/^\d{4}$/.test(year) || number < firstYear || number > last) {
    throw new CommandFailed(
      `--year に「${year}」は使えません。${last} のように、${firstYear}から${last}までの年度を西暦4桁で入れてください。`,
    );
  }
  return { year: number, span: yearSpan(number) };
};

/** A 部 with its groups, or one group: 「総務部」, 「総務部 総務グループ」. Units that have ended count too. */
export const chosenUnits = (dir: Directory, name: string | undefined): { units?: readonly UnitId[] } => {
  if (name === undefined) return {};
  const found = unitsNamed(dir, name);
  if (found.length > 0) return { units: found };
  throw new CommandFailed(`--unit の「${name}」という部署はありません。${unitList(dir)}`);
};
