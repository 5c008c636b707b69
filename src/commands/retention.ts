import type { Command } from 'commander';
import { nothing } from '../app/change-of.ts';
import { createDesk } from '../app/desk.ts';
import type { Store } from '../app/ports.ts';
import { eraseSome, previewOf, rulesMark, rulesOf } from '../app/retention.ts';
import { features } from '../core/features.ts';
import { indexDirectory } from '../core/people/lookup.ts';
import { registerOf } from '../core/registers/registers.ts';
import { countLine, kindLabel } from '../core/retention/cards.ts';
import { mayErase } from '../core/retention/feature.ts';
import { type Rules, yearsFor } from '../core/retention/periods.ts';
import { jstDate } from '../core/time.ts';
import { CommandFailed, type OpenShell, type Shell, withStore } from './shell.ts';

const kinds = features.flatMap((feature) => feature.kinds);

const reasons: Readonly<Record<string, string>> = {
  hold: '保全を指定',
  'kept-answer': '「よくある質問」として使用中',
  'under-way': '対応中の件とまとめて対応',
};

/** The preview, and what an erasure would leave. */
const preview = async (shell: Shell, store: Store): Promise<number> => {
  const { counts, held } = await previewOf(createDesk(store, shell.now), jstDate(shell.now()));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  shell.print(`保存期間を過ぎた案件は${total}件です。`);
  for (const count of counts) shell.print(`  ${countLine(count)}`);
  for (const { id, why } of held) shell.print(`  残すもの: ${id}(${reasons[why] ?? why})`);
  return total;
};

const erase = async (shell: Shell, by: string | undefined, sure: boolean): Promise<void> =>
  withStore(shell, async (store) => {
    const dir = indexDirectory(await store.directory());
    const at = shell.now();
    if (!by || !mayErase({ dir, now: at }, by))
      throw new CommandFailed(
        '--decided-by に、消すと決めた情報セキュリティ管理者か情報セキュリティ責任者の職員番号を入れてください。',
      );
    const total = await preview(shell, store);
    if (total === 0) return;
    if (!sure)
      throw new CommandFailed('まだ何も消していません。この内容でよければ --yes を付けて、もう一度実行してください。');
    const facts = [
      { chain: 'org', type: 'retention.decided', actor: 'operator', onBehalfOf: by, subject: 'org', data: { total } },
    ];
    await store.commit({ ...nothing, key: `retention/command/${at}`, at, facts });
    let erased = 0;
    for (let rest = true; rest; ) {
      const piece = await eraseSome(createDesk(store, shell.now), { by, at, offer: null, dir }, 200);
      erased += piece.erased;
      rest = piece.rest;
    }
    shell.print(`${erased}件の内容を消しました。記録はつながったままです(ledger verify で確かめられます)。`);
  });

/** A change of the rules is on record before it holds. */
const change = async (
  shell: Shell,
  kept: Readonly<Record<string, string | number>>,
  to: (rules: Rules) => Rules,
  why?: string,
) =>
  withStore(shell, async (store) => {
    const at = shell.now();
    const rules = to(await rulesOf(store));
    const fact = { chain: 'org', type: 'retention.rules', actor: 'operator', subject: 'org', data: kept };
    const facts = [why === undefined ? fact : { ...fact, details: { why } }];
    await store.commit({ ...nothing, key: `retention/rules/${at}/${JSON.stringify(kept)}`, at, facts });
    await store.setMark(rulesMark, JSON.stringify(rules));
  });

const setYears = async (shell: Shell, typed: string, years: string): Promise<void> => {
  const kind = kinds.find((each) => each === typed || each === registerOf(typed)?.name);
  if (!kind) throw new CommandFailed(`「${typed}」という種類はありません。retention show で見られます。`);
  const number = Number(years);
  if (!Number.isInteger(number) || number < 1 || number > 100)
    throw new CommandFailed('年数は1から100までの数で入れてください。');
  await change(shell, { kind, years: number }, (rules) => ({ ...rules, years: { ...rules.years, [kind]: number } }));
  shell.print(`${kindLabel(kind)}の保存期間を、終わった年度のあと${number}年にしました。`);
};

const hold = async (shell: Shell, id: string, why: string | undefined): Promise<void> => {
  if (!why) throw new CommandFailed('--why に、残す理由を入れてください。');
  const found = await withStore(shell, (store) => store.loadCase(id));
  if (!found) throw new CommandFailed(`「${id}」という案件はありません。takeout-2026-12 のように入れてください。`);
  const at = shell.now();
  const held = { why, by: 'operator', at };
  await change(shell, { hold: id }, (rules) => ({ ...rules, holds: { ...rules.holds, [id]: held } }), why);
  shell.print(`${id} を保全しました。解除するまで消えません。`);
};

const release = async (shell: Shell, id: string): Promise<void> => {
  await change(shell, { release: id }, ({ holds: { [id]: _, ...holds }, ...rules }) => ({ ...rules, holds }));
  shell.print(`${id} の保全を解除しました。`);
};

const show = async (shell: Shell): Promise<void> =>
  withStore(shell, async (store) => {
    const rules = await rulesOf(store);
    for (const kind of kinds) shell.print(`${kind} ${kindLabel(kind)}: 終わった年度のあと${yearsFor(rules, kind)}年`);
    for (const [id, { why }] of Object.entries(rules.holds)) shell.print(`保全: ${id} ${why}`);
  });

export const addRetention = (program: Command, open: OpenShell): void => {
  const retention = program.command('retention').description('保存期間と、過ぎたものの消去(対策基準 4(4))');
  retention
    .command('show')
    .description('種類ごとの保存期間と、保全した案件を表示します')
    .action(async () => show(await open()));
  retention
    .command('preview')
    .description('保存期間を過ぎた件数を表示します(何も消しません)')
    .action(async () => {
      const shell = await open();
      await withStore(shell, (store) => preview(shell, store));
    });
  retention
    .command('erase')
    .description('保存期間を過ぎた案件の内容を消します(記録は残ります。元に戻せません)')
    .option('--decided-by <職員番号>', '消すと決めた情報セキュリティ管理者か責任者')
    .option('--yes', '表示された内容で消します')
    .action(async ({ decidedBy, yes }: { decidedBy?: string; yes?: true }) =>
      erase(await open(), decidedBy, yes === true),
    );
  retention
    .command('years')
    .argument('<種類>', 'takeout、incident など')
    .argument('<年数>', '終わった年度のあと、何年残すか')
    .description('保存期間を変えます')
    .action(async (kind: string, years: string) => setYears(await open(), kind, years));
  retention
    .command('hold')
    .argument('<案件>', 'takeout-2026-12 など')
    .description('期間を過ぎても消さないようにします(保全)')
    .option('--why <理由>', '残す理由')
    .action(async (id: string, { why }: { why?: string }) => hold(await open(), id, why));
  retention
    .command('release')
    .argument('<案件>', 'takeout-2026-12 など')
    .description('保全を解除します')
    .action(async (id: string) => release(await open(), id));
};
