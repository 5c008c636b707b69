import { everyAs, tell } from '../notes.ts';
import type { Report } from '../report.ts';
import { isOver } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { pressStep } from '../step.ts';

/** 事故として扱う: from now on it is carried through the life of 2-7(3). */
export const makeIncident = pressStep({
  name: 'makeIncident',
  label: '事故として扱う',
  by: ['receiver', 'unitManager', 'infrastructure', 'manager'],
  when: (report, { run }) => !report.incident && !isOver(report) && report.reporter !== run.by,
  confirm: () => ({
    title: '事故として扱いますか',
    text: '情報セキュリティ管理者に届き、原因・再発防止・効果の確認まで進めることになります。(対策基準 7(3))',
    yes: '事故として扱う',
    no: '戻る',
  }),
  take: ({ run, report }) => {
    const next: Report = { ...report, incident: true, history: told(report, run, '事故として扱うことにした') };
    return decided(run, next, [fact(run, 'report.becameIncident', {})], {
      pings: tell(run, next, everyAs(run, next, 'manager'), {
        name: 'incident',
        title: '事故として扱うことになりました',
        lines: ['カードを開いて、応急の指示と原因の調べを始めてください。(対策基準 7(3)(ウ))'],
      }),
    });
  },
});
