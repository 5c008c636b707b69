import { createWriteStream } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import type { BreakReason } from '../app/ledger.ts';
import type { LedgerRecord, LedgerStore } from '../app/ledger-store.ts';
import { readSealCopies } from '../app/seal-copies.ts';
import { readSealKey } from '../app/seal-key.ts';
import { verifyLedger } from '../app/verify-ledger.ts';
import { everySeal } from '../app/verify-seals.ts';
import type { Config } from '../config.ts';
import { dataFolder } from '../data-folder.ts';
import { everyFewSeconds } from './progress.ts';
import { CommandFailed, type OpenShell, type Shell, withStore } from './shell.ts';
import { partsInProcesses } from './verify-in-parts.ts';

const reasons: Record<BreakReason, string> = {
  'record-missing': '記録が抜けています',
  'record-changed': '記録が書き換えられています',
  'details-missing': '詳細が消えています',
  'details-changed': '詳細が書き換えられています',
  'seal-missing': '封印が抜けています',
  'seal-changed': '封印が書き換えられています',
  'seal-not-signed': '封印の署名が合いません',
  'sealed-record-missing': '封印した記録がありません',
  'sealed-record-changed': '封印した記録が書き換えられています',
  'seal-differs-from-copy': '封印が外に置いた控えと違います',
  'copy-not-signed': '外に置いた控えの署名が合いません',
};

/** Copies of the seals, kept beside the database and in the log. */
export const copiesFile = (config: Config): string => join(dataFolder(config), 'seals.jsonl');

const verify = async (shell: Shell): Promise<void> => {
  const { publicKey } = readSealKey(shell.config.sealKeyFile);
  const copies = readSealCopies(copiesFile(shell.config));
  const parts = partsInProcesses(shell.config.databaseUrl);
  const progress = everyFewSeconds((done, records) =>
    shell.print(`${records} 件のうち ${done} 件まで確かめました(${Math.floor((100 * done) / records)}%)。`),
  );
  const ways = { copies, progress, ...(parts && { parts }) };
  const verdict = await withStore(shell, (store) => verifyLedger(store.ledger, publicKey, ways));
  shell.print(`記録 ${verdict.records} 件、封印 ${verdict.seals} 個を確かめました。`);
  const { firstBreak } = verdict;
  if (!firstBreak) {
    shell.print('書き換えられたところはありません。');
    return;
  }
  throw new CommandFailed(
    `最初の食い違い: ${firstBreak.chain} の ${firstBreak.seq} 番。${reasons[firstBreak.why]}。監査責任者に知らせてください。`,
  );
};

const pageSize = 2_000;

/** Page by page: an export of ten years needs no more memory than one of a day. */
async function* lines(ledger: LedgerStore, count: (records: number) => void): AsyncGenerator<string> {
  let after: LedgerRecord | undefined;
  for (;;) {
    const page = await ledger.records(after, pageSize);
    after = page.at(-1);
    count(page.length);
    if (page.length > 0) yield page.map((record) => `${JSON.stringify(ordered(record))}\n`).join('');
    if (page.length < pageSize) return;
  }
}

/** The documented order of the fields; `data` stays the text that was hashed. */
const ordered = (record: LedgerRecord): LedgerRecord => {
  const { chain, seq, at, type, actor, onBehalfOf, subject, data, prev, hash } = record;
  return { chain, seq, at, type, actor, onBehalfOf, subject, data, prev, hash };
};

async function* sealLines(ledger: LedgerStore, count: () => void): AsyncGenerator<string> {
  for await (const seal of everySeal(ledger)) {
    count();
    yield `${JSON.stringify(seal)}\n`;
  }
}

const write = (source: AsyncIterable<string>, file: string): Promise<void> =>
  pipeline(Readable.from(source), createWriteStream(file, { mode: 0o600 }));

const exportTo = async (shell: Shell, out: string): Promise<void> => {
  const { publicPem } = readSealKey(shell.config.sealKeyFile);
  const base = out.replace(/\.jsonl$/, '');
  let [records, seals] = [0, 0];
  const progress = everyFewSeconds((done, all) =>
    shell.print(`${all} 件のうち ${done} 件まで書き出しました(${Math.floor((100 * done) / all)}%)。`),
  );
  await withStore(shell, async ({ ledger }) => {
    // Seals first: whatever is written meanwhile only comes after what they cover.
    const sealed = sealLines(ledger, () => seals++);
    await write(sealed, `${base}.seals.jsonl.part`);
    const { records: expected } = await ledger.outline(1);
    const source = lines(ledger, (more) => {
      records += more;
      progress(records, Math.max(records, expected));
    });
    await write(source, `${out}.part`);
  });
  await writeFile(`${base}.public.pem`, publicPem);
  await rename(`${base}.seals.jsonl.part`, `${base}.seals.jsonl`);
  await rename(`${out}.part`, out);
  shell.print(`${out} に記録 ${records} 件を書き出しました。`);
  shell.print(`封印 ${seals} 個は ${base}.seals.jsonl、確かめる鍵は ${base}.public.pem にあります。`);
};

export const addLedger = (program: Command, open: OpenShell): void => {
  const ledger = program.command('ledger').description('監査の記録(だれが、いつ、何をしたか)');
  ledger
    .command('verify')
    .description('記録と封印をすべてたどり、書き換えがないか確かめます')
    .action(async () => verify(await open()));
  ledger
    .command('export')
    .description('記録を監査のために書き出します(このプログラムなしで確かめられます)')
    .requiredOption('--out <FILE.jsonl>', '書き出すファイル')
    .action(async (options: { out: string }) => exportTo(await open(), options.out));
};
