import { z } from 'zod';
import type { Directory } from '../people/lookup.ts';
import { type ItemName, itemLabels } from '../reports/items.ts';
import type { AnyReportKind } from '../reports/kind.ts';
import { kindOf, reportKinds } from '../reports/kinds.ts';
import { mailColumns } from '../reports/mail/columns.ts';
import { Report } from '../reports/report.ts';
import { statusWord } from '../reports/words.ts';
import { type Column, defineRegister, type Entry, numberIn, type Register } from './register.ts';

const nameIn = (dir: Directory, person: string): string =>
  person === 'clock' ? '守り' : (dir.person(person)?.name ?? '名簿にない方');

const lines = (list: readonly string[]): string => list.filter((line) => line !== '').join('\n');

/** An item as it was last said; 調査中 is an answer. */
const item =
  (name: ItemName): Column<Report>['cell'] =>
  ({ items }, { style }) => {
    const said = items[name];
    if (said === undefined) return '';
    if (said.is === 'known') return said.value;
    if (said.is === 'open') return '調査中';
    const { on, clock } = said.when;
    return `${style.date(on)}${clock ? ` ${clock}` : ''}`;
  };

const itemColumn = (name: ItemName, width: number): Column<Report> => ({
  label: itemLabels[name],
  width,
  cell: item(name),
});

const personalWords = { yes: '含まれる', no: '含まれない', unknown: '分からない・調査中' } as const;

const received = (report: Report) => ('received' in report ? report.received : undefined);
const confirmed = (report: Report) => ('confirmed' in report ? report.confirmed : undefined);
const hidden = '氏名は伏せています';

/** When and how it ended; a report that was taken back stays in the register, marked. */
const ended = (report: Report, { style }: Entry): string => {
  if (report.status === 'closed') return style.time(report.closed.at);
  return report.status === 'withdrawn' ? style.time(report.withdrawn.at) : '';
};

const remarks = (report: Report): string =>
  lines([
    ...(report.follows ? [`${numberIn(report.follows.main)}の件とまとめて対応`] : []),
    ...(report.crowd?.joined ? [`同じような報告${report.crowd.members.length}件を含む`] : []),
    ...(report.status === 'withdrawn' ? [`取り下げの理由: ${report.withdrawn.why}`] : []),
    ...(report.status === 'closed' ? [report.closed.why] : []),
  ]);

const begin: readonly Column<Report>[] = [
  { label: '番号', width: 10, cell: (_, { found }) => numberIn(found.id) },
  { label: '種類', width: 12, cell: ({ kind }) => kindOf(kind).label },
  { label: '報告日時', width: 12, cell: ({ reportedAt }, { style }) => style.time(reportedAt) },
  {
    label: '報告者',
    width: 12,
    cell: (report, { dir }) => (report.hideReporter ? hidden : nameIn(dir, report.reporter)),
  },
  {
    label: '所属',
    width: 16,
    cell: ({ unit, hideReporter }, { dir }) => (unit === '' || hideReporter ? '' : dir.unitName(unit)),
  },
  { label: '知らせてくれた方', width: 12, cell: ({ source }) => source },
];

const items: readonly Column<Report>[] = [
  itemColumn('subject', 18),
  itemColumn('body', 26),
  itemColumn('occurredAt', 12),
  itemColumn('foundAt', 12),
  itemColumn('leaked', 20),
  { label: '個人情報', width: 10, cell: ({ personal }) => personalWords[personal] },
  itemColumn('cause', 18),
  itemColumn('response', 18),
  itemColumn('recovery', 18),
];

const life: readonly Column<Report>[] = [
  {
    label: '知らせた人',
    width: 14,
    cell: ({ seen }, { dir }) => lines(seen.map((person) => nameIn(dir, person))),
  },
  { label: '状態', width: 12, cell: (report) => (report.follows ? 'まとめて対応' : statusWord(report)) },
  {
    label: '受付日時',
    width: 12,
    cell: (report, { style }) => {
      const at = received(report)?.at;
      return at ? style.time(at) : '';
    },
  },
  {
    label: '受け付けた人',
    width: 12,
    cell: (report, { dir }) => {
      const by = received(report)?.by;
      return by ? nameIn(dir, by) : '';
    },
  },
  { label: '再発防止策', width: 20, cell: (report) => ('plan' in report ? (report.plan?.text ?? '') : '') },
  {
    label: '確認した人',
    width: 12,
    cell: (report, { dir }) => {
      const by = confirmed(report)?.by;
      return by ? nameIn(dir, by) : '';
    },
  },
  { label: '終わった日時', width: 12, cell: ended },
  { label: '備考', width: 18, cell: remarks },
];

/** What a register asks of a report before it reads all of it. */
const Kept = z.object({ drill: z.boolean(), incident: z.boolean(), hideReporter: z.boolean() });

/** Kinds of their own register hold every report of that kind; that of accidents all that are carried as one, of whatever kind. */
const kindsIn = (kind: AnyReportKind): readonly string[] =>
  kind.name === 'incident' ? reportKinds.map(({ name }) => name) : [kind.name];

/** The register of a kind of report. A drill is in none (2-7(2)(ウ)); one that was taken back stays, marked. */
export const reportRegister = (kind: AnyReportKind): Register =>
  defineRegister<Report>({
    name: kind.name,
    label: kind.label,
    owner: '報告者',
    kinds: kindsIn(kind),
    columns: [...begin, ...items, ...(kind.name === 'misdirectedMail' ? mailColumns : []), ...life],
    holds: ({ kind: of, state }) => {
      const { drill, incident } = Kept.parse(state);
      return !drill && (of === kind.name || incident);
    },
    hidesOwner: ({ state }) => Kept.parse(state).hideReporter,
    read: (state) => Report.parse(state),
  });
