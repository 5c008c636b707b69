import { refuse } from '../../result.ts';
import { plusDays, showDate } from '../../time.ts';
import { openOrders } from '../orders.ts';
import type { Report } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { pressStep } from '../step.ts';

/** Days until it is looked at whether the measures work. */
const effectDays = 90;

/** 対策が済んだ: all orders are ticked; the nine items stand as 最終報, and in 90 days the effect is checked. */
export const finish = pressStep({
  name: 'finish',
  label: '対策が済んだ',
  style: 'primary',
  first: true,
  fresh: true,
  by: ['manager'],
  when: (report) => report.status === 'ordered' && openOrders(report).length === 0,
  confirm: ({ run }) => ({
    title: '対策は済みましたか',
    text: `いまの内容を最終報として残します。${showDate(plusDays(run.on, effectDays))}に、効果の確認をお願いします。`,
    yes: '済んだ',
    no: '戻る',
  }),
  take: ({ run, report }) => {
    if (report.status !== 'ordered') return refuse('not-now', 'いまは、この操作はできません。');
    const checkOn = plusDays(run.on, effectDays);
    const next: Report = {
      ...report,
      status: 'done',
      finished: { by: run.by, at: run.ctx.now },
      checkOn,
      versions: [...report.versions, { label: '最終報', by: run.by, at: run.ctx.now, items: report.items }],
      history: told(report, run, '対策が済んだ(最終報)'),
    };
    return decided(run, next, [fact(run, 'report.finished', { checkOn })]);
  },
});
