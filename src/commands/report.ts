import type { Command } from 'commander';
import { CommandFailed, type OpenShell } from './shell.ts';

export const addReport = (program: Command, open: OpenShell): void => {
  const report = program.command('report').description('事故などの報告');
  report
    .command('export')
    .argument('<N>', '報告の番号(incident-2026-12、「事故 2026-0012」など)')
    .description('報告と緊急時連絡網を紙のための PDF に書き出します(チャットが止まっていても使えます)')
    .option('--out <FILE.pdf>', '書き出すファイル(まだないもの)')
    .action(async (number: string, { out }: { out?: string }) => {
      if (!out) throw new CommandFailed('--out に書き出すファイルの名前を入れてください。');
      const { exportReport } = await import('./report/export.ts');
      await exportReport(await open(), number, out);
    });
  report
    .command('causes')
    .description('同じ部署で繰り返している報告を、種類と原因ごとに表示します(自己点検の見直しのため)')
    .option('--year <年度>', '西暦の年度(例 2026)。なければ今年度')
    .action(async ({ year }: { year?: string }) => {
      const { printCauses } = await import('./report/causes.ts');
      await printCauses(await open(), year);
    });
};
