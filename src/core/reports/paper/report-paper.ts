import type { Contact } from '../../people/contact.ts';
import type { Directory } from '../../people/lookup.ts';
import { jstDate, showTime } from '../../time.ts';
import { timeRows } from '../drill/times.ts';
import { firstKnownOf } from '../first-known.ts';
import { type Item, type Items, itemLabels, itemNames } from '../items.ts';
import { lawRows } from '../law/section.ts';
import { concernsLaw } from '../law/state.ts';
import type { Report } from '../report.ts';
import { type As, peopleOf } from '../standing.ts';
import { showWhen, whenOf } from '../when.ts';
import { nameOf, numberOf, statusWord, withPhone } from '../words.ts';
import type { Paper, PaperBlock } from './paper.ts';

type About = {
  id: string;
  report: Report;
  dir: Directory;
  contacts: readonly Contact[];
  /** Instant, ISO in UTC. */
  now: string;
  /** Number of the export. */
  number: number;
};

type Rows = (readonly [string, string])[];

const heading = (text: string): PaperBlock => ({ kind: 'heading', text });

/** Who told it stays unnamed where they asked for that: paper lies about. */
const nameIn =
  ({ dir, report }: About) =>
  (person: string): string =>
    report.hideReporter && person === report.reporter ? '(氏名は伏せています)' : nameOf(dir, person);

const itemText = (item: Item | undefined): string => {
  switch (item?.is) {
    case 'known':
      return item.value;
    case 'moment':
      return showWhen(item.when);
    case 'open':
      return '調査中';
    case undefined:
      return '(まだ書かれていません)';
  }
};

const itemRows = (about: About, items: Items): Rows =>
  itemNames.map((name) => [
    itemLabels[name],
    name === 'reporter' ? nameIn(about)(about.report.reporter) : itemText(items[name]),
  ]);

const standing = (about: About): PaperBlock[] => {
  const { report, dir } = about;
  const received = 'received' in report ? report.received : undefined;
  const rows: Rows = [
    ['状態', statusWord(report)],
    ['受け付けた人', received ? `${withPhone(dir, received.by)} ${showTime(received.at)}` : 'まだいません'],
    ['所属', report.unit && !report.hideReporter ? dir.unitName(report.unit) : ''],
    ['報告', showTime(report.reportedAt)],
    ['財団が最初に知った時', showWhen(firstKnownOf(report))],
    ...(report.drill ? [['訓練', 'これは訓練です。ほんとうの事故ではありません。'] as const] : []),
  ];
  return [heading('いまの状態'), { kind: 'rows', rows: rows.filter(([, value]) => value !== '') }];
};

const roleWords: Partial<Record<As, string>> = {
  unitManager: '情報管理者',
  manager: '情報セキュリティ管理者',
  infrastructure: '情報基盤管理者',
  chief: '情報セキュリティ責任者',
  standIn: '責任者の代わりに確認する人',
};

/** Whom to phone: those who carry the case, and the 緊急時連絡網. It comes first, since that is why paper is needed. */
const phones = ({ report, dir, contacts, now }: About): PaperBlock[] => {
  const carrying = [...peopleOf(dir, report, jstDate(now))].flatMap(([person, as]): string[][] => {
    const roles = [...as].flatMap((each) => roleWords[each] ?? []);
    const known = dir.person(person);
    return known && roles.length > 0 ? [[roles.join('、'), known.name, known.phone || '―', known.email]] : [];
  });
  const called = contacts.map(({ order, organization, role, name, phone, email }) => [
    String(order),
    organization,
    role,
    name,
    phone || '―',
    email || '―',
  ]);
  return [
    heading('この件の担当者'),
    carrying.length > 0
      ? { kind: 'table', head: ['役割', '氏名', '電話', 'メール'], widths: [6, 4, 4, 6], rows: carrying }
      : { kind: 'text', text: 'チャットで届く担当者がいません。総務部へ電話してください。', style: 'strong' },
    heading('緊急時連絡網(対策基準 9(4)(ウ))'),
    called.length > 0
      ? {
          kind: 'table',
          head: ['順', '組織', '役割', '氏名', '電話', 'メール'],
          widths: [1, 4, 4, 3, 4, 5],
          rows: called,
        }
      : { kind: 'text', text: '登録されていません。contacts import で読み込んでください。' },
  ];
};

const escalationWords = {
  chiefOfficer: '情報セキュリティ責任者',
  infrastructureManager: '情報基盤管理者',
  securityManager: '情報セキュリティ管理者',
  city: '市',
} as const;

