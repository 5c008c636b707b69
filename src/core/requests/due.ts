import { isQuiet } from '../calendar.ts';
import { type Button, buttons, type Card, text } from '../card.ts';
import { showClause } from '../clause.ts';
import type { PersonId } from '../outbound.ts';
import { approverChain } from '../people/approvers.ts';
import type { ApproverRole } from '../people/directory.ts';
import { showDate } from '../time.ts';
import { type After, afterOf } from './after.ts';
import type { AnyKind } from './kind.ts';
import { note } from './notes.ts';
import type { Request, RequestIn } from './request.ts';
import { type Decided, decided, fact, type Run, reachedOwners } from './run.ts';
import { askOf } from './seats.ts';
import { outUntil } from './timers.ts';
import { nameOf, numberOf } from './words.ts';

const heads = (run: Run, request: Request, role: ApproverRole): PersonId[] =>
  (approverChain(run.ctx.dir, askOf(request, { role }, []), run.on).levels[0]?.approvers ?? []).map(
    (each) => each.person,
  );

type Remaining = { kind: AnyKind; after: After; id: string };

/** Due: the requester the day before and on the day, the 情報管理者 and whoever will confirm it too on +1, the 情報セキュリティ管理者 too on +3 business days. */
export const remindDue = (run: Run, kind: AnyKind, request: Request): Decided => {
  const due = outUntil(kind, request);
  const after = afterOf(kind, request.values);
  if (!due || !after || !('dueStep' in request)) return { ok: true, value: { facts: [], reply: { kind: 'done' } } };
  if (isQuiet(run.ctx.now, run.ctx.settings)) return decided(request, []);
  const remaining: Remaining = { kind, after, id: run.id };
  const step = request.dueStep;
  const late = step >= 2;
  const managers = [
    ...(late ? [...heads(run, request, 'informationManager'), ...heads(run, request, after.confirm)] : []),
    ...(step >= 3 ? heads(run, request, 'securityManager') : []),
  ];
  const pings = [
    ...reachedOwners(run.ctx, request).map((to) =>
      note(run.id, to, `due/${step}`, borrowerCard(remaining, request, due)),
    ),
    ...[...new Set(managers)].map((to) => note(run.id, to, `due/${step}`, managerCard(run, remaining, request, due))),
  ];
  const type = late ? 'request.overdue' : 'request.dueSoon';
  return decided(
    { ...request, dueStep: step + 1 },
    [fact(run, type, { step, due, to: pings.map((ping) => ping.slot.split('/')[2] ?? '') })],
    { pings },
  );
};

const dueWord = (after: After, step: number): string =>
  [`明日が${after.due}です`, `今日が${after.due}です`][step] ?? `${after.due}を過ぎています`;

const stillOut = (after: After): string => (after.lost ? 'まだ返却されていません' : `${after.name}がまだです`);

const borrowerCard = (
  { kind, after, id }: Remaining,
  request: RequestIn<'approved' | 'revoked'>,
  due: string,
): Card => {
  const step = request.dueStep;
  const revoked = request.status === 'revoked';
  const title = `${numberOf(kind, id)} ${revoked ? stillOut(after) : dueWord(after, step)}`;
  const since = revoked
    ? `${showDate(due)}に承認が取り消されました。すぐに${after.act}、`
    : `${after.due}は${showDate(due)}です。${after.acted}`;
  const more =
    step < 2 || !after.lost
      ? ''
      : ' 見当たらないときは、責められることはありません。すぐに「紛失かもしれない」を押してください。';
  return {
    title,
    tone: step < 2 ? 'plain' : 'attention',
    notice: title,
    blocks: [
      text(`${since}「${after.done}」を押してください。${more}`),
      buttons(
        { label: after.done, style: 'primary', action: { do: 'open', form: `${kind.name}/giveBack`, case: id } },
        ...(revoked || !after.extends ? [] : [extendButton(kind, id)]),
        ...(step < 2 || !after.lost ? [] : [lostButton(kind, id)]),
      ),
    ],
  };
};

const extendButton = (kind: AnyKind, id: string): Button => ({
  label: '延長を申請',
  action: { do: 'open', form: `${kind.name}/extend`, case: id },
});

/** 「紛失かもしれない」: the incident report, filled in with what is known. */
export const lostButton = (kind: AnyKind, id: string) => ({
  label: '紛失かもしれない',
  style: 'danger' as const,
  action: {
    do: 'open' as const,
    form: 'incident/new',
    arg: JSON.stringify({ subject: `紛失・盗難のおそれ(${numberOf(kind, id)})`, from: id }),
  },
});

const managerCard = (run: Run, { kind, after }: Remaining, request: Request, due: string): Card => {
  const late = request.status === 'revoked' ? stillOut(after) : `${after.due}を過ぎています`;
  const title = `${numberOf(kind, run.id)} ${late}`;
  return {
    title,
    tone: 'attention',
    notice: title,
    blocks: [
      text(
        `${nameOf(run.ctx.dir, request.requester)}さんの${kind.label}「${kind.subject(request.values)}」が、${request.status === 'revoked' ? `承認の取り消しのあとも、${after.name}が済んでいません` : `${after.due}(${showDate(due)})を過ぎています`}。`,
      ),
      text(
        after.lost
          ? `ご本人に声をかけて、どこにあるかを確かめてください。見当たらないときは、事故として報告してください。(${showClause(after.clause)})`
          : `ご本人に声をかけて、${after.act}もらってください。(${showClause(after.clause)})`,
      ),
      buttons(
        { label: 'カードを開く', action: { do: 'press', verb: 'show', case: run.id } },
        ...(after.lost ? [lostButton(kind, run.id)] : []),
      ),
    ],
  };
};
