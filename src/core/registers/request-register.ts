import type { Directory } from '../people/lookup.ts';
import { type After, afterOf } from '../requests/after.ts';
import type { AnyKind } from '../requests/kind.ts';
import { Request, type Verdict } from '../requests/request.ts';
import { dueOn } from '../requests/timers.ts';
import { nameOf, statusWord } from '../requests/words.ts';
import { jstDate } from '../time.ts';
import { fieldColumns } from './field-columns.ts';
import { cameFromPaper } from './paper.ts';
import { type Column, defineRegister, type Entry, numberIn, type Register } from './register.ts';

/** Every decision made on it, first to last. */
const verdictsOf = (request: Request): readonly Verdict[] => {
  switch (request.status) {
    case 'pending':
      return request.seats.flatMap((seat) => seat.verdict ?? []);
    case 'conditional':
    case 'approved':
    case 'handedIn':
    case 'completed':
      return request.verdicts;
    case 'refused':
      return [request.verdict];
    case 'revoked':
      return [...request.verdicts, request.verdict];
    case 'draft':
    case 'returned':
    case 'withdrawn':
      return [];
  }
};

const lines = (list: readonly string[]): string => list.filter((line) => line !== '').join('\n');

const eachVerdict =
  (cell: (verdict: Verdict, entry: Entry, request: Request) => string): Column<Request>['cell'] =>
  (request, entry) =>
    lines(verdictsOf(request).map((verdict) => cell(verdict, entry, request)));

const handedIn = (request: Request) => ('handedIn' in request ? request.handedIn : undefined);
const confirmed = (request: Request) => (request.status === 'completed' ? request.confirmed : undefined);

const deputyWord = (dir: Directory, verdict: Verdict | undefined): string =>
  verdict?.deputyFor ? `${nameOf(dir, verdict.deputyFor)}の代行` : '';

const begin: readonly Column<Request>[] = [
  { label: '番号', width: 10, cell: (_, { found }) => numberIn(found.id) },
  {
    label: '申請日時',
    width: 12,
    // On paper nobody wrote down when it was asked for.
    cell: (request, { found, style }) => (cameFromPaper(request) ? '' : style.time(found.openedAt)),
  },
  { label: '申請者', width: 12, cell: (request, { dir }) => nameOf(dir, request.requester) },
  { label: '所属', width: 18, cell: (request, { dir }) => dir.unitName(request.unit) },
  {
    label: '代理申請者',
    width: 12,
    cell: (request, { dir }) => (request.filedBy ? nameOf(dir, request.filedBy) : ''),
  },
];

const decision = (kind: AnyKind): readonly Column<Request>[] => [
  { label: '状態', width: 12, cell: (request) => statusWord(kind, request) },
  {
    label: '決定日時',
    width: 12,
    cell: eachVerdict(({ at }, { style }, request) =>
      cameFromPaper(request) ? style.date(jstDate(at)) : style.time(at),
    ),
  },
  { label: '決定者', width: 12, cell: eachVerdict(({ by }, { dir }) => nameOf(dir, by)) },
  { label: '決定者の職', width: 20, cell: eachVerdict(({ post }) => post) },
  { label: '代行', width: 12, cell: eachVerdict((verdict, { dir }) => deputyWord(dir, verdict)) },
  { label: '条件', width: 20, cell: (request) => ('conditions' in request ? (request.conditions ?? '') : '') },
];

const decided = (request: Request): request is Extract<Request, { verdicts: Verdict[] }> => 'verdicts' in request;

/** What remained to be done: when it was due, when and how it was done, and who confirmed it. */
const atTheEnd = (kind: AnyKind, after: After): readonly Column<Request>[] => {
  const its = (request: Request): boolean => afterOf(kind, request.values) === after;
  return [
    {
      label: after.limit,
      width: 12,
      cell: (request, { style }) => {
        const due = decided(request) && its(request) ? dueOn(kind, request) : undefined;
        return due ? style.date(due) : '';
      },
    },
    {
      label: `${after.name}日`,
      width: 12,
      cell: (request, { style }) => {
        const at = its(request) ? handedIn(request)?.at : undefined;
        return at ? style.date(jstDate(at)) : '';
      },
    },
    {
      label: `${after.name}の確認者`,
      width: 14,
      cell: (request, { dir }) => {
        const verdict = its(request) ? confirmed(request) : undefined;
        return verdict ? lines([nameOf(dir, verdict.by), deputyWord(dir, verdict)]) : '';
      },
    },
    ...fieldColumns<Request>(after.fields, (request) => (its(request) ? (handedIn(request)?.said ?? {}) : {})),
  ];
};

const ends = (kind: AnyKind): readonly After[] => [
  ...(kind.after ? [kind.after] : []),
  ...(kind.first ? [kind.first.report] : []),
];

const answers = (kind: AnyKind): readonly Column<Request>[] =>
  kind.answer
    ? fieldColumns<Request>(kind.answer.fields, (request) => (request.status === 'completed' && request.answer) || {})
    : [];

/** Reasons and notes: why it was refused or taken back, what was asked, 「上位者がいないため」. */
const remarks: Column<Request> = {
  label: '備考',
  width: 20,
  cell: (request) =>
    lines([
      ...(request.status === 'refused' || request.status === 'revoked' ? [`理由: ${request.why}`] : []),
      ...(request.status === 'returned' ? [`質問: ${request.question}`] : []),
      ...verdictsOf(request).map(({ note }) => note ?? ''),
      ...(cameFromPaper(request) ? ['紙の台帳から'] : []),
    ]),
};

/** The register of any kind of request, derived from its fields and its life. */
export const requestRegister = (kind: AnyKind): Register =>
  defineRegister<Request>({
    name: kind.name,
    label: kind.label,
    owner: '申請者',
    columns: [
      ...begin,
      ...fieldColumns<Request>(kind.fields, (request) => request.values),
      ...decision(kind),
      ...answers(kind),
      ...ends(kind).flatMap((after) => atTheEnd(kind, after)),
      remarks,
    ],
    holds: (found) => found.status !== 'draft',
    read: (state) => Request.parse(state),
  });
