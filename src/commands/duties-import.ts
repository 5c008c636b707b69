import type { Command } from 'commander';
import { sha256 } from '../app/canonical.ts';
import { changeOf, newCaseId, nothing } from '../app/change-of.ts';
import { createDesk, type Desk } from '../app/desk.ts';
import type { Change } from '../app/ports.ts';
import type { Case } from '../core/case.ts';
import { titleOf } from '../core/duties/duty.ts';
import { type Described, dutyColumns, readDuties } from '../core/duties/duty-rows.ts';
import { withChange } from '../core/duties/edit.ts';
import { duties as feature } from '../core/duties/feature.ts';
import { Plan } from '../core/duties/plan.ts';
import { proposedFact, proposedPlan } from '../core/duties/propose.ts';
import type { Ctx } from '../core/feature.ts';
import { indexDirectory } from '../core/people/lookup.ts';
import { problemLines } from '../core/people/preview.ts';
import { roleHolders } from '../core/people/roles.ts';
import { jstDate } from '../core/time.ts';
import { readRows, refused } from './csv.ts';
import { CommandFailed, type OpenShell, type Shell, withStore } from './shell.ts';

export const addDutiesImport = (program: Command, open: OpenShell): void => {
  program
    .command('duties')
    .description('くり返すお願い(研修、点検など)')
    .command('import')
    .argument('<file>', `CSV ファイル(${dutyColumns.join(',')})`)
    .option('--dry-run', '何も変えずに、変わることと届く人数だけを表示します')
    .description('くり返すお願いを取り込みます。始めるのは、チャットで情報セキュリティ管理者です')
    .action(async (file: string, options: { dryRun?: true }) => {
      const shell = await open();
      await run(shell, file, options.dryRun === true);
    });
};

type Standing = { row: Case; plan: Plan };

/** What a file brings: something new, another way of what is there, or nothing. */
type Step = { line: string; next?: { row: Case | undefined; plan: Plan } };

const standingPlans = async (desk: Desk): Promise<Map<string, Standing>> => {
  const found = new Map<string, Standing>();
  for await (const page of desk.pages({ kind: 'duty', open: true })) {
    for (const row of page) {
      const plan = Plan.parse(row.state);
      found.set(plan.duty.name, { row, plan });
    }
  }
  return found;
};

const totalOf = ({ reach }: Pick<Plan, 'reach'>): number => reach.reduce((sum, { count }) => sum + count, 0);

const same = (a: Pick<Plan, 'duty' | 'due' | 'from'>, b: Pick<Plan, 'duty' | 'due' | 'from'>): boolean =>
  a.due === b.due &&
  a.from === b.from &&
  JSON.stringify(Plan.shape.duty.parse(a.duty)) === JSON.stringify(Plan.shape.duty.parse(b.duty));

const stepFor = (ctx: Ctx, owner: string, standing: Standing | undefined, one: Described): Step => {
  const { line: _, ...described } = one;
  const title = titleOf(one.duty);
  if (!standing) {
    const plan = proposedPlan(ctx, described, owner);
    return { line: `新しい: ${title}(始めると${totalOf(plan)}人に届きます)`, next: { row: undefined, plan } };
  }
  const { row, plan } = standing;
  if (same(plan.change ?? plan, described)) return { line: `変わりなし: ${title}` };
  const next = withChange(ctx, plan, described, 'operator');
  const after = totalOf(next.change ?? next);
  return { line: `変更の案: ${title}(いま${totalOf(plan)}人、変えると${after}人)`, next: { row, plan: next } };
};

/** One change for all lines: every plan with its card and record as a decision in chat would have them. */
const changeFor = async (desk: Desk, ctx: Ctx, steps: readonly Step[], key: string): Promise<Change> => {
  const wanted = steps.flatMap(({ next }) => next ?? []);
  const each = await Promise.all(
    wanted.map(async ({ row, plan }) => {
      const id = row?.id ?? (await newCaseId(desk.store, 'duty', ctx.now));
      const described = { chain: id, type: 'duty.described', actor: 'operator', subject: id };
      const fact = row ? { ...described, data: { revision: plan.revision } } : proposedFact(id, plan, 'operator');
      const decision = { next: plan, facts: [fact], reply: { kind: 'done' as const } };
      const intent = { key, actor: 'clock' as const, ask: { type: 'home' as const } };
      return changeOf({ intent, ctx, loaded: { feature, ...(row ? { row } : {}) }, id, decision });
    }),
  );
  const imported = {
    chain: 'org',
    type: 'duties.imported',
    actor: 'operator',
    subject: 'org',
    data: { duties: each.length },
  };
  return {
    ...nothing,
    key,
    at: ctx.now,
    expectDirectory: ctx.dir.version,
    cases: each.flatMap(({ cases }) => cases),
    facts: [...each.flatMap(({ facts }) => facts), imported],
    slots: each.flatMap(({ slots }) => slots),
    timers: each.flatMap(({ timers }) => timers),
    homes: [...new Set(each.flatMap(({ homes }) => homes))],
  };
};

const ownerOf = ({ dir }: Ctx, today: string): string => {
  const [owner] = roleHolders(dir, 'securityManager', undefined, today);
  if (owner) return owner.person;
  throw new CommandFailed('情報セキュリティ管理者がいません。先に staff import で名簿を取り込んでください。');
};

const commit = async (desk: Desk, ctx: Ctx, steps: readonly Step[], read: readonly Described[]): Promise<void> => {
  const key = `duties/import/${ctx.now}/${sha256(JSON.stringify(read))}`;
  if ((await desk.store.commit(await changeFor(desk, ctx, steps, key))) === 'stale')
    throw new CommandFailed('取り込みの間に内容が変わったため、何も変えていません。もう一度実行してください。');
};

const run = (shell: Shell, file: string, dry: boolean): Promise<void> =>
  withStore(shell, async (store) => {
    const rows = await readRows(file);
    const desk = createDesk(store, shell.now);
    const ctx = desk.ctx({ is: 'clock' }, indexDirectory(await store.directory()));
    const today = jstDate(ctx.now);
    const read = readDuties(ctx.dir, rows, today);
    if ('problems' in read) throw refused(read.problems);
    const [owner, standing] = [ownerOf(ctx, today), await standingPlans(desk)];
    const steps = read.duties.map((one) => stepFor(ctx, owner, standing.get(one.duty.name), one));
    for (const line of problemLines('注意', read.warnings)) shell.print(line);
    for (const { line } of steps) shell.print(line);
    const changing = steps.filter(({ next }) => next).length;
    if (changing === 0) return shell.print('変わることはありません。');
    if (dry) return shell.print('確かめただけです。何も取り込んでいません。');
    await commit(desk, ctx, steps, read.duties);
    shell.print(
      `${changing}件を取り込みました。まだ誰にも届いていません。チャットで情報セキュリティ管理者が始めます。`,
    );
  });
