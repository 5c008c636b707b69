import { text } from '../../../card.ts';
import { rawOf } from '../../../form-schema.ts';
import { isOver } from '../../report.ts';
import { decided, fact, told } from '../../run.ts';
import { formStep } from '../../step.ts';
import { commissionFields } from '../commission-items.ts';
import { assessmentOf, lawOf } from '../state.ts';

/** What the Commission wants beyond the nine items: asked only where a report is due. */
export const lawItems = formStep({
  name: 'lawItems',
  label: '委員会に出す項目',
  by: ['manager', 'chief', 'standIn'],
  when: (report) => !isOver(report) && assessmentOf(report)?.is === 'reportable',
  title: '委員会に出す項目',
  intro: () => [
    text('分かったところだけでかまいません。下書きにそのまま入ります。漏れた情報そのものは書かないでください。'),
  ],
  fields: commissionFields,
  raw: ({ report }) => rawOf(commissionFields, lawOf(report).items),
  submit: ({ run, report }, items) =>
    decided(
      run,
      { ...report, law: { ...lawOf(report), items }, history: told(report, run, '委員会に出す項目を更新') },
      [fact(run, 'report.lawItems', { filled: Object.entries(items).flatMap(([k, v]) => (v ? [k] : [])) }, { items })],
    ),
});
