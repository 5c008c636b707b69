import { text as words } from '../../card.ts';
import { choice, choiceOrNone, date, text } from '../../fields.ts';
import { refuse } from '../../result.ts';
import { everyAs, tell } from '../notes.ts';
import { type OrderTyped, orderFields, orderFrom, orderLine, orderTargets } from '../orders.ts';
import { baseOf, type Report } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { formStep } from '../step.ts';

const fields = {
  verdict: choice({
    label: '確認',
    options: [
      { value: 'measure', label: '確認し、対策の実施を指示する' },
      { value: 'none', label: '確認した。対策の実施は要らない(理由を書く)' },
    ],
  }),
  said: text({ label: '指示・理由', hint: '例: 全部署で同じ手順にそろえる', max: 1000, lines: true, required: false }),
  what: text({
    label: '実施する対策',
    hint: '空のときは「再発防止策のとおりに実施」',
    max: 500,
    lines: true,
    required: false,
  }),
  to: choiceOrNone({ label: 'だれに', options: orderTargets }),
  unitName: orderFields.unitName,
  due: date({ label: '実施の期限', required: false }),
};

/** The 責任者 (or the stand-in on record) confirms the plan and orders the measures (2-7(3)(ウ)③). Never whoever it is about. */
export const confirm = formStep({
  name: 'confirm',
  label: '確認して指示する',
  style: 'primary',
  first: true,
  fresh: true,
  by: ['chief', 'standIn'],
  // Who drew the plan up, or told of the case as the one who caused it, does not confirm it.
  when: (report, { run }) => report.status === 'planned' && report.plan.by !== run.by && !report.about.includes(run.by),
  title: '再発防止策の確認と指示',
  intro: ({ report }) => (report.status === 'planned' ? [words('再発防止策', 'strong'), words(report.plan.text)] : []),
  fields,
  raw: () => ({ verdict: 'measure', to: 'own' }),
  submit: ({ run, report, as }, values) => {
    if (report.status !== 'planned') return refuse('not-now', 'いまは、確認を待っていません。');
    const confirmed = {
      by: run.by,
      at: run.ctx.now,
      as: as.has('chief') ? ('chiefOfficer' as const) : ('standIn' as const),
      said: values.said,
    };
    const { plan, received } = report;
    if (values.verdict === 'none') {
      if (values.said === '')
        return refuse('invalid', '理由を書いてください。', { said: '対策の実施が要らない理由を書いてください。' });
      const next: Report = {
        ...baseOf(report),
        status: 'closed',
        received,
        plan,
        confirmed,
        closed: { by: run.by, at: run.ctx.now, why: values.said },
        versions: [...report.versions, { label: '最終報', by: run.by, at: run.ctx.now, items: report.items }],
        history: told(report, run, '確認し、対策は要らないとして完了', values.said),
      };
      return decided(run, next, [
        fact(run, 'report.confirmed', { as: confirmed.as, measure: false }, { said: values.said }),
      ]);
    }
    const typed: OrderTyped = {
      what: values.what || '再発防止策のとおりに実施',
      to: values.to || 'own',
      unitName: values.unitName,
      due: values.due,
      clock: '',
    };
    if (typed.due === '')
      return refuse('invalid', '実施の期限を入れてください。', { due: 'いつまでに実施するかを入れてください。' });
    const measure = orderFrom(run, report, 'measure', typed);
    if (!measure.ok) return measure;
    const next: Report = {
      ...baseOf(report),
      status: 'ordered',
      received,
      plan,
      confirmed,
      orders: [...report.orders, measure.value],
      history: told(report, run, '再発防止策を確認し、実施を指示', values.said || undefined),
    };
    const { no, role, unit, due } = measure.value;
    return decided(
      run,
      next,
      [
        fact(run, 'report.confirmed', { as: confirmed.as, measure: true }, { said: values.said }),
        fact(run, 'report.ordered', { no, for: 'measure', role, unit, due }, { what: typed.what }),
      ],
      {
        pings: [
          ...tell(run, next, everyAs(run, next, 'manager'), {
            name: 'confirmed',
            title: '再発防止策が確認されました',
            tone: 'good',
            lines: [orderLine(measure.value)],
          }),
          ...tell(
            run,
            next,
            everyAs(run, next, 'ordered').filter((person) => !everyAs(run, next, 'manager').includes(person)),
            {
              name: 'order',
              title: '対策の指示が届いています',
              lines: [orderLine(measure.value)],
            },
          ),
        ],
      },
    );
  },
});
