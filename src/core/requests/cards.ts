import { type Block, buttons, type Card, text } from '../card.ts';
import type { Ctx } from '../feature.ts';
import type { PersonId } from '../outbound.ts';
import { runnerOf } from '../people/runner.ts';
import { jstDate } from '../time.ts';
import { afterOf } from './after.ts';
import { answered, historyBlock, standing, statusOnly, stepButton, waitingFor } from './card-parts.ts';
import { mayRevoke } from './entitled.ts';
import { kindOf } from './kinds.ts';
import { ownerButtons } from './owner-buttons.ts';
import type { Request, RequestIn, Status, Step } from './request.ts';
import { clausesOf, nameOf, numberOf } from './words.ts';

const tones: Readonly<Record<Status, Card['tone']>> = {
  draft: 'attention',
  pending: 'plain',
  conditional: 'attention',
  returned: 'attention',
  approved: 'good',
  handedIn: 'plain',
  completed: 'good',
  refused: 'stop',
  withdrawn: 'plain',
  revoked: 'stop',
};

const nobody = (ctx: Ctx, request: Request): string =>
  `承認できる方が、いま見つかりません。${runnerOf(ctx.dir, jstDate(ctx.now), request.requester) ? '担当者に知らせました。' : ''}急ぐときは、総務部に連絡してください。`;

const draftNow = (request: RequestIn<'draft'>): string => {
  if (request.consulted.length > 0) return '情報管理者に相談しています。返事をお待ちください。';
  return request.stop.never
    ? 'この内容では送れません。直せるときは「内容を直す」、不要なときは「取り下げ」を選んでください。'
    : 'このままでは送れません。入力した内容は残っています。';
};

const confirmNow = (request: Request, names: string): string => {
  const name = afterOf(kindOf(request.kind), request.values)?.name ?? '';
  return names
    ? `${names}が、${name}を確かめます。`
    : `${name}を確認できる方が、いま見つかりません。総務部に連絡してください。`;
};

const whatNow = (ctx: Ctx, request: Request): string => {
  const names = waitingFor(ctx, request);
  switch (request.status) {
    case 'pending':
      return names ? `${names}の返事を待っています。` : nobody(ctx, request);
    case 'handedIn':
      return confirmNow(request, names);
    case 'approved':
      return request.extension ? `${names}の返事(延長)を待っています。` : '';
    case 'draft':
      return draftNow(request);
    default:
      return '';
  }
};

/** The card of whoever asked: how it stands, who has it, what to do next. */
export const requesterCard = (ctx: Ctx, id: string, request: Request): Card => {
  const kind = kindOf(request.kind);
  const title = numberOf(kind, id);
  const now = whatNow(ctx, request);
  const list = ownerButtons(kind, id, request);
  const forWhom: Block[] = request.filedBy
    ? [
        text(
          `${nameOf(ctx.dir, request.filedBy)}さんが、${nameOf(ctx.dir, request.requester)}さんの分を申請しています。`,
          'subtle',
        ),
      ]
    : [];
  return {
    title: `${title} あなたの申請`,
    tone: tones[request.status],
    notice: `${title} 状態が変わりました`,
    blocks: [
      standing(ctx, kind, request),
      ...(now ? [text(now)] : []),
      ...forWhom,
      ...answered(ctx, kind, request),
      { kind: 'facts', rows: kind.facts(request.values) },
      ...historyBlock(ctx, request),
      ...(list.length > 0 ? [buttons(...list)] : []),
      text(`根拠: ${clausesOf(kind)}`, 'subtle'),
    ],
  };
};

/** The card of somebody it does not (or no longer) wait for, who has seen it before: as little as keeps it true. */
export const bystanderCard = (ctx: Ctx, id: string, request: Request, person: PersonId): Card => {
  const kind = kindOf(request.kind);
  const title = numberOf(kind, id);
  const own = request.history.filter((step) => step.by === person || step.deputyFor === person);
  const moved = request.status === 'pending' && own.length === 0;
  const undo = own.length > 0 && mayRevoke({ ctx, id, by: person, on: jstDate(ctx.now) }, request).ok;
  return {
    title,
    tone: 'plain',
    notice: `${title} 状態が変わりました`,
    blocks: [
      statusOnly(ctx, kind, request),
      ...(moved ? [text('この申請は、ほかの担当者に移りました。操作は要りません。')] : []),
      ...historyBlock(ctx, { history: own.length > 0 ? own : request.history.slice(-1).map(withoutNote) }),
      ...(undo ? [buttons(stepButton(kind, id, request, 'revoke', '承認を取り消す', 'danger'))] : []),
    ],
  };
};

const withoutNote = ({ note: _, ...step }: Step): Step => step;
