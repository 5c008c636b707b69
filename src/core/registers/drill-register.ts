import { scriptOf } from '../reports/drill/scripts.ts';
import { timeRows } from '../reports/drill/times.ts';
import { Report } from '../reports/report.ts';
import { statusWord } from '../reports/words.ts';
import { defineRegister, numberIn } from './register.ts';

/** 緊急時対応訓練 (2-7(2)(ウ)): what was held, how long each step took, and what is to be improved. No accident stands in it, and no drill in theirs. */
export const drillRegister = defineRegister<Report>({
  name: 'drill',
  label: '緊急時対応訓練',
  owner: '報告する役',
  columns: [
    { label: '番号', width: 10, cell: (_, { found }) => numberIn(found.id) },
    { label: '開始日時', width: 12, cell: (report, { style }) => style.time(report.reportedAt) },
    { label: '想定', width: 14, cell: ({ exercise }) => scriptOf(exercise?.script ?? '').label },
    { label: 'ねらい', width: 16, cell: ({ exercise }) => exercise?.aim ?? '' },
    { label: '始めた人', width: 12, cell: ({ exercise }, { dir }) => dir.person(exercise?.by ?? '')?.name ?? '' },
    { label: '報告する役', width: 12, cell: ({ reporter }, { dir }) => dir.person(reporter)?.name ?? '' },
    { label: '状態', width: 12, cell: statusWord },
    {
      label: 'かかった時間',
      width: 24,
      cell: ({ exercise }) =>
        timeRows(exercise?.ended?.times ?? [], exercise?.ended?.before?.times)
          .map(([label, time]) => `${label} ${time}`)
          .join('\n'),
    },
    { label: '結果', width: 24, cell: ({ exercise }) => exercise?.ended?.result ?? '' },
    { label: '改善すること', width: 24, cell: ({ exercise }) => exercise?.ended?.improvements ?? '' },
  ],
  holds: () => true,
  read: (state) => Report.parse(state),
});
