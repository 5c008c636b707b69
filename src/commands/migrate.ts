import { join } from 'node:path';
import type { Command } from 'commander';
import type { LedgerStore } from '../app/ledger-store.ts';
import { readSealCopies } from '../app/seal-copies.ts';
import { readSealKey } from '../app/seal-key.ts';
import { verifyLedger } from '../app/verify-ledger.ts';
import { dataFolder } from '../data-folder.ts';
import { CommandFailed, type OpenShell, type Shell } from './shell.ts';

type Places = { from: string; to: string };

const checkPlaces = ({ from, to }: Places): void => {
  if (!from.startsWith('file:'))
    throw new CommandFailed('--from には file: で始まる、いまのデータベースを入れてください。');
  if (!/^postgres(ql)?:\/\//.test(to)) {
    throw new CommandFailed('--to には postgres:// で始まる、空のデータベースを入れてください。');
  }
};

const sides = { from: '移す前', to: '移した後' } as const;

const move = async ({ config, print }: Shell, places: Places): Promise<void> => {
  checkPlaces(places);
  const { publicKey } = readSealKey(config.sealKeyFile);
  const copies = () => readSealCopies(join(dataFolder({ databaseUrl: places.from }), 'seals.jsonl'));
  const verify = async (ledger: LedgerStore, side: keyof typeof sides): Promise<void> => {
    const { records, seals, firstBreak } = await verifyLedger(ledger, publicKey, { copies: copies() });
    if (firstBreak) {
      throw new CommandFailed(
        `${sides[side]}の記録に食い違いがあります(${firstBreak.chain} の ${firstBreak.seq} 番)。何も移していません。ledger verify で確かめてください。`,
      );
    }
    print(`${sides[side]}の記録 ${records} 件、封印 ${seals} 個を確かめました。`);
  };
  const progress = (table: string, rows: number, of: number): void => {
    if (rows === of || rows % 50_000 === 0) print(`${table}: ${rows} / ${of}`);
  };
  const { moveStore } = await import('../../db/move.ts');
  await moveStore({ ...places, verify, progress }).catch((error: unknown) => {
    throw error instanceof CommandFailed ? error : new CommandFailed(error instanceof Error ? error.message : '');
  });
  print(
    'すべて移しました。DATABASE_URL を新しい場所にして始めてください。もとのファイルでは、もう始めないでください。',
  );
};

export const addMigrate = (program: Command, open: OpenShell): void => {
  program
    .command('migrate')
    .description('SQLiteの組織をPostgreSQLへ移します。守りを止めてから行います。途中で止めると、何も移りません')
    .requiredOption('--from <URL>', 'いまのデータベース(file:data/mamori.db)')
    .requiredOption('--to <URL>', '移す先の空のデータベース(postgres://…)')
    .action(async (places: Places) => move(await open(), places));
};
