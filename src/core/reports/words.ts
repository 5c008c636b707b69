import { caseNumber } from '../case-number.ts';
import { showClause } from '../clause.ts';
import type { Directory } from '../people/lookup.ts';
import { kindOf } from './kinds.ts';
import type { Report, Status } from './report.ts';
import type { As } from './standing.ts';

/** 「事故 2026-0012」, with 【訓練】 before it where it is one. */
export const numberOf = (id: string, report: Pick<Report, 'kind' | 'drill'>): string =>
  `${report.drill ? '【訓練】' : ''}${kindOf(report.kind).label} ${caseNumber(id)}`;

export const clausesOf = (kind: { clauses: readonly string[] }): string => kind.clauses.map(showClause).join('、');

export const nameOf = (dir: Directory, person: string): string => {
  if (person === 'clock') return '守り';
  const known = dir.person(person);
  return known ? `${known.name}さん` : '名簿にない方';
};

/** Who may know who told it: never the unit, where the reporter asked for that. */
export const reporterName = (dir: Directory, report: Report, as: ReadonlySet<As>): string => {
  const entitled = ['reporter', 'manager', 'chief', 'standIn', 'audit'] as const;
  return report.hideReporter && !entitled.some((each) => as.has(each))
    ? '氏名は知らされていません'
    : nameOf(dir, report.reporter);
};

/** 「山田 一郎さん(0000-00-0000)」 */
export const withPhone = (dir: Directory, person: string): string => {
  const phone = dir.person(person)?.phone;
  return `${nameOf(dir, person)}${phone ? `(${phone})` : ''}`;
};

export const statusWord = (report: Pick<Report, 'status' | 'incident'>): string =>
  report.status === 'received' && !report.incident ? '対応中' : statusWords[report.status];

const statusWords: Readonly<Record<Status, string>> = {
  reported: '届いた',
  received: '受け付けた',
  planned: '再発防止策の確認待ち',
  ordered: '再発防止策を実施中',
  done: '効果の確認待ち',
  closed: '完了',
  withdrawn: '取り下げ',
};
