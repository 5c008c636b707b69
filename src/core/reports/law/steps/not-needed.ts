import { text as words } from '../../../card.ts';
import { text } from '../../../fields.ts';
import { refuse } from '../../../result.ts';
import { isOver } from '../../report.ts';
import { decided, fact, told } from '../../run.ts';
import { formStep } from '../../step.ts';
import { assessmentOf, isFreed, lawOf } from '../state.ts';
import { assessmentSentence, lawNote } from '../words.ts';

/** 報告しない理由: with name and time. The clocks run until somebody has put their name to it. */
export const notNeeded = formStep({
  name: 'notNeeded',
  label: '報告しない理由',
  by: ['manager', 'chief', 'standIn'],
  first: true,
  when: (report) => !isOver(report) && assessmentOf(report)?.is === 'notNeeded' && !isFreed(report),
  fresh: true,
  title: '報告しない理由',
  intro: ({ report }) => {
    const assessment = assessmentOf(report);
    return [
      ...(assessment ? [words(assessmentSentence(assessment))] : []),
      words('お名前と日時が、理由と一緒に記録に残ります。'),
      words(lawNote, 'subtle'),
    ];
  },
  fields: {
    why: text({ label: '理由', hint: '何を、だれが、どう確かめたか', max: 500, lines: true }),
  },
  submit: ({ run, report }, { why }) => {
    const assessment = assessmentOf(report);
    if (assessment?.is !== 'notNeeded')
      return refuse('not-now', '漏えいの確認の答えが変わっています。カードを確かめてください。');
    const said = { by: run.by, at: run.ctx.now, reason: assessment.reason, why };
    const next = {
      ...report,
      law: { ...lawOf(report), notNeeded: said },
      history: told(report, run, '報告しない理由を記録'),
    };
    return decided(run, next, [fact(run, 'report.lawNotNeeded', { reason: assessment.reason }, { why })]);
  },
});
