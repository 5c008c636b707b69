import { text as words } from '../../card.ts';
import { text } from '../../fields.ts';
import { refuse } from '../../result.ts';
import { everyAs, tell } from '../notes.ts';
import { baseOf, type Report } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { formStep } from '../step.ts';

/** 差し戻し: the plan goes back with a question. */
export const askAgain = formStep({
  name: 'askAgain',
  label: '差し戻し',
  first: true,
  fresh: true,
  by: ['chief', 'standIn'],
  when: (report, { run }) => report.status === 'planned' && report.plan.by !== run.by,
  title: '再発防止策の差し戻し',
  intro: () => [words('質問や直してほしいところは、情報セキュリティ管理者に伝わります。')],
  fields: {
    question: text({
      label: '質問・直してほしいこと',
      hint: '例: ほかの部署でも同じことは起きませんか',
      max: 500,
      lines: true,
    }),
  },
  submit: ({ run, report }, { question }) => {
    if (report.status !== 'planned') return refuse('not-now', 'いまは、確認を待っていません。');
    const next: Report = {
      ...baseOf(report),
      status: 'received',
      received: report.received,
      question,
      history: told(report, run, '再発防止策を差し戻し', question),
    };
    return decided(run, next, [fact(run, 'report.planReturned', {}, { question, plan: report.plan.text })], {
      pings: tell(run, next, everyAs(run, next, 'manager'), {
        name: 'askAgain',
        title: '再発防止策が差し戻されました',
        lines: [`質問: ${question}`],
      }),
    });
  },
});
