import { type Block, buttons, text } from '../../card.ts';
import { stepButton } from '../card-parts.ts';
import { openOrders, orderLine, orderState } from '../orders.ts';
import type { Section } from '../section.ts';
import { holdersOf } from '../standing.ts';
import { orderDone } from '../steps/order-done.ts';
import { takeOrder } from '../steps/order-taken.ts';

/** Orders: each holder sees their own with its buttons, whoever carries or confirms sees how all of them stand. */
export const orders: Section = (before, id) => {
  const { run, report, as } = before;
  const follows = as.has('manager') || as.has('chief') || as.has('standIn');
  // A report that was taken back, or goes with another one, asks nothing of anybody.
  const own = as.has('ordered')
    ? openOrders(report).filter((order) => holdersOf(run.ctx.dir, report, order, run.on).includes(run.by))
    : [];
  const all: Block[] =
    follows && report.orders.length > 0
      ? [
          text('指示', 'strong'),
          {
            kind: 'list',
            items: report.orders.map((order) => `${orderLine(order)} ${orderState(run, report, order)}`),
          },
        ]
      : [];
  const mine = own.flatMap((order): Block[] => {
    const arg = String(order.no);
    const taken = order.acknowledged ? [] : [stepButton(takeOrder, before, id, { arg })];
    return [
      text(`あなたへの${orderLine(order)}`, 'strong'),
      buttons(...taken, stepButton(orderDone, before, id, { arg })),
    ];
  });
  return [...all, ...mine];
};
