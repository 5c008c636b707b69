import { text as words } from '../../../card.ts';
import { choice, date, text } from '../../../fields.ts';
import { refuse } from '../../../result.ts';
import { jstDate, showDate } from '../../../time.ts';
import { firstKnownOf } from '../../first-known.ts';
import { decided, fact, told } from '../../run.ts';
import { formStep } from '../../step.ts';
import { type DutyName, dutyNames } from '../part.ts';
import { concernsLaw, isFreed, lawOf } from '../state.ts';
import { dutyLabels } from '../words.ts';

/** 報告・通知を記録: what people did outside the bot, with its day. It stops the clock it belongs to. */
export const lawDone = formStep({
  name: 'lawDone',
  label: '報告・通知を記録',
  by: ['manager', 'chief', 'standIn'],
  when: (report) =>
    concernsLaw(report) && report.status !== 'reported' && lawOf(report).known !== undefined && !isFreed(report),
  title: '報告・通知を記録',
  intro: () => [words('報告や通知は、委員会のサイトや文書で行います。済んだものを一つずつ記録してください。')],
  fields: {
    what: choice<DutyName>({
      label: '済んだこと',
      options: dutyNames.map((value) => ({ value, label: dutyLabels[value] })),
    }),
    on: date({ label: '行った日' }),
    note: text({ label: '控え', hint: '受付番号、相手の部署など', max: 300, required: false }),
  },
  raw: ({ run }) => ({ on: run.on }),
  submit: ({ run, report }, { what, on, note }) => {
    const first = firstKnownOf(report).on;
    const wrong = (sentence: string) => refuse('invalid', sentence, { on: sentence });
    if (on > jstDate(run.ctx.now)) return wrong('先の日付は記録できません。行った日を入れてください。');
    if (on < first) return wrong(`最初に知った日(${showDate(first)})より前の日付です。日付を確かめてください。`);
    const law = { ...lawOf(report), done: [...lawOf(report).done, { what, on, note, by: run.by, at: run.ctx.now }] };
    const history = told(report, run, `${dutyLabels[what]}を記録`, `${showDate(on)}に済み`);
    return decided(run, { ...report, law, history }, [fact(run, 'report.lawDone', { what, on }, { note })]);
  },
});
