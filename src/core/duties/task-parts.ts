import { type Block, type Button, buttons, text } from '../card.ts';
import { showClause } from '../clause.ts';
import { showDate } from '../time.ts';
import { type Duty, endingStep, isPassword, titleOf } from './duty.ts';
import type { Running } from './finish.ts';
import type { Task } from './task.ts';

/** A share together with what it is a share of. */
export type Share = { plan: Running; task: Task };

const labels = {
  finish: '完了',
  shown: '見せました',
  'duty/quiz': '確認の問題に答える',
  'duty/report': '結果を記録',
  'duty/inspect': '点検表に答える',
} as const;

const asked = {
  finish: '終わったことを、今日の日付で記録します。',
  shown: '情報管理者に確認をお願いします。',
} as const;

const finishLabel = (duty: Duty): string => {
  if (isPassword(duty)) return '変更しました';
  return duty.done === 'read' ? '読みました' : labels.finish;
};

const firstButton = ({ id, state }: Running, task: Task): Button | undefined => {
  const { duty } = state;
  if (task.status === 'shown') return undefined;
  if (state.inspections?.[task.person])
    return {
      label: '直すことと期限を決める',
      style: 'primary',
      action: { do: 'open', form: 'duty/measures', case: id },
    };
  const step = endingStep(duty);
  const label = step === 'finish' ? finishLabel(duty) : labels[step];
  if (step === 'duty/quiz' || step === 'duty/report' || step === 'duty/inspect')
    return { label, style: 'primary', action: { do: 'open', form: step, case: id } };
  return {
    label,
    style: 'primary',
    action: { do: 'press', verb: step, case: id },
    confirm: { title: titleOf(duty), text: asked[step], yes: 'はい', no: '戻る' },
  };
};

/** One thing asked of somebody: what, until when, by which clause, and what to press. */
export const taskBlocks = (plan: Running, task: Task, on: string): Block[] => {
  const { duty } = plan.state;
  const late = task.due < on ? '(期限を過ぎています)' : '';
  const first = firstButton(plan, task);
  const later: Button[] =
    task.putOff < duty.later && task.status === 'open'
      ? [{ label: 'あとで', action: { do: 'open', form: 'duty/later', case: plan.id } }]
      : [];
  return [
    text(titleOf(duty), 'strong'),
    text(`${duty.what}\n期限: ${showDate(task.due)}${late}(${duty.clauses.map(showClause).join('、')})`),
    ...(duty.material ? [text(`教材: ${duty.material}`)] : []),
    ...(duty.note ? [text(duty.note, 'subtle')] : []),
    ...(task.status === 'shown' ? [text('情報管理者の確認を待っています。')] : []),
    ...(first ? [buttons(first, ...later)] : []),
  ];
};

const mostAtHome = 3;

/** On the home and under 私の番: what is asked of oneself by now; nothing where there is nothing. */
export const ownBlocks = (shares: readonly Share[], on: string): Block[] => {
  if (shares.length === 0) return [];
  const more = shares.length - mostAtHome;
  return [
    text(`お願い(${shares.length}件)`, 'strong'),
    ...shares.slice(0, mostAtHome).flatMap(({ plan, task }) => taskBlocks(plan, task, on)),
    ...(more > 0 ? [text(`ほかに${more}件あります。`, 'subtle')] : []),
  ];
};
