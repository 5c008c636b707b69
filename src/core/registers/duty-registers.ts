import type { Case } from '../case.ts';
import { caseNumber } from '../case-number.ts';
import { canBeHeld, type Duty, isPassword, titleOf } from '../duties/duty.ts';
import { passwordNote } from '../duties/password-note.ts';
import { type Round, reportedAt, roundStatus } from '../duties/round.ts';
import type { PersonId } from '../outbound.ts';
import { jstDate, showDate } from '../time.ts';
import { type Column, defineRegister, type Entry, numberIn, type Register } from './register.ts';

const nameOf = ({ dir }: Pick<Entry, 'dir'>, person: PersonId | undefined): string =>
  person === undefined ? '' : (dir.person(person)?.name ?? person);

/** 「2026-0003-S012-20260901」: the plan, the person and the due date. */
const lineNumber = ({ plan, person, due }: Round): string =>
  `${numberIn(plan.id)}-${person}-${due.replaceAll('-', '')}`;

/** The other way round: the id of the line a number names; empty for anything else. */
const idOfNumber = (cell: string): string => {
  const [, year, number, person, y, m, d] = /^(\d{4})-(\d+)-(.+)-(\d{4})(\d{2})(\d{2})$/.exec(cell) ?? [];
  return year ? `duty-${year}-${Number(number)}/${person}/${y}-${m}-${d}` : '';
};

const numberLabel = '番号';

const begin = (whose: string): readonly Column<Round>[] => [
  { label: numberLabel, width: 24, cell: lineNumber },
  { label: '件名', width: 22, cell: ({ plan }) => titleOf(plan.state.duty) },
  { label: whose, width: 12, cell: ({ person }, entry) => nameOf(entry, person) },
  { label: '職員番号', width: 10, cell: ({ person }) => person },
  { label: '所属', width: 18, cell: ({ unit }, { dir }) => dir.unitName(unit) },
  { label: '期限', width: 12, cell: ({ due }, { style }) => style.date(due) },
  { label: '状態', width: 12, cell: roundStatus },
];

const done = (label: string): Column<Round> => ({
  label,
  width: 16,
  cell: ({ doneAt }, { style }) => (doneAt ? style.time(doneAt) : ''),
});

const putOffs: Column<Round> = {
  label: '「あとで」の回数',
  width: 9,
  number: true,
  cell: ({ putOff }) => String(putOff),
};

const way = ({ status, way: how, held, version }: Round, { style }: Entry): string => {
  if (status !== 'done') return '';
  if (how === 'read') return version ? `ポリシー(第${version}版)を読んだ` : 'ポリシーの要旨を読んだ';
  if (held) return `別の日の実施(${style.date(held)})`;
  return how === 'quiz' ? '確認の問題' : '本人の申告';
};

const training: readonly Column<Round>[] = [
  ...begin('受ける人'),
  done('終えた日時'),
  { label: '実施の方法', width: 16, cell: way },
  { label: '記録した人', width: 12, cell: ({ doneBy }, entry) => nameOf(entry, doneBy) },
  {
    label: '責任者への報告日',
    width: 12,
    cell: ({ plan, unit }, { style }) => {
      const at = reportedAt(plan.state, unit);
      return at ? style.date(jstDate(at)) : '';
    },
  },
];

const deviceCheck: readonly Column<Round>[] = [
  ...begin('使う人'),
  {
    label: '見せた日時',
    width: 16,
    cell: ({ shownAt }, { style }) => (shownAt ? style.time(shownAt) : ''),
  },
  done('確認した日時'),
  { label: '確認した人', width: 12, cell: ({ doneBy }, entry) => nameOf(entry, doneBy) },
  putOffs,
];

const password: readonly Column<Round>[] = [
  ...begin('変更する人'),
  done('変更した日時'),
  putOffs,
  { label: 'ポリシーの見直しのために', width: 30, cell: () => passwordNote },
];

const inspection: readonly Column<Round>[] = [
  ...begin('担当'),
  done('記録した日時'),
  { label: '記録した人', width: 12, cell: ({ doneBy }, entry) => nameOf(entry, doneBy) },
  { label: '結果', width: 30, cell: ({ result }) => result ?? '' },
  { label: '直すこと', width: 30, cell: ({ improvements }) => improvements ?? '' },
];

type About = Pick<Register, 'name' | 'label' | 'owner'> & {
  takes: (duty: Duty) => boolean;
  columns: readonly Column<Round>[];
};

const isLearned = (duty: Duty): boolean => canBeHeld(duty) || duty.done === 'read';

const abouts: readonly About[] = [
  { name: 'training', label: '研修', owner: '受ける人', takes: isLearned, columns: training },
  {
    name: 'deviceCheck',
    label: 'モバイル端末の確認',
    owner: '使う人',
    takes: (duty) => duty.done === 'both',
    columns: deviceCheck,
  },
  {
    name: 'passwordChange',
    label: 'パスワードの変更',
    owner: '変更する人',
    takes: isPassword,
    columns: password,
  },
  {
    name: 'inspection',
    label: '点検',
    owner: '担当',
    takes: (duty) => !isLearned(duty) && duty.done !== 'both' && !isPassword(duty),
    columns: inspection,
  },
];

const defined = ({ takes, columns, ...about }: About): Register => ({
  ...defineRegister<Round>({
    ...about,
    columns,
    holds: () => true,
    read: (state) => state as Round,
    idIn: (cell) => idOfNumber(cell(numberLabel)),
  }),
  shares: takes,
});

/** The registers whose lines are shares of duties: each duty stands in one of them. */
export const dutyRegisters: readonly Register[] = abouts.map(defined);

/** A round in the columns every register reads. The day it is due says which 年度 it belongs to. */
export const caseOfRound = (register: Register, round: Round, openedAt: string): Case => ({
  id: round.id,
  kind: register.name,
  status: round.status,
  version: 1,
  open: round.status === 'open' || round.status === 'shown',
  unit: round.unit,
  owner: round.person,
  openedAt,
  updatedAt: round.doneAt ?? openedAt,
  state: round,
  involved: [{ person: round.person, as: 'owner' }],
});

/** The line that names it in lists. */
export const roundLine = ({ dir }: Pick<Entry, 'dir'>, found: Case): string => {
  const round = found.state as Round;
  const when = round.doneAt ? `${showDate(jstDate(round.doneAt))}に済み` : `期限 ${showDate(round.due)}`;
  return `${nameOf({ dir }, round.person)} ${titleOf(round.plan.state.duty)} ${when}(お願い ${caseNumber(round.plan.id)})`;
};
