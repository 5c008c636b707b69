import { refuse } from '../../result.ts';
import { orderWord, withOrder } from '../orders.ts';
import type { Order } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { holdersOf } from '../standing.ts';
import { type Before, pressStep } from '../step.ts';

const orderIn = ({ run, report, arg }: Before): Order | undefined =>
  report.orders.find(
    (order) =>
      String(order.no) === arg && !order.done && holdersOf(run.ctx.dir, report, order, run.on).includes(run.by),
  );

/** 引き受けた: whoever holds the role says that they are at it. */
export const takeOrder = pressStep({
  name: 'takeOrder',
  label: '引き受けた',
  style: 'primary',
  placed: true,
  by: ['ordered'],
  when: (_report, before) => before.arg === undefined || orderIn(before) !== undefined,
  take: (before) => {
    const { run, report } = before;
    const order = orderIn(before);
    if (!order) return refuse('no-such-order', 'この指示は、もう済んでいるか、あなたあてではありません。');
    if (order.acknowledged) return refuse('already-taken', 'この指示は、すでに引き受けられています。');
    const acknowledged = { by: run.by, at: run.ctx.now };
    const next = {
      ...report,
      orders: withOrder(report, order.no, { acknowledged }),
      history: told(report, run, `${orderWord(order)}を引き受け`),
    };
    return decided(run, next, [fact(run, 'report.orderTaken', { no: order.no })]);
  },
});
