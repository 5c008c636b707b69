import { text as words } from '../../card.ts';
import { text } from '../../fields.ts';
import { everyAs, tell } from '../notes.ts';
import { openOrders } from '../orders.ts';
import { baseOf, type Report } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { formStep } from '../step.ts';

/** 対応を終える: what is no incident is settled by whoever it reached; an incident goes the long way. */
export const close = formStep({
  name: 'close',
  label: '対応を終える',
  by: ['unitManager', 'infrastructure', 'manager'],
  when: (report, { run }) =>
    !report.incident && report.status === 'received' && openOrders(report).length === 0 && report.reporter !== run.by,
  title: '対応を終える',
  intro: () => [words('したことと結果を書いてください。報告した方にも伝わり、台帳に残ります。')],
  fields: {
    why: text({ label: '対応の結果', hint: '例: 全員に注意を伝え、同じメールを消した', max: 500, lines: true }),
  },
  submit: ({ run, report }, { why }) => {
    if (report.status !== 'received') return decided(run, report, []);
    const next: Report = {
      ...baseOf(report),
      status: 'closed',
      received: report.received,
      closed: { by: run.by, at: run.ctx.now, why },
      history: told(report, run, '対応を終えた', why),
    };
    return decided(run, next, [fact(run, 'report.closed', {}, { why })], {
      pings: tell(run, next, everyAs(run, next, 'reporter'), {
        name: 'closed',
        title: '対応が終わりました',
        tone: 'good',
        lines: [why, '知らせてくださり、ありがとうございました。'],
      }),
    });
  },
});
