import { text } from '../../card.ts';
import { tell } from '../notes.ts';
import { orderFields, orderFrom, orderLine, orderWord } from '../orders.ts';
import { isOver, type Report } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { holdersOf } from '../standing.ts';
import { formStep } from '../step.ts';

/** 応急の指示: from the 情報セキュリティ管理者 to the 情報管理者s, by role (2-7(3)(ウ)①). */
export const order = formStep({
  name: 'order',
  label: '応急の指示を出す',
  first: ({ report }) => report.status === 'received' && report.orders.length === 0,
  by: ['manager'],
  when: (report) => report.incident && !isOver(report) && report.status !== 'reported',
  title: '応急の指示',
  intro: () => [
    text(
      '被害を広げないための手当てを、役割で指示します。その日にその役割の方へ届き、期限を過ぎると上の方にも知らせます。(対策基準 7(3)(ウ)①)',
    ),
  ],
  fields: orderFields,
  submit: ({ run, report }, values) => {
    const made = orderFrom(run, report, 'containment', values);
    if (!made.ok) return made;
    const next: Report = {
      ...report,
      orders: [...report.orders, made.value],
      history: told(report, run, `応急の指示(${orderWord(made.value)})`, orderLine(made.value)),
    };
    const { no, role, unit, due } = made.value;
    const to = holdersOf(run.ctx.dir, next, made.value, run.on);
    return decided(
      run,
      next,
      [fact(run, 'report.ordered', { no, for: 'containment', role, unit, due, to }, { what: values.what })],
      {
        pings: tell(run, next, to, {
          name: 'order',
          title: '応急の指示が届いています',
          lines: [orderLine(made.value)],
        }),
      },
    );
  },
});
