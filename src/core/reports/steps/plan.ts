import { text as words } from '../../card.ts';
import { text } from '../../fields.ts';
import { roleHolders } from '../../people/roles.ts';
import { refuse } from '../../result.ts';
import { lackingFor } from '../asks.ts';
import { itemLabels } from '../items.ts';
import { everyAs, tell } from '../notes.ts';
import { openOrders } from '../orders.ts';
import { baseOf, type Report } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { type Before, formStep } from '../step.ts';

/** Whether the 責任者 can confirm it: in post, reachable and not concerned; or a stand-in is recorded. */
export const someoneConfirms = ({ run, report }: Before): boolean =>
  report.standIn !== undefined ||
  roleHolders(run.ctx.dir, 'chiefOfficer', undefined, run.on).some(
    ({ person }) => !report.about.includes(person) && run.ctx.dir.reachable(person),
  );

/** 再発防止策: from the 管理者 to the 責任者 (2-7(3)(ウ)②). Without a cause there is nothing to prevent. */
export const plan = formStep({
  name: 'plan',
  label: '再発防止策を出す',
  style: 'primary',
  first: ({ report }) => report.items.cause?.is === 'known' && openOrders(report).length === 0,
  by: ['manager'],
  when: (report) => report.incident && report.status === 'received',
  title: '再発防止策',
  intro: (before) => [
    ...(before.report.status === 'received' && before.report.question
      ? [words(`責任者からの質問: ${before.report.question}`, 'strong')]
      : []),
    words(
      '原因の調べをもとに、同じことが起きないための策を書いてください。情報セキュリティ責任者が確認します。(対策基準 7(3)(ウ)②③)',
    ),
    ...(lackingFor(before.report, before.as).length > 0
      ? [
          words(
            `まだ分からない項目: ${lackingFor(before.report, before.as)
              .map((name) => itemLabels[name])
              .join('、')}`,
          ),
        ]
      : []),
  ],
  fields: { plan: text({ label: '再発防止策', hint: '例: 送信前に宛先を二人で確かめる', max: 2000, lines: true }) },
  submit: (before, { plan: written }) => {
    const { run, report } = before;
    if (report.status !== 'received') return refuse('not-now', 'いまは、再発防止策を出せません。');
    if (report.items.cause?.is !== 'known')
      return refuse(
        'no-cause',
        '想定される原因がまだ書かれていません。先に「内容を足す・直す」で原因を書いてください。',
        {
          plan: '先に「内容を足す・直す」で、想定される原因を書いてください。',
        },
      );
    const { question: _, ...rest } = report;
    const next: Report = {
      ...baseOf(rest),
      status: 'planned',
      received: report.received,
      plan: { by: run.by, at: run.ctx.now, text: written },
      history: told(report, run, '再発防止策を出した'),
    };
    return decided(run, next, [fact(run, 'report.planned', { confirms: someoneConfirms(before) }, { plan: written })], {
      pings: tell(run, next, everyAs(run, next, 'chief', 'standIn'), {
        name: 'planned',
        title: '再発防止策の確認をお願いします',
        lines: ['カードで内容を確かめて、確認と指示をお願いします。(対策基準 7(3)(ウ)③)'],
      }),
    });
  },
});
