import { text as words } from '../../card.ts';
import { choice, text } from '../../fields.ts';
import { refuse } from '../../result.ts';
import { isOwed } from '../law/state.ts';
import { baseOf, type Report } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { formStep } from '../step.ts';

const owed =
  '個人情報の速報・確報がまだ済んでいません。カードの「漏えいの確認」に答え、「報告・通知を記録」か「報告しない理由」を残してから、完了にしてください。';

/** 効果の確認, 90 days later: it works and the case is closed, or the plan is drawn up anew. */
export const effect = formStep({
  name: 'effect',
  label: '効果を確認した',
  style: 'primary',
  first: true,
  by: ['manager'],
  when: (report, { run }) => report.status === 'done' && report.checkOn <= run.on,
  title: '効果の確認',
  intro: ({ report }) => (report.status === 'done' ? [words('再発防止策', 'strong'), words(report.plan.text)] : []),
  fields: {
    result: choice({
      label: '結果',
      options: [
        { value: 'works', label: '効果がある(この件を完了する)' },
        { value: 'again', label: '足りない(再発防止策を立て直す)' },
      ],
    }),
    why: text({ label: '確かめたこと', hint: '例: 3か月間、同じことは起きていない', max: 500, lines: true }),
  },
  submit: ({ run, report }, { result, why }) => {
    if (report.status !== 'done') return refuse('not-now', 'いまは、効果の確認を待っていません。');
    if (result === 'works' && isOwed(report)) return refuse('law-owed', owed, { result: owed });
    const { received, plan, confirmed } = report;
    const next: Report =
      result === 'works'
        ? {
            ...baseOf(report),
            status: 'closed',
            received,
            plan,
            confirmed,
            closed: { by: run.by, at: run.ctx.now, why },
            history: told(report, run, '効果を確認し、完了', why),
          }
        : {
            ...baseOf(report),
            status: 'received',
            received,
            history: told(report, run, '効果が足りず、立て直し', why),
          };
    return decided(run, next, [fact(run, 'report.effectChecked', { works: result === 'works' }, { why })]);
  },
});
