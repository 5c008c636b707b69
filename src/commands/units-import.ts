import type { Command } from 'commander';
import { unitsDeclared } from '../app/house.ts';
import type { Store } from '../app/ports.ts';
import { isEmptyChange } from '../core/people/import.ts';
import { unitsPreview } from '../core/people/preview.ts';
import { importUnits } from '../core/people/units-import.ts';
import { jstDate } from '../core/time.ts';
import { commitChart } from './commit-chart.ts';
import { readRows, refused } from './csv.ts';
import { type OpenShell, type Shell, withStore } from './shell.ts';

export const addUnitsImport = (program: Command, open: OpenShell): void => {
  const units = program.commands.find((command) => command.name() === 'units') ?? program.command('units');
  units
    .description('部とグループ')
    .command('import')
    .argument('<file>', 'CSV ファイル(部,グループ,旧名,役割)')
    .description('部署の一覧、名称の変更、役割を持つ部署を取り込みます')
    .action(async (file: string) => {
      const shell = await open();
      await withStore(shell, (store) => run(shell, store, file));
    });
};

const run = async ({ print, now }: Shell, store: Store, file: string): Promise<void> => {
  const rows = await readRows(file);
  const imported = importUnits(await store.directory(), rows, jstDate(now()));
  if ('problems' in imported) throw refused(imported.problems);
  for (const line of unitsPreview(imported)) print(line);
  const { change, declared, renamed, before, after } = imported;
  if (!isEmptyChange(change)) {
    await commitChart(store, {
      file: 'units',
      at: now(),
      version: before.version,
      change,
      counts: { declared: declared.length, renamed: renamed.length },
      details: {
        declared: declared.map(({ id }) => after.unitName(id)),
        renamed: renamed.map(({ was, now: unit }) => `${before.unitName(was.id)} → ${after.unitName(unit.id)}`),
      },
    });
  }
  await store.setMark(unitsDeclared, '1');
  print(isEmptyChange(change) ? '部署に変わりはありません。' : '部署を取り込みました。');
};
