import { text as words } from '../../card.ts';
import { text } from '../../fields.ts';
import { assessmentOf } from '../law/state.ts';
import { baseOf } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { formStep } from '../step.ts';

/** A mistaken report is taken back by whoever made it; that it was made stays on record. */
export const withdraw = formStep({
  name: 'withdraw',
  label: '報告を取り下げる',
  by: ['reporter'],
  // What the law wants reported does not go away with the report: whoever carries it decides then.
  when: (report) =>
    (report.status === 'reported' || report.status === 'received') && assessmentOf(report)?.is !== 'reportable',
  title: '報告の取り下げ',
  intro: () => [
    words('まちがいや勘違いだったときに取り下げます。取り下げたことは記録に残ります。責められることはありません。'),
  ],
  fields: { why: text({ label: '理由', hint: '例: 鞄の中から見つかった', max: 300, lines: true }) },
  submit: ({ run, report }, { why }) => {
    const withdrawn = { by: run.by, at: run.ctx.now, why };
    const history = told(report, run, '取り下げ', why);
    return decided(run, { ...baseOf(report), status: 'withdrawn', withdrawn, history }, [
      fact(run, 'report.withdrawn', { was: report.status }, { why }),
    ]);
  },
});
