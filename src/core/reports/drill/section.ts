import { type Block, text } from '../../card.ts';
import { showDate } from '../../time.ts';
import type { Section } from '../section.ts';
import { nameOf } from '../words.ts';
import { scriptOf } from './scripts.ts';
import { timeRows, timesOf } from './times.ts';

/** On every card of a drill, whoever reads it: that it is one, and how fast it goes. */
export const exerciseSection: Section = ({ run, report }): readonly Block[] => {
  const { exercise } = report;
  if (!exercise) return [];
  const { ended } = exercise;
  const rows = timeRows(ended?.times ?? timesOf(report), ended?.before?.times);
  return [
    text(
      `これは訓練です(${scriptOf(exercise.script).label})。${nameOf(run.ctx.dir, exercise.by)}が始めました。外部への連絡は「したつもり」で記録してください。(対策基準 7(2)(ウ))`,
      'strong',
    ),
    ...(rows.length > 0 ? [text('報告からかかった時間'), { kind: 'facts' as const, rows }] : []),
    ...(ended
      ? [
          {
            kind: 'facts' as const,
            rows: [
              ['結果', ended.result] as const,
              ['改善すること', ended.improvements] as const,
              ...(ended.before ? [['前回の訓練', showDate(ended.before.on)] as const] : []),
            ],
          },
        ]
      : []),
  ];
};
