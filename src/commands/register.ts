import type { Command } from 'commander';
import type { ExportOptions } from './register-choice.ts';
import { exportRegister } from './register-export.ts';
import { importPaper } from './register-import.ts';
import { verifyRegister } from './register-verify.ts';
import { CommandFailed, type OpenShell } from './shell.ts';

export const addRegister = (program: Command, open: OpenShell): void => {
  const register = program.command('register').description('台帳(申請や報告の一覧)');
  register
    .command('export')
    .argument('[NAME]', '台帳の名前(takeout、incident など)')
    .description('台帳を CSV か XLSX に書き出します')
    .option('--format <csv|xlsx>', 'ファイルの種類')
    .option('--out <FILE>', '書き出すファイル(まだないもの)')
    .option('--year <年度>', '西暦の年度(例 2026)。なければすべて')
    .option('--unit <部署>', '部、または「部 グループ」。なければすべて')
    .option('--wareki', '日付を和暦で書きます')
    .action(async (name: string | undefined, options: ExportOptions) => exportRegister(await open(), name, options));
  register
    .command('verify')
    .argument('<FILE>', '書き出した CSV か XLSX')
    .description('台帳の写しが、書き出したときのままかを確かめます')
    .action(async (file: string) => verifyRegister(await open(), file));
  register
    .command('import')
    .argument('<NAME>', 'takeout')
    .argument('<FILE>', 'CSV ファイル(UTF-8 か Shift_JIS)')
    .description('紙の台帳で許可され、いま持ち出しているものを取り込みます')
    .option('--dry-run', '確かめるだけで、取り込みません')
    .action(async (name: string, file: string, options: { dryRun?: true }) => {
      if (name !== 'takeout' && name !== '持ち出し')
        throw new CommandFailed(`「${name}」は取り込めません。取り込めるのは takeout(持ち出し)です。`);
      await importPaper(await open(), file, options.dryRun === true);
    });
};
