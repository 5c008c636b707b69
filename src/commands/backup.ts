import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { backupMark } from '../app/condition.ts';
import { CommandFailed, type OpenShell, withStore } from './shell.ts';

export const addBackup = (program: Command, open: OpenShell): void => {
  program
    .command('backup')
    .description('動いたままのデータベースを、そろった状態で写します')
    .argument('<FILE>', '写しのファイル(まだないもの)')
    .action(async (file: string) => {
      const shell = await open();
      const { config, print } = shell;
      if (existsSync(file)) throw new CommandFailed(`${file} はもうあります。別の名前にしてください。`);
      const { backupStore } = await import('../../db/open.ts');
      if (!(await backupStore(config.databaseUrl, file))) {
        throw new CommandFailed(
          'PostgreSQLの写しは pg_dump で取ります。manifests/server の運用の手引き(5章)をご覧ください。',
        );
      }
      await withStore(shell, (store) => store.setMark(backupMark, new Date().toISOString()));
      print(`${file} に写しました。封印の鍵(${config.sealKeyFile})は別の場所に控えてください。`);
    });
};
