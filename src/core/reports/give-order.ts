import type { Result } from '../result.ts';
import { tell } from './notes.ts';
import { type OrderTyped, orderFrom, orderLine, orderWord } from './orders.ts';
import type { Order, Report } from './report.ts';
import { type Decided, decided, fact, told } from './run.ts';
import { holdersOf } from './standing.ts';
import type { Before } from './step.ts';

const names: Readonly<Record<Order['for'], string>> = { containment: '応急の指示', measure: '対策の指示' };

/** One order more: kept, on record with whom it went to that day, and their phones ring. */
export const giveOrder = ({ run, report }: Before, purpose: Order['for'], typed: OrderTyped): Decided => {
  const made: Result<Order> = orderFrom(run, report, purpose, typed);
  if (!made.ok) return made;
  const order = made.value;
  const line = orderLine(order);
  const next: Report = {
    ...report,
    orders: [...report.orders, order],
    history: told(report, run, `${names[purpose]}(${orderWord(order)})`, line),
  };
  const { no, role, unit, due } = order;
  const to = holdersOf(run.ctx.dir, next, order, run.on);
  const record = fact(run, 'report.ordered', { no, for: purpose, role, unit, due, to }, { what: typed.what });
  const pings = tell(run, next, to, { name: 'order', title: `${names[purpose]}が届いています`, lines: [line] });
  return decided(run, next, [record], { pings });
};
