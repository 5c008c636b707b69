import { buttons, type Card, text } from '../card.ts';
import { showClause } from '../clause.ts';
import { approverChain } from '../people/approvers.ts';
import { refuse } from '../result.ts';
import { clip } from '../text.ts';
import { mayOwn } from './entitled.ts';
import type { AnyKind } from './kind.ts';
import { note } from './notes.ts';
import type { Request, RequestIn } from './request.ts';
import { type Decided, decided, fact, type Run, told } from './run.ts';
import { askOf } from './seats.ts';
import { nameOf, numberOf } from './words.ts';

/** 情報管理者に相談: where a rule stops the request, the manager may ask for an 例外措置 (2-9(5)(ア)). */
export const consult = (run: Run, kind: AnyKind, request: Request): Decided => {
  const may = mayOwn(run, request, 'draft');
  if (!may.ok) return may;
  if (request.status !== 'draft') return refuse('not-draft', 'この申請は、もう送られています。');
  if (request.stop.never) return refuse('never', `${request.stop.text}(${showClause(request.stop.clause)})`);
  const managers =
    approverChain(run.ctx.dir, askOf(request, { role: 'informationManager' }, []), run.on).levels[0]?.approvers ?? [];
  if (managers.length === 0)
    return refuse('nobody', '相談できる情報管理者が見つかりません。総務部に連絡してください。');
  const consulted = managers.map((each) => each.person);
  const names = consulted.map((person) => `${nameOf(run.ctx.dir, person)}さん`).join('、');
  const next: Request = {
    ...request,
    consulted,
    seen: [...new Set([...request.seen, ...consulted])],
    history: told(request, run, `相談(${names})`),
  };
  const card: Card = {
    title: '相談を送りました',
    tone: 'good',
    notice: '相談を送りました',
    blocks: [text(`${names}に相談を送りました。返事をお待ちください。入力した内容は残っています。`)],
  };
  const pings = consulted.map((person) => note(run.id, person, 'consult', consultCard(run, kind, request)));
  return decided(next, [fact(run, 'request.consulted', { to: consulted, clause: request.stop.clause })], {
    pings,
    reply: { kind: 'say', card },
  });
};

const consultCard = (run: Run, kind: AnyKind, request: RequestIn<'draft'>): Card => {
  const title = `${numberOf(kind, run.id)} 相談が来ています`;
  const clause = showClause(request.stop.clause);
  const raw = { rule: clause, reason: clip(`${kind.label}: ${kind.subject(request.values)}`, 200) };
  return {
    title,
    tone: 'attention',
    notice: title,
    blocks: [
      text(`${nameOf(run.ctx.dir, request.requester)}さんの${kind.label}は、きまりにより送れませんでした。(${clause})`),
      text(request.stop.text),
      { kind: 'facts', rows: kind.facts(request.values) },
      text('どうしても必要なときは、代わりの対策を決めて、例外措置を申請できます。(対策基準 9(5)(ア))'),
      buttons({
        label: '例外措置を申請',
        style: 'primary',
        action: { do: 'open', form: 'exception/new', arg: JSON.stringify({ raw }) },
      }),
    ],
  };
};
