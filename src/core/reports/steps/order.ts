import { text } from '../../card.ts';
import { giveOrder } from '../give-order.ts';
import { orderFields } from '../orders.ts';
import { isOver } from '../report.ts';
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
  submit: (before, values) => giveOrder(before, 'containment', values),
});
