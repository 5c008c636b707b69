import { text as words } from '../../card.ts';
import { text } from '../../fields.ts';
import { jstDate } from '../../time.ts';
import { baseOf, isOver, Report } from '../report.ts';
import { decided, fact, type Run, told } from '../run.ts';
import { formStep } from '../step.ts';
import type { Exercise } from './part.ts';
import { timesOf } from './times.ts';

type Ended = NonNullable<Exercise['ended']>;

/** The drill that ended last before this one began. */
const before = ({ ctx, id }: Run): Ended['before'] => {
  const ended = (ctx.related ?? [])
    .filter((found) => found.id !== id)
    .flatMap((found) => {
      const { exercise } = Report.parse(found.state);
      return exercise?.ended ? [{ id: found.id, at: exercise.ended.at, times: exercise.ended.times }] : [];
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const last = ended.at(-1);
  return last && { id: last.id, on: jstDate(last.at), times: last.times };
};

/** 訓練を終える: result and improvements are recorded (2-7(2)(ウ)), the times held against the last drill's. */
export const endDrill = formStep({
  name: 'endDrill',
  label: '訓練を終える',
  by: ['manager', 'chief', 'standIn'],
  when: (report) => report.drill && report.status !== 'reported' && !isOver(report),
  title: '訓練を終える',
  intro: () => [words('どこまで進んでいても終えられます。かかった時間は、前回と並べて記録に残ります。')],
  fields: {
    result: text({ label: '結果', hint: 'できたこと、できなかったこと', max: 1000, lines: true }),
    improvements: text({ label: '改善すること', hint: 'だれが、いつまでに、何を直すか', max: 1000, lines: true }),
  },
  submit: ({ run, report }, { result, improvements }) => {
    const { exercise } = report;
    if (!exercise) return decided(run, report, []);
    const at = run.ctx.now;
    const times = timesOf(report);
    const last = before(run);
    const ended: Ended = { by: run.by, at, result, improvements, times, ...(last ? { before: last } : {}) };
    const next: Report = {
      ...baseOf(report),
      ...('received' in report ? { received: report.received } : {}),
      ...('plan' in report ? { plan: report.plan } : {}),
      ...('confirmed' in report ? { confirmed: report.confirmed } : {}),
      status: 'closed',
      closed: { by: run.by, at, why: '訓練の終わり' },
      exercise: { ...exercise, ended },
      history: told(report, run, '訓練を終えた'),
    };
    const data = { times, before: last?.id ?? null };
    return decided(run, next, [fact(run, 'drill.ended', data, { result, improvements })]);
  },
});
