import { text } from '../../card.ts';
import { tell } from '../notes.ts';
import { orderFields, orderFrom, orderLine, orderWord } from '../orders.ts';
import type { Report } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { holdersOf } from '../standing.ts';
import { formStep } from '../step.ts';

/** One measure more of the 責任者's (2-7(3)(ウ)③). */
export const measure = formStep({
  name: 'measure',
  label: '対策を追加で指示',
  by: ['chief', 'standIn'],
  when: (report) => report.status === 'ordered',
  title: '対策の指示',
  intro: () => [text('再発防止策のために要る手立てを、役割と期限で指示します。(対策基準 7(3)(ウ)③)')],
  fields: orderFields,
  submit: ({ run, report }, values) => {
    const made = orderFrom(run, report, 'measure', values);
    if (!made.ok) return made;
    const next: Report = {
      ...report,
      orders: [...report.orders, made.value],
      history: told(report, run, `対策の指示(${orderWord(made.value)})`, orderLine(made.value)),
    };
    const { no, role, unit, due } = made.value;
    const to = holdersOf(run.ctx.dir, next, made.value, run.on);
    return decided(
      run,
      next,
      [fact(run, 'report.ordered', { no, for: 'measure', role, unit, due, to }, { what: values.what })],
      {
        pings: tell(run, next, to, {
          name: 'order',
          title: '対策の指示が届いています',
          lines: [orderLine(made.value)],
        }),
      },
    );
  },
});
