import type { Directory } from '../people/lookup.ts';
import { Incident, incidentFields } from '../reports/incident.ts';
import { fieldColumns } from './field-columns.ts';
import { defineRegister, numberIn } from './register.ts';

const nameIn = (dir: Directory, person: string): string => dir.person(person)?.name ?? '名簿にない方';

const words: Readonly<Record<Incident['status'], string>> = { reported: '届いた', received: '受け付けた' };

export const incidentRegister = defineRegister<Incident>({
  name: 'incident',
  label: '事故',
  owner: '報告者',
  columns: [
    { label: '番号', width: 10, cell: (_, { found }) => numberIn(found.id) },
    { label: '報告日時', width: 12, cell: (incident, { style }) => style.time(incident.reportedAt) },
    { label: '報告者', width: 12, cell: (incident, { dir }) => nameIn(dir, incident.reporter) },
    { label: '所属', width: 16, cell: (incident, { dir }) => (incident.unit ? dir.unitName(incident.unit) : '') },
    ...fieldColumns<Incident>(incidentFields, (incident) => incident),
    {
      label: '知らせた人',
      width: 16,
      cell: (incident, { dir }) => incident.told.map((person) => nameIn(dir, person)).join('\n'),
    },
    { label: '状態', width: 12, cell: (incident) => words[incident.status] },
    {
      label: '受付日時',
      width: 12,
      cell: ({ received }, { style }) => (received ? style.time(received.at) : ''),
    },
    { label: '受け付けた人', width: 12, cell: ({ received }, { dir }) => (received ? nameIn(dir, received.by) : '') },
  ],
  holds: () => true,
  read: (state) => Incident.parse(state),
});
