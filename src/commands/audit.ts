import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import type { Command } from 'commander';
import { type Audited, auditConduct, auditSample } from '../app/audit.ts';
import { nothing } from '../app/change-of.ts';
import { createDesk } from '../app/desk.ts';
import { mostSampled } from '../core/copies/forms.ts';
import { indexDirectory } from '../core/people/lookup.ts';
import { chosenYear } from './register-choice.ts';
import { reserve } from './reserve.ts';
import { CommandFailed, type OpenShell, type Shell, withStore } from './shell.ts';

type Options = { out?: string; year?: string; count?: string; seed?: string };

type Make = (asked: Parameters<typeof auditConduct>[0]) => Promise<Audited>;

/** The record comes before the file has its name, as with every export. */
const exportPaper = async (shell: Shell, { out, year: typed }: Options, make: Make): Promise<void> => {
  if (!out) throw new CommandFailed('--out に書き出すファイルの名前を入れてください。');
  const at = shell.now();
  const { year } = chosenYear(typed, at);
  await withStore(shell, async (store) => {
    const dir = indexDirectory(await store.directory());
    await reserve(out);
    const part = `${out}.part`;
    try {
      const desk = createDesk(store, shell.now);
      const { number, paper, fact } = await make({ desk, dir, at, actor: 'operator', year: year ?? null });
      const { writePdf } = await import('./report/pdf.ts');
      const { pages } = await writePdf(part, paper, at);
      const facts = [{ ...fact, data: { ...fact.data, pages } }];
      await store.commit({ ...nothing, key: `audit/export/${number}`, at, facts });
      await rename(part, out);
      shell.print(`${out} に${paper.title}を${pages}ページ書き出しました(書き出し番号 ${number})。`);
      shell.print('個人の情報を含みます。置き場所と渡す相手に気を付け、使い終わったら細断してください。');
    } catch (error) {
      await rm(part, { force: true });
      await rm(out, { force: true });
      throw error;
    }
  });
};

const chosenCount = (typed: string | undefined): number => {
  const count = Number(typed ?? '25');
  if (Number.isInteger(count) && count >= 1 && count <= mostSampled) return count;
  throw new CommandFailed(`--count には1から${mostSampled}までの数を入れてください。`);
};

export const addAudit = (program: Command, open: OpenShell): void => {
  const audit = program.command('audit').description('監査のための書き出し(対策基準 11(1))');
  audit
    .command('sample')
    .description('決定をくじで選び、証拠をすべて1つの PDF にします')
    .option('--count <N>', '件数(なければ25)')
    .option('--year <年度>', '西暦の年度(例 2026)。なければすべて')
    .option('--seed <くじの種>', '同じ種なら同じ決定が選ばれます。なければ新しく決めます')
    .option('--out <FILE.pdf>', '書き出すファイル(まだないもの)')
    .action(async (options: Options) => {
      const lot = { count: chosenCount(options.count), seed: options.seed ?? randomUUID() };
      await exportPaper(await open(), options, (asked) => auditSample(asked, lot));
    });
  audit
    .command('report')
    .description('だれがだれの何を決めたか、代行、過ぎた期限を1つの PDF にします')
    .option('--year <年度>', '西暦の年度(例 2026)。なければすべて')
    .option('--out <FILE.pdf>', '書き出すファイル(まだないもの)')
    .action(async (options: Options) => exportPaper(await open(), options, auditConduct));
};
