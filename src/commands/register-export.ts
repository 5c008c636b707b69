import { rename, rm } from 'node:fs/promises';
import { nothing } from '../app/change-of.ts';
import { createDesk } from '../app/desk.ts';
import type { Store } from '../app/ports.ts';
import { registerIds, registerRows } from '../app/register-rows.ts';
import { sourceOf } from '../app/register-source.ts';
import { indexDirectory } from '../core/people/lookup.ts';
import type { Register } from '../core/registers/register.ts';
import { sortable, wareki } from '../core/registers/style.ts';
import {
  chosenFormat,
  chosenRegister,
  chosenUnits,
  chosenYear,
  type ExportOptions,
  type Format,
} from './register-choice.ts';
import { type About, labelsOf, sealMark, tableDigest } from './register-copy.ts';
import { writeCsv } from './register-csv.ts';
import { reserve } from './reserve.ts';
import { CommandFailed, type Shell, withStore } from './shell.ts';

type Work = {
  store: Store;
  register: Register;
  format: Format;
  about: About;
  rows: AsyncIterable<readonly string[]>;
  part: string;
};

/** Writes the rows, and answers what the ledger keeps of them. */
const write = async ({ register, format, about, rows, part }: Work): Promise<{ rows: number; digest: string }> => {
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
  if (format === 'csv') await writeCsv(part, labels, counted(), about.number);
  else {
    const table: (readonly string[])[] = [];
    for await (const row of counted()) table.push(row);
    const { writeXlsx } = await import('./register-xlsx.ts');
    await writeXlsx(part, { ...about, rows: table.length }, register.headings, table);
  }
  return { rows: written, digest: digest.end() };
};

/** The record comes before the file has its name: there is no copy the ledger does not know of. */
export const exportRegister = async (shell: Shell, name: string | undefined, options: ExportOptions): Promise<void> => {
  const { out } = options;
  const register = chosenRegister(name);
  const format = chosenFormat(options);
  const at = shell.now();
  const { year, span } = chosenYear(options.year, at);
  if (!out) throw new CommandFailed('--out に書き出すファイルの名前を入れてください。');
  await withStore(shell, async (store) => {
    const dir = indexDirectory(await store.directory());
    const units = chosenUnits(dir, options.unit);
    await reserve(out);
    const part = `${out}.part`;
    try {
      const style = options.wareki ? wareki : sortable;
      const source = sourceOf(createDesk(store, shell.now), register);
      const ids = await registerIds(source, { ...span, ...units });
      const seal = sealMark(await store.ledger.lastSeal());
      const about: About = {
        title: `${register.label}台帳`,
        year: year === undefined ? '全年度' : `${year}年度`,
        unit: options.unit ?? '全部署',
        madeAt: style.time(at),
        rows: ids.length,
        number: await store.nextNumber('register-export'),
        seal,
      };
      const rows = registerRows({ source, register, dir, style }, ids);
      const made = await write({ store, register, format, about, rows, part });
      const { number } = about;
      const data = {
        number,
        name: register.name,
        year: year ?? null,
        unit: options.unit ?? null,
        format,
        wareki: options.wareki === true,
        ...made,
        seal: seal?.number ?? null,
        sealHash: seal?.hash ?? null,
      };
      const facts = [{ chain: 'org', type: 'register.exported', actor: 'operator', subject: 'org', data }];
      await store.commit({ ...nothing, key: `register/export/${number}`, at, facts });
      await rename(part, out);
      shell.print(`${out} に${about.title}(${about.year}、${about.unit})を${made.rows}件書き出しました。`);
      shell.print(`書き出し番号は ${number} です。変わっていないかは register verify で確かめられます。`);
      shell.print('個人の情報を含みます。置き場所と渡す相手に気を付けてください。');
    } catch (error) {
      await rm(part, { force: true });
      await rm(out, { force: true });
      throw error;
    }
  });
};
