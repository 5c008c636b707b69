import { text } from '../../card.ts';
import { giveOrder } from '../give-order.ts';
import { orderFields } from '../orders.ts';
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
  submit: (before, values) => giveOrder(before, 'measure', values),
});
