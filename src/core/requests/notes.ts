import { buttons, type Card, text } from '../card.ts';
import type { Ctx } from '../feature.ts';
import type { Outbound, PersonId } from '../outbound.ts';
import { showDate, showTime } from '../time.ts';
import { afterOf } from './after.ts';
import { answered } from './card-parts.ts';
import type { AnyKind } from './kind.ts';
import { kindOf } from './kinds.ts';
import type { Request, Verdict } from './request.ts';
import { type Run, reachedOwners } from './run.ts';
import { dueOn } from './timers.ts';
import { deciderName, numberOf } from './words.ts';

/** A message of a slot of its own: an edit of a card makes no phone ring. */
export const note = (id: string, to: PersonId, name: string, card: Card): Outbound => ({
  slot: `case/${id}/${to}/${name}`,
  to: { person: to },
  lane: 'note',
  card,
});

const rings: Readonly<Record<string, string>> = {
  承認: '承認されました',
  条件付き承認: '承認されました。条件があります',
  差し戻し: '差し戻されました。質問があります',
  却下: '却下されました',
  承認の取り消し: '承認が取り消されました',
  延長を承認: '延長が承認されました',
  延長を却下: '延長は認められませんでした',
};

const nextStep = (request: Request): string => {
  const after = afterOf(kindOf(request.kind), request.values);
  switch (request.status) {
    case 'conditional':
      return 'カードで条件を確かめて、「条件を受け入れる」か「取り下げ」を選んでください。';
    case 'returned':
      return 'カードの「修正して再提出」から、直してもう一度送れます。番号はそのままです。';
    case 'revoked':
      return request.outstanding
        ? `${after?.running}の場合は、すぐに${after?.act}、カードの「${after?.done}」を押してください。`
        : 'もう一度必要なときは、新しく申請してください。';
    case 'refused':
      return '分からないことは、決めた方にたずねてください。';
    case 'approved': {
      const due = dueOn(kindOf(request.kind), request);
      return due && after ? `${showDate(due)}までに${after.act}、カードの「${after.done}」を押してください。` : '';
    }
    default:
      return '';
  }
};

/** The requester is told by name who decided, why, and on what conditions; the lock screen shows kind and number only. */
export const tellOwners = (run: Run, next: Request, verdict: Verdict, what: string, said?: string): Outbound[] => {
  const kind: AnyKind = kindOf(next.kind);
  const number = numberOf(kind, run.id);
  const ring = rings[what] ?? what;
  const reason = said ?? verdict.conditions;
  const title = `${number} ${ring}`;
  const step = nextStep(next);
  const card: Card = {
    title,
    tone: what === '承認' || what === '延長を承認' ? 'good' : 'attention',
    notice: title,
    blocks: [
      text(`${deciderName(run.ctx.dir, verdict)}が${showTime(verdict.at)}に決めました。`),
      ...(reason ? [text(`${verdict.conditions ? '条件' : '理由'}: ${reason}`)] : []),
      ...(verdict.note ? [text(verdict.note, 'subtle')] : []),
      ...(step ? [text(step)] : []),
    ],
  };
  return reachedOwners(run.ctx, next).map((to) => note(run.id, to, `note/${next.history.length}`, card));
};

/** The answer itself reaches the one who asked; the lock screen shows kind and number only. */
export const tellAnswer = (run: Run, kind: AnyKind, next: Request, verdict: Verdict): Outbound[] => {
  const title = `${numberOf(kind, run.id)} ${kind.answer?.ring ?? ''}`;
  const card: Card = {
    title,
    tone: 'good',
    notice: title,
    blocks: [
      text(`${deciderName(run.ctx.dir, verdict)}が${showTime(verdict.at)}に答えました。`),
      ...answered(run.ctx, kind, next),
    ],
  };
  return reachedOwners(run.ctx, next).map((to) => note(run.id, to, `note/${next.history.length}`, card));
};

const waitsFor = (request: Request): string => {
  const kind = kindOf(request.kind);
  const name = afterOf(kind, request.values)?.name ?? '';
  if (request.status === 'handedIn')
    return `${name}の確認がまだです。ご自分の目で見て、カードから「${name}を確認」か「まだ確認できない」を選んでください。`;
  if (request.status === 'approved')
    return '延長の申請がまだ決まっていません。カードから、承認か却下を選んでください。';
  if (kind.answer) return `まだ終わっていません。カードの「${kind.answer.button}」か「差し戻し」を選んでください。`;
  return 'まだ決まっていません。カードから、承認・差し戻し・却下を選んでください。';
};

/** "It still waits for you", for the one whose turn it is. */
export const waitingNote = (ctx: Ctx, id: string, request: Request, to: PersonId, name: string): Outbound => {
  const number = numberOf(kindOf(request.kind), id);
  const title = `${number} お返事を待っています`;
  const blocks = [
    text(waitsFor(request)),
    buttons({ label: 'カードを開く', style: 'primary', action: { do: 'press', verb: 'show', case: id } }),
  ];
  return {
    ...note(id, to, `${name}/${ctx.now.slice(0, 16)}`, { title, tone: 'attention', notice: title, blocks }),
    lane: 'card',
  };
};
