import { type Duty, type DutyRole, dutyRoles, type Every } from './duty.ts';

export const roleLabels: Readonly<Record<DutyRole, string>> = {
  staff: '職員等の全員',
  informationManager: '情報管理者',
  infrastructureManager: '情報基盤管理者',
  securityManager: '情報セキュリティ管理者',
  chiefOfficer: '情報セキュリティ責任者',
  auditLead: '情報セキュリティ監査責任者',
};

export const doneLabels: Readonly<Record<Duty['done'], string>> = {
  self: '本人の申告',
  both: '情報管理者の確認',
  quiz: '確認の問題',
  report: '結果の記録',
  read: 'ポリシーを読んだ確認',
  inspect: '点検表の回答',
};

export const everyWords = (every: Every): string => {
  if (every.kind === 'months') return `各自、終わってから${every.months}か月ごと`;
  if (every.kind === 'joining') return `着任日から${every.days}日以内`;
  return every.kind === 'year' ? '年に1回' : '1回だけ';
};

/** 「1:情報管理者、3:情報セキュリティ管理者」 */
export const tellWords = (tell: Duty['tell']): string =>
  tell.map(({ after, role }) => `${after}:${roleLabels[role]}`).join('、');

/** Items as people separate them. */
export const listed = (text: string): string[] =>
  text
    .split(/[、,,\n;；]/u)
    .map((each) => each.trim())
    .filter((each) => each !== '');

export const readRole = (word: string): DutyRole | undefined =>
  dutyRoles.find((role) => roleLabels[role] === word || role === word) ??
  ({ 職員: 'staff', 全員: 'staff', 責任者: 'chiefOfficer', 監査責任者: 'auditLead' } as const)[word];

/** 「年1回」, 「1回」, 「6か月ごと」, 「着任から30日」 */
export const readEvery = (word: string): Every | undefined => {
  const said = word.normalize('NFKC').replace(/\s/gu, '');
  if (/^(年に?1回|毎年|年度ごと)$/.test(said)) return { kind: 'year' };
  if (/^1回(だけ|のみ)?$/.test(said)) return { kind: 'once' };
  const months = Number(/^(\d{1,2})[かヶケカ]月ごと$/.exec(said)?.[1]);
  if (months >= 1 && months <= 60) return { kind: 'months', months };
  const days = Number(/^着任(日)?から(\d{1,3})日(以内)?$/.exec(said)?.[2]);
  return days >= 1 && days <= 365 ? { kind: 'joining', days } : undefined;
};

const dayIn = (word: string): number => {
  if (word === '当日') return 0;
  const [, days, side] = /^(\d{1,2})(?:営業)?日(前|後)$/.exec(word) ?? [];
  if (days === undefined) return /^[+-]?\d{1,2}$/.test(word) ? Number(word) : Number.NaN;
  return side === '前' ? -Number(days) : Number(days);
};

/** Business days from the due date: 「10日前、3日前、当日」, or 「-10、-3、0」. */
export const readDays = (text: string): number[] | undefined => {
  const days = listed(text.normalize('NFKC').replaceAll('−', '-')).map(dayIn);
  const fits = days.every((day) => Number.isInteger(day) && day >= -60 && day <= 60);
  return fits && days.length <= 10 ? [...new Set(days)].sort((a, b) => a - b) : undefined;
};

/** 「10日前、3日前、当日」 */
export const daysWords = (days: readonly number[]): string =>
  days.map((day) => (day === 0 ? '当日' : `${Math.abs(day)}日${day < 0 ? '前' : '後'}`)).join('、');

/** 「1:情報管理者、3:情報セキュリティ管理者」 */
export const readTell = (text: string): Duty['tell'] | undefined => {
  const read = listed(text).map((each) => {
    const [, after, word = ''] = /^(\d{1,2})\s*[::]\s*(.+)$/u.exec(each.normalize('NFKC')) ?? [];
    const role = readRole(word.trim());
    return role && Number(after) >= 1 && Number(after) <= 60 ? { after: Number(after), role } : undefined;
  });
  return read.every((each) => each !== undefined) ? (read as Duty['tell']) : undefined;
};
