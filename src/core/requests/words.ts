import { caseNumber } from '../case-number.ts';
import { showClause } from '../clause.ts';
import type { PersonId } from '../outbound.ts';
import type { Directory } from '../people/lookup.ts';
import { showTime } from '../time.ts';
import { afterOf } from './after.ts';
import type { AnyKind } from './kind.ts';
import type { Request, Status, Verdict } from './request.ts';

export const nameOf = (dir: Directory, person: PersonId): string => dir.person(person)?.name ?? person;

/** 「持ち出し 2026-0012」 */
export const numberOf = (kind: AnyKind, id: string): string => `${kind.label} ${caseNumber(id)}`;

export const clausesOf = (kind: AnyKind): string => kind.clauses.map(showClause).join('、');

/** How it stands, in a word: 「返却の確認待ち」 where something of the kind's own is waited for. */
export const statusWord = (kind: AnyKind, request: Request): string => {
  const after = afterOf(kind, request.values);
  if (request.status === 'handedIn' && after) return `${after.name}の確認待ち`;
  if (request.status === 'approved' && after && request.verdicts.length === 0) return after.running;
  return statusWords[request.status];
};

const statusWords: Readonly<Record<Status, string>> = {
  draft: '送信前',
  pending: '承認待ち',
  conditional: '条件付き承認(ご返事待ち)',
  returned: '差し戻し',
  approved: '承認済み',
  handedIn: '確認待ち',
  completed: '完了',
  refused: '却下',
  withdrawn: '取り下げ',
  revoked: '承認の取り消し',
};

/** 「佐藤 花子さん(総務部長 山田 一郎さんの代行)」 */
export const deciderName = (dir: Directory, verdict: Verdict): string =>
  `${nameOf(dir, verdict.by)}さん${verdict.deputyFor ? `(${nameOf(dir, verdict.deputyFor)}さんの代行)` : ''}`;

/** Who ended the waiting, for whoever presses too late: 「… が … に承認しています」. */
export const whoDecided = (dir: Directory, request: Request): string | undefined => {
  const step = request.history.findLast((past) => past.by !== 'clock');
  switch (request.status) {
    case 'withdrawn':
      return 'この申請は、すでに取り下げられています。';
    case 'approved':
    case 'conditional':
    case 'refused':
    case 'revoked':
    case 'returned':
    case 'handedIn':
    case 'completed':
      return step
        ? `この申請は、${nameOf(dir, step.by)}さんが${showTime(step.at)}に処理しています(${step.what})。`
        : undefined;
    case 'draft':
    case 'pending':
      return undefined;
  }
};
