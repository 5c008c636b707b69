import { text as words } from '../../card.ts';
import { choice, text } from '../../fields.ts';
import { everyAs, tell } from '../notes.ts';
import { isOver, type Report } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { formStep } from '../step.ts';

const results = [
  { value: 'wiped', label: '遠くから消去した' },
  { value: 'locked', label: '遠くから使えなくした(消去はまだ)' },
  { value: 'impossible', label: '遠くからはできない' },
] as const;

/** 遠隔消去 (2-6(3)(エ)②): the 情報基盤管理者's task for whatever was lost. */
export const wipe = formStep({
  name: 'wipe',
  label: '遠隔消去を記録',
  style: 'primary',
  first: true,
  by: ['infrastructure', 'manager'],
  when: (report) => report.kind === 'lostDevice' && report.tasks.wiped === undefined && !isOver(report),
  title: '遠隔消去',
  intro: () => [
    words('見つかっても、中を見られたおそれは残ります。消去できないときは、その端末で使っていたIDを止めてください。'),
  ],
  fields: {
    result: choice({ label: '結果', options: results }),
    note: text({
      label: 'したこと',
      hint: '例: 10:20に消去の指令。端末の応答を待っている',
      max: 300,
      lines: true,
      required: false,
    }),
  },
  submit: ({ run, report }, { result, note }) => {
    const label = results.find(({ value }) => value === result)?.label ?? '';
    const task = { by: run.by, at: run.ctx.now, note: label };
    const next: Report = {
      ...report,
      // Locked is not wiped: the task stays open until one of the two ends is reached.
      tasks: { ...report.tasks, [result === 'locked' ? 'locked' : 'wiped']: task },
      history: told(report, run, label, note || undefined),
    };
    return decided(run, next, [fact(run, 'report.wipe', { result }, { note })], {
      pings: tell(run, next, everyAs(run, next, 'reporter', 'manager'), {
        name: 'wipe',
        title: label,
        tone: result === 'impossible' ? 'attention' : 'good',
        lines: [
          result === 'impossible'
            ? '遠くからは消去できません。使っていたIDとパスワードを、すぐに変えてください。'
            : '情報基盤管理者が対応しました。',
        ],
      }),
    });
  },
});
