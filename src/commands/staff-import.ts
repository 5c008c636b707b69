import type { Command } from 'commander';
import { houseOf } from '../app/house.ts';
import type { Store } from '../app/ports.ts';
import type { Case } from '../core/case.ts';
import { changeDates } from '../core/people/chart-diff.ts';
import { importStaff, isEmptyChange, type StaffImported } from '../core/people/import.ts';
import { previewLines, staffPreview } from '../core/people/preview.ts';
import { type Pending, routeChanges } from '../core/people/routes.ts';
import { jstDate, showDate } from '../core/time.ts';
import { commitChart } from './commit-chart.ts';
import { readRows, refused } from './csv.ts';
import { type OpenShell, type Shell, withStore } from './shell.ts';

/** Who a pending request waits for, as its kind reads it. */
export type PendingAsks = (pending: Case) => readonly Pending[];

type Options = { dryRun?: true; endMissing?: true };

export const addStaffImport = (program: Command, open: OpenShell, pendingAsks: PendingAsks): void => {
  const staff = program.commands.find((command) => command.name() === 'staff') ?? program.command('staff');
  staff
    .description('職員の名簿')
    .command('import')
    .argument('<file>', 'CSV ファイル(UTF-8 か Shift_JIS)')
    .description('人事異動の名簿を取り込みます。ファイルが名簿の全体です')
    .option('--dry-run', '変わることを表示するだけで、取り込みません')
    .option('--end-missing', 'ファイルにない人を、昨日付けで離任にします')
    .action(async (file: string, options: Options) => {
      const shell = await open();
      await withStore(shell, (store) => run({ shell, store, file, options, pendingAsks }));
    });
};

type Run = { shell: Shell; store: Store; file: string; options: Options; pendingAsks: PendingAsks };

/** Lines from which on somebody would wonder whether it goes on: it takes longer than a second. */
const large = 10_000;

const run = async ({ shell, store, file, options, pendingAsks }: Run): Promise<void> => {
  const { print, now, config } = shell;
  const rows = await readRows(file);
  const step = (line: string): void => (rows.length < large ? undefined : print(line));
  step(`(1/3) ${rows.length}行を読みました。いまの名簿と比べています。`);
  const today = jstDate(now());
  const house = await houseOf(store, config.emailDomains);
  const imported = importStaff({
    data: await store.directory(),
    rows,
    today,
    endMissing: options.endMissing === true,
    unitsDeclared: house.unitsDeclared,
    emailDomains: house.emailDomains,
    consoleAccounts: house.sample,
  });
  if ('problems' in imported) throw refused(imported.problems);
  print(`名簿の取り込み(${showDate(today)}の時点)`);
  if (house.sample) print('見本の組織のデータベースです。本番の名簿は、チャットの設定をしてから取り込んでください。');
  const { before, after } = imported;
  const waiting = await pending(store, pendingAsks);
  step(`(2/3) 名簿を比べました。承認待ちの申請${waiting.length}件の承認先を調べています。`);
  const routes = routeChanges(before, after, waiting, changeDates(before, after, today));
  for (const line of previewLines(staffPreview(imported, routes, absent(options)))) print(line);
  if (isEmptyChange(imported.change)) return print('名簿に変わりはありません。');
  if (options.dryRun) return print('表示だけを行いました。名簿は変えていません。');
  const { people = [], posts = [] } = imported.change;
  step(
    `(3/3) ${new Set([...people.map(({ id }) => id), ...posts.map(({ person }) => person)]).size}人分を書き込んでいます。`,
  );
  await commitChart(store, { file: 'staff', at: now(), version: before.version, ...ledgerOf(imported) });
  print('名簿を取り込みました。');
};

const absent = ({ endMissing }: Options): string =>
  endMissing ? '昨日で終わります' : 'そのまま残ります。終えるには、離任日を入れるか --end-missing を付けてください';

const pending = async (store: Store, asks: PendingAsks): Promise<readonly Pending[]> => {
  const found: Pending[] = [];
  let after: string | undefined;
  do {
    const page: Case[] = await store.findCases({ open: true, ...(after === undefined ? {} : { after }) });
    found.push(...page.flatMap(asks));
    after = page.at(-1)?.id;
  } while (after !== undefined);
  return found;
};

const ledgerOf = ({ change, diff, missing }: StaffImported) => ({
  change,
  counts: {
    people: change.people?.length ?? 0,
    posts: change.posts?.length ?? 0,
    units: change.units?.length ?? 0,
    leads: diff.leads.length,
    missing: missing.length,
  },
  details: { people: diff.people.map(({ person }) => `${person.id} ${person.name}`), missing },
});
