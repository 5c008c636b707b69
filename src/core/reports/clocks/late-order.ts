import { plusBusinessDays } from '../../calendar.ts';
import type { Ctx } from '../../feature.ts';
import { instantAt, jstDate } from '../../time.ts';
import type { Clock } from '../clock.ts';
import { everyAs, tell } from '../notes.ts';
import { openOrders, orderLine, orderWord } from '../orders.ts';
import { isOver, type Order, type Report } from '../report.ts';
import { asItIs, decided, fact, told } from '../run.ts';
import { chainFor, holdersOf } from '../standing.ts';

/** When it is late the first time; after that at 9:00 of each business day, one step further up. */
const nextAt = (ctx: Ctx, order: Order): string => {
  if (order.since <= order.due) return order.due;
  return instantAt(plusBusinessDays(jstDate(order.since), 1, ctx.settings), ctx.settings.officeFrom);
};

/** Orders that were not ticked in time: the holder, the next up the chain and the 管理者 hear of it. */
export const lateOrder: Clock = {
  name: 'lateOrder',
  times: (ctx, report) =>
    isOver(report)
      ? []
      : openOrders(report).map((order) => ({ no: `${order.no}/${order.since}`, at: nextAt(ctx, order) })),
  wake: (run, report) => {
    const { ctx, on } = run;
    const late = openOrders(report).filter((order) => nextAt(ctx, order) <= ctx.now);
    if (isOver(report) || late.length === 0) return asItIs(report);
    const raised = (order: Order): Order => {
      const top = chainFor(ctx.dir, report, order, on).levels.length - 1;
      return { ...order, level: Math.max(0, Math.min(order.level + 1, top)), since: ctx.now };
    };
    const orders = report.orders.map((order) => (late.includes(order) ? raised(order) : order));
    const history = late.reduce<Report['history']>(
      (past, order) => told({ history: past }, run, `${orderWord(order)}が期限を過ぎています`),
      report.history,
    );
    const next: Report = { ...report, orders, history };
    const holders = next.orders
      .filter(({ no }) => late.some((each) => each.no === no))
      .flatMap((order) => holdersOf(ctx.dir, next, order, on));
    const facts = next.orders
      .filter(({ no }) => late.some((each) => each.no === no))
      .map(({ no, level, due }) => fact(run, 'report.orderLate', { no, level, due }));
    return decided(run, next, facts, {
      pings: tell(run, next, [...holders, ...everyAs(run, next, 'manager')], {
        name: 'late',
        title: '期限を過ぎた指示があります',
        lines: late.map(orderLine),
      }),
    });
  },
};
