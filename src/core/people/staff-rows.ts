import type { PersonId } from '../outbound.ts';
import { isDate } from '../time.ts';
import { type JstDate, type Position, positions } from './directory.ts';
import { type Columns, type Entry, type Problem, tidy } from './table.ts';

/** One line of the staff file, read: one post of one person. */
export type StaffRow = {
  line: number;
  id: PersonId;
  name: string;
  email: string;
  /** Undefined when the file has no such column: what is known stays. */
  phone: string | undefined;
  bu: string;
  group: string;
  position: Position;
  employment: string;
  from: JstDate;
  until?: JstDate;
};

export const staffColumns: Columns = {
  required: ['職員番号', '氏名', 'メール', '部', 'グループ', '役職', '雇用区分', '着任日', '離任日'],
  optional: ['電話'],
};

/** Reads one line; every cell that does not fit gets a sentence of its own. */
export const readStaffRow = ({ line, cell }: Entry, hasPhone: boolean): { row: StaffRow } | { problems: Problem[] } => {
  const until = readDate(cell('離任日'));
  const position = cell('役職');
  // The 常務理事 leads the whole: a 部 beside it (「役員」「事務局」) names no unit of the chart.
  const top = position === '常務理事';
  const row: StaffRow = {
    line,
    id: cell('職員番号'),
    name: cell('氏名'),
    email: cell('メール').toLowerCase(),
    phone: hasPhone ? cell('電話') : undefined,
    bu: top ? '' : cell('部'),
    group: top ? '' : cell('グループ'),
    position: isPosition(position) ? position : '',
    employment: cell('雇用区分'),
    from: readDate(cell('着任日')) ?? '',
    ...(until ? { until } : {}),
  };
  const said = [...personProblems(row), ...postProblems(row, position), ...dateProblems(row, cell)];
  return said.length > 0 ? { problems: said.map((text) => ({ line, text })) } : { row };
};

/** `YYYY-MM-DD` or `YYYY/M/D`, else undefined. */
const readDate = (text: string): JstDate | undefined => {
  const [, year, month, day] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(tidy(text)) ?? [];
  if (!year || !month || !day) return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) ? date : undefined;
};

export const isEmail = (text: string): boolean =>
  text.length <= 254 && /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(text) && !text.includes('..');

const isPosition = (text: string): text is Position => positions.some((position) => position === text);

const personProblems = ({ id, name, email, phone }: StaffRow): string[] => {
  const said: string[] = [];
  if (id === '') said.push('職員番号がありません。番号を入れてください。');
  else if (!/^[A-Za-z0-9_-]{1,20}$/.test(id)) {
    said.push(`職員番号「${cut(id)}」は使えません。英数字、「-」、「_」だけの20文字以内にしてください。`);
  }
  if (name === '') said.push('氏名がありません。氏名を入れてください。');
  else if (name.length > 60) said.push('氏名が長すぎます。60文字以内にしてください。');
  if (email !== '' && !isEmail(email)) {
    said.push(`メール「${cut(email)}」はメールアドレスの形ではありません。正しいアドレスにするか、空にしてください。`);
  }
  if (phone && !/^[\d+()\- #]{3,30}$/.test(phone)) {
    said.push(`電話「${cut(phone)}」は電話番号の形ではありません。数字と「-」で入れてください。`);
  }
  return said;
};

const postProblems = ({ bu, group, position }: StaffRow, written: string): string[] => {
  if (!isPosition(written)) {
    return [
      `役職「${cut(written)}」は使えません。常務理事・部長・グループリーダーのどれかにするか、空にしてください。`,
    ];
  }
  if (bu.length > 60 || group.length > 60) return ['部かグループの名前が長すぎます。60文字以内にしてください。'];
  if (bu === '' && group !== '') return ['グループがあるのに部がありません。部を入れてください。'];
  if (position === '部長' && bu === '') return ['部長の行に部がありません。部を入れてください。'];
  if (position === '部長' && group !== '') {
    return ['部長の行は、グループを空にしてください。グループリーダーを兼ねるときは、行をもう1つ加えてください。'];
  }
  return position === 'グループリーダー' && group === ''
    ? ['グループリーダーの行にグループがありません。グループを入れてください。']
    : [];
};

const dateProblems = (row: StaffRow, cell: Entry['cell']): string[] => {
  const hint = '「2026-04-01」か「2026/4/1」の形にしてください。';
  const said: string[] = [];
  const from = cell('着任日');
  const until = cell('離任日');
  if (from === '') said.push('着任日がありません。日付を入れてください。');
  else if (row.from === '') said.push(`着任日「${cut(from)}」は日付として読めません。${hint}`);
  if (until !== '' && !row.until) said.push(`離任日「${cut(until)}」は日付として読めません。${hint}`);
  if (row.from !== '' && row.until && row.until < row.from) {
    said.push(`離任日(${until})が着任日(${from})より前です。どちらかを直してください。`);
  }
  return said;
};

/** What is quoted back stays on one line and short. */
export const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