const carried = (about: About): PaperBlock[] => {
  const { report } = about;
  const name = nameIn(about);
  const told = report.escalations.map(({ to, whom, by, at }) => [
    showTime(at),
    escalationWords[to],
    to === 'city' ? whom.join('、') : whom.map(name).join('、'),
    name(by),
  ]);
  const orders = report.orders.map(({ no, what, unit, due, done }) => [
    String(no),
    what,
    unit ? about.dir.unitName(unit) : '',
    showTime(due),
    done ? `済み ${showTime(done.at)} ${name(done.by)}` : 'まだ',
  ]);
  const evidence = report.evidence.map(({ no, what, kept, by, at }) => [no, what, kept, `${name(by)} ${showTime(at)}`]);
  const listed = (title: string, head: string[], widths: number[], rows: string[][]): PaperBlock[] =>
    rows.length > 0 ? [heading(title), { kind: 'table', head, widths, rows }] : [];
  return [
    ...listed('知らせた相手', ['日時', '相手', '名前', '知らせた人'], [4, 4, 5, 3], told),
    ...listed('指示', ['番号', '内容', '部署', '期限', '結果'], [1, 6, 4, 4, 5], orders),
    ...listed('証拠', ['番号', '内容', '保管', '記録'], [2, 5, 5, 5], evidence),
  ];
};

const prevention = (about: About): PaperBlock[] => {
  const { report } = about;
  const plan = 'plan' in report ? report.plan : undefined;
  const confirmed = 'confirmed' in report ? report.confirmed : undefined;
  const signed = ({ by, at }: { by: string; at: string }): string => `${nameIn(about)(by)} ${showTime(at)}`;
  const rows: Rows = [
    ...(plan ? [['再発防止策', `${plan.text}\n${signed(plan)}`] as const] : []),
    ...(confirmed ? [['責任者の確認', `${confirmed.said}\n${signed(confirmed)}`] as const] : []),
  ];
  return rows.length > 0 ? [heading('再発防止(対策基準 7(3)(ウ))'), { kind: 'rows', rows }] : [];
};

const law = (about: About): PaperBlock[] =>
  concernsLaw(about.report)
    ? [heading('個人情報保護法の期限(法務確認前)'), { kind: 'rows', rows: lawRows(about.report, nameIn(about)) }]
    : [];

const practised = ({ report: { exercise } }: About): PaperBlock[] => {
  if (!exercise?.ended) return [];
  const { times, before, result, improvements } = exercise.ended;
  const said: Rows = [
    ['結果', result],
    ['改善すること', improvements],
  ];
  return [
    heading('訓練の結果(対策基準 7(2)(ウ))'),
    { kind: 'rows', rows: [...timeRows(times, before?.times), ...said] },
  ];
};

const past = (about: About): PaperBlock[] => {
  const name = nameIn(about);
  const rows = about.report.history.map(({ at, by, what, note }) => [showTime(at), name(by), what, note ?? '']);
  return [heading('これまで'), { kind: 'table', head: ['日時', 'だれ', '何', '内容'], widths: [5, 4, 5, 6], rows }];
};

/** Earlier versions as they were sent, where they say something else than the present one. */
const versions = (about: About): PaperBlock[] =>
  about.report.versions.slice(0, -1).flatMap(({ label, by, at, items }): PaperBlock[] => {
    const differing = itemNames.filter(
      (name) => name !== 'reporter' && items[name] && itemText(items[name]) !== itemText(about.report.items[name]),
    );
    if (differing.length === 0) return [];
    return [
      heading(`${label}(${showTime(at)}、${nameIn(about)(by)})で今と違う項目`),
      { kind: 'rows', rows: differing.map((name) => [itemLabels[name], itemText(items[name])] as const) },
    ];
  });

/** The case and whom to phone, for a day on which chat is down or not to be trusted. */
export const reportPaper = (about: About): Paper => {
  const { id, report, now, number } = about;
  const named = numberOf(id, report);
  return {
    title: `${named} の記録`,
    about: `${showTime(now)} 作成  書き出し番号 ${number}  個人の情報を含みます。使い終わったら細断してください。`,
    ...(report.drill ? { mark: '訓練' } : {}),
    foot: `守り  ${named}  取扱注意  ${showWhen(whenOf(now))}`,
    blocks: [
      ...standing(about),
      ...phones(about),
      heading('報告の項目(対策基準 7(3)(イ))'),
      { kind: 'rows', rows: itemRows(about, report.items) },
      ...law(about),
      ...carried(about),
      ...prevention(about),
      ...practised(about),
      ...past(about),
      ...versions(about),
    ],
  };
};
