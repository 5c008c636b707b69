import type { Directory } from '../people/lookup.ts';
import { toldFields } from '../reports/fields.ts';
import { wordsOf } from '../reports/items.ts';
import { Report } from '../reports/report.ts';
import { statusWord } from '../reports/words.ts';
import { fieldColumns } from './field-columns.ts';
import { defineRegister, numberIn } from './register.ts';

const nameIn = (dir: Directory, person: string): string => dir.person(person)?.name ?? '名簿にない方';

const receivedOf = (report: Report) => ('received' in report ? report.received : undefined);

export const incidentRegister = defineRegister<Report>({
  name: 'incident',
  label: '事故',
  owner: '報告者',
  columns: [
    { label: '番号', width: 10, cell: (_, { found }) => numberIn(found.id) },
    { label: '報告日時', width: 12, cell: (report, { style }) => style.time(report.reportedAt) },
    { label: '報告者', width: 12, cell: (report, { dir }) => nameIn(dir, report.reporter) },
    { label: '所属', width: 16, cell: (report, { dir }) => (report.unit ? dir.unitName(report.unit) : '') },
    ...fieldColumns<Report>(toldFields, (report) => ({
      subject: wordsOf(report.items, 'subject'),
      body: wordsOf(report.items, 'body'),
    })),
    {
      label: '知らせた人',
      width: 16,
      cell: (report, { dir }) => report.seen.map((person) => nameIn(dir, person)).join('\n'),
    },
    { label: '状態', width: 12, cell: statusWord },
    {
      label: '受付日時',
      width: 12,
      cell: (report, { style }) => {
        const received = receivedOf(report);
        return received ? style.time(received.at) : '';
      },
    },
    {
      label: '受け付けた人',
      width: 12,
      cell: (report, { dir }) => (receivedOf(report) ? nameIn(dir, receivedOf(report)?.by ?? '') : ''),
    },
  ],
  holds: () => true,
  read: (state) => Report.parse(state),
});
