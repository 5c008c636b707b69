import { text as words } from '../../card.ts';
import { choice, text } from '../../fields.ts';
import { refuse } from '../../result.ts';
import { everyAs, tell } from '../notes.ts';
import { openOrders, orderLine, orderWord, withOrder } from '../orders.ts';
import type { Order, Report } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { holdersOf } from '../standing.ts';
import { type Before, formStep } from '../step.ts';

/** Orders this person may tick; whoever carries the case may tick what was done by telephone. */
const own = ({ run, report, as }: Before): Order[] =>
  openOrders(report).filter(
    (order) => as.has('manager') || holdersOf(run.ctx.dir, report, order, run.on).includes(run.by),
  );

/** 済んだ: an order is ticked with what was done. */
export const orderDone = formStep({
  name: 'orderDone',
  label: '指示が済んだ',
  by: ['ordered', 'manager'],
  when: (_report, before) => own(before).length > 0,
  title: '指示が済んだ',
  intro: (before) => own(before).map((order) => words(orderLine(order))),
  fields: (before) => ({
    no: choice<string>({
      label: 'どの指示',
      options: own(before).map((order) => ({ value: String(order.no), label: orderWord(order) })),
    }),
    note: text({ label: 'したこと', hint: '漏れた内容そのものは書かないでください。', max: 500, lines: true }),
  }),
  raw: (before) => ({ no: before.arg ?? (own(before).length === 1 ? String(own(before)[0]?.no) : '') }),
  submit: (before, { no, note }) => {
    const { run, report } = before;
    const order = own(before).find((each) => String(each.no) === no);
    if (!order) return refuse('no-such-order', 'この指示は、もう済んでいるか、あなたあてではありません。');
    const done = { by: run.by, at: run.ctx.now, note };
    const next: Report = {
      ...report,
      orders: withOrder(report, order.no, { done }),
      history: told(report, run, `${orderWord(order)}が済んだ`, note),
    };
    const left = openOrders(next).length;
    return decided(
      run,
      next,
      [fact(run, 'report.orderDone', { no: order.no, for: order.for, late: order.due < run.ctx.now }, { note })],
      {
        pings: tell(run, next, everyAs(run, next, 'manager'), {
          name: 'orderDone',
          title: `${orderWord(order)}が済みました`,
          tone: 'good',
          lines: [left > 0 ? `残りの指示は${left}件です。` : '指示はすべて済みました。'],
        }),
      },
    );
  },
});
