import { rename, rm } from 'node:fs/promises';
import { nothing } from '../app/change-of.ts';
import { copyRegister } from '../app/copy-register.ts';
import { createDesk } from '../app/desk.ts';
import { registerIds } from '../app/register-rows.ts';
import { sourceOf } from '../app/register-source.ts';
import { indexDirectory } from '../core/people/lookup.ts';
import { chosenFormat, chosenRegister, chosenUnits, chosenYear, type ExportOptions } from './register-choice.ts';
import { writeRegister } from './register-write.ts';
import { reserve } from './reserve.ts';
import { CommandFailed, type Shell, withStore } from './shell.ts';

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
      const source = sourceOf(createDesk(store, shell.now), register);
      const ids = await registerIds(source, { ...span, ...units });
      const asked = {
        ...{ store, dir, at, actor: 'operator', source, register, ids, year, unit: options.unit ?? '全部署' },
        ...{ format, wareki: options.wareki === true, file: part },
      };
      const { about, fact } = await copyRegister(asked, writeRegister);
      await store.commit({ ...nothing, key: `register/export/${about.number}`, at, facts: [fact] });
      await rename(part, out);
      shell.print(`${out} に${about.title}(${about.year}、${about.unit})を${about.rows}件書き出しました。`);
      shell.print(`書き出し番号は ${about.number} です。変わっていないかは register verify で確かめられます。`);
      shell.print('個人の情報を含みます。置き場所と渡す相手に気を付けてください。');
    } catch (error) {
      await rm(part, { force: true });
      await rm(out, { force: true });
      throw error;
    }
  });
};
