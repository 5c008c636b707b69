import { createDesk } from '../../app/desk.ts';
import type { Store } from '../../app/ports.ts';
import { caseNumber } from '../../core/case-number.ts';
import { indexDirectory } from '../../core/people/lookup.ts';
import { yearSpan } from '../../core/registers/year.ts';
import { kindOf, reportKinds } from '../../core/reports/kinds.ts';
import { repeatsIn } from '../../core/reports/repeats.ts';
import { Report } from '../../core/reports/report.ts';
import { fiscalYear, jstDate } from '../../core/time.ts';
import { chosenYear } from '../register-choice.ts';
import { type Shell, withStore } from '../shell.ts';

type Told = { id: string; report: Report };

const toldIn = async (store: Store, now: () => string, year: number): Promise<Told[]> => {
  const desk = createDesk(store, now);
  const found: Told[] = [];
  for (const { name } of reportKinds)
    for await (const page of desk.pages({ kind: name, ...yearSpan(year) }))
      found.push(...page.map(({ id, state }) => ({ id, report: Report.parse(state) })));
  return found;
};

/** What one unit has had more than once in a 年度, for the 情報セキュリティ管理者's look at the self-inspections (2-11(2)(エ)). */
export const printCauses = async (shell: Shell, typed: string | undefined): Promise<void> =>
  withStore(shell, async (store) => {
    const now = shell.now();
    const year = chosenYear(typed, now).year ?? fiscalYear(jstDate(now));
    const dir = indexDirectory(await store.directory());
    const found = await toldIn(store, shell.now, year);
    const repeats = repeatsIn(found);
    shell.print(
      `${year}年度の報告 ${found.length}件のうち、同じ部署で2回以上あったもの(対策基準 11(2)(エ)): ${repeats.length}組`,
    );
    for (const { unit, kind, cases, causes } of repeats) {
      shell.print(`${dir.unitName(unit)} ${kindOf(kind).label} ${cases.length}件(${cases.map(caseNumber).join('、')})`);
      for (const cause of causes) shell.print(`  原因: ${cause.replace(/\s+/gu, ' ')}`);
      if (causes.length === 0) shell.print('  原因: まだ書かれていません');
    }
  });
