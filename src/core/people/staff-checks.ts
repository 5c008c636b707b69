import { groupBy } from './group-by.ts';
import { holdsOn } from './lookup.ts';
import type { StaffRow } from './staff-rows.ts';
import type { Problem } from './table.ts';

/** What single lines can't show: the same person, address or post written twice and differently. */
export const staffProblems = (rows: readonly StaffRow[]): Problem[] => {
  const byPerson = groupBy(rows, ({ id }) => id);
  const byEmail = groupBy(
    rows.filter(({ email }) => email !== ''),
    ({ email }) => email,
  );
  return [
    ...[...byPerson.values()].flatMap((own) => [...twoPeople(own), ...sameTwice(own)]),
    ...[...byEmail.values()].flatMap(sharedEmail),
  ].sort((a, b) => a.line - b.line);
};

const personCells = [
  ['氏名', ({ name }: StaffRow) => name],
  ['メール', ({ email }: StaffRow) => email],
  ['電話', ({ phone }: StaffRow) => phone ?? ''],
] as const;

const twoPeople = (own: readonly StaffRow[]): Problem[] =>
  personCells.flatMap(([label, cell]) => {
    const first = own[0];
    const other = own.find((row) => first && cell(row) !== cell(first));
    if (!first || !other) return [];
    return [
      {
        line: other.line,
        text: `職員番号${other.id}の${label}が、${first.line}行目では「${cell(first)}」、この行では「${cell(other)}」です。同じ人なら揃え、別の人なら番号を分けてください。`,
      },
    ];
  });

/** Rows of one person in one position of one unit must not overlap. */
const sameTwice = (own: readonly StaffRow[]): Problem[] =>
  own.flatMap((row, at) => {
    const other = own.slice(0, at).find((earlier) => samePost(earlier, row) && overlap(earlier, row));
    if (!other) return [];
    const same = other.from === row.from && other.until === row.until && other.employment === row.employment;
    const text = same
      ? `${other.line}行目と同じ内容です。どちらかの行を消してください。`
      : `${other.line}行目と同じ部署・役職で、期間が重なっています。どちらかの着任日か離任日を直してください。`;
    return [{ line: row.line, text }];
  });

const samePost = (a: StaffRow, b: StaffRow): boolean =>
  a.bu === b.bu && a.group === b.group && a.position === b.position;

const overlap = (a: StaffRow, b: StaffRow): boolean => holdsOn(a, b.from) || holdsOn(b, a.from);

const sharedEmail = (rows: readonly StaffRow[]): Problem[] => {
  const first = rows[0];
  const other = rows.find((row) => row.id !== first?.id);
  if (!first || !other) return [];
  return [
    {
      line: other.line,
      text: `メール「${other.email}」は${first.line}行目の職員番号${first.id}と同じです。1人に1つのアドレスにしてください。`,
    },
  ];
};
