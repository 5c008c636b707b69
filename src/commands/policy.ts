import type { Readable } from 'node:stream';
import type { Command } from 'commander';
import { createAdvisors } from '../app/advisors.ts';
import { cardLines } from '../core/card-lines.ts';
import type { Advisor } from '../core/policies/advisor.ts';
import { answerCard } from '../core/policies/answer.ts';
import { buildCatalog, type Catalog, exportLine } from '../core/policies/catalog.ts';
import { readClauseId } from '../core/policies/clause-id.ts';
import type { Restatement } from '../core/policies/digest.ts';
import type { PolicyVersion } from '../core/policies/policy.ts';
import { askLines } from './policy/ask-lines.ts';
import { importPolicy } from './policy/import.ts';
import { reviewLines } from './policy/review.ts';
import { showClauseText } from './policy/show.ts';
import type { WithPolicies } from './policy/versions.ts';
import { CommandFailed, type OpenShell, type Shell, withStore } from './shell.ts';

/** Digest and vocabulary are large: only the commands that need them read them. */
const shipped = () => import('../core/policies/shipped.ts');
type Shipped = Awaited<ReturnType<typeof shipped>>;

const catalogFor = ({ shippedDigest, shippedMarks }: Shipped, version: PolicyVersion | undefined): Catalog =>
  buildCatalog(shippedDigest(), version, shippedMarks);

const digestOf =
  (data: Shipped) =>
  (version: PolicyVersion): Map<string, Restatement> =>
    new Map(
      [...catalogFor(data, version).clauses.values()].flatMap(({ id, digest }) =>
        digest ? [[id, digest] as const] : [],
      ),
    );

const catalogOf = async (shell: Shell, withPolicies: WithPolicies): Promise<Catalog> =>
  catalogFor(await shipped(), await withPolicies(shell, (store) => store.version()));

const advisorOf = (shell: Shell, withPolicies: WithPolicies): Promise<Advisor> =>
  withPolicies(shell, (policies) => createAdvisors({ policies }).now());

export const addPolicy = (program: Command, open: OpenShell, withPolicies: WithPolicies, input: Readable): void => {
  const policy = program.command('policy').description('情報セキュリティポリシー');
  policy
    .command('import <FILE>')
    .description('原文(.txt、.docx、.pdf)を番号ごとに取り込みます')
    .action(async (file: string) => {
      const shell = await open();
      const restated = digestOf(await shipped());
      await withPolicies(
        shell,
        (store) => importPolicy({ file, store, digestOf: restated, now: shell.now(), print: shell.print }),
        { create: true },
      );
    });
  policy
    .command('show <ID...>')
    .description('ひとつの決まりを表示します(例: 2-7(1)(エ)、「対策基準 7(1)(エ)」)')
    .action(async (words: string[]) => {
      const shell = await open();
      const typed = words.join(' ');
      const id = readClauseId(typed);
      const catalog = await catalogOf(shell, withPolicies);
      const clause = id === undefined ? undefined : catalog.clauses.get(id);
      if (!clause)
        throw new CommandFailed(
          id?.startsWith('3-') ? '第3章の個別基準は公開されていません。' : `${typed} という番号の決まりはありません。`,
        );
      shell.print(showClauseText(clause, catalog));
    });
  policy
    .command('ask [TEXT...]')
    .description('質問に、チャットと同じ答えを表示します')
    .option('--jsonl', '標準入力の {"id","question"} の各行に、1行ずつ答えます')
    .action(async (words: string[], options: { jsonl?: boolean }) => {
      const shell = await open();
      const advisor = await advisorOf(shell, withPolicies);
      if (options.jsonl) return askLines(input, advisor, shell.print);
      const question = words.join(' ').trim();
      if (question === '')
        throw new CommandFailed('質問を書いてください。例: npm run -s mamori -- policy ask "USBを持ち帰っていい?"');
      const card = answerCard(question, advisor.ask(question), advisor.catalog);
      shell.print([`■ ${card.title}`, ...cardLines(card)].join('\n'));
    });
  policy
    .command('review')
    .description('見直しのいる要旨、よくある質問、答えへの評価を表示します')
    .action(async () => {
      const shell = await open();
      await withStore(shell, async (store) => {
        const catalog = catalogFor(await shipped(), await store.policies.version());
        for (const line of await reviewLines(store, catalog)) shell.print(line);
      });
    });
  policy
    .command('export')
    .description('すべての決まりを1行ずつ書き出します')
    .requiredOption('--jsonl', 'JSONLで書き出します')
    .action(async () => {
      const shell = await open();
      const catalog = await catalogOf(shell, withPolicies);
      for (const clause of catalog.clauses.values()) shell.print(exportLine(clause));
    });
};
