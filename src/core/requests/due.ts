import { isQuiet } from '../calendar.ts';
import { type Button, buttons, type Card, text } from '../card.ts';
import type { PersonId } from '../outbound.ts';
import { approverChain } from '../people/approvers.ts';
import { showDate } from '../time.ts';
import type { AnyKind } from './kind.ts';
import { note } from './notes.ts';
import type { Request, RequestIn } from './request.ts';
import { type Decided, decided, fact, type Run, reachedOwners } from './run.ts';
import { askOf } from './seats.ts';
import { outUntil } from './timers.ts';
import { nameOf, numberOf } from './words.ts';

const heads = (run: Run, request: Request, role: 'informationManager' | 'securityManager'): PersonId[] =>
  (approverChain(run.ctx.dir, askOf(request, { role }, []), run.on).levels[0]?.approvers ?? []).map(
    (each) => each.person,
  );

/** Due back: the borrower the day before and on the day, the 情報管理者 too on +1, the 情報セキュリティ管理者 too on +3 business days. */
export const remindDue = (run: Run, kind: AnyKind, request: Request): Decided => {
  const due = outUntil(kind, request);
  if (!due || !('dueStep' in request)) return { ok: true, value: { facts: [], reply: { kind: 'done' } } };
  if (isQuiet(run.ctx.now, run.ctx.settings)) return decided(request, []);
  const step = request.dueStep;
  const late = step >= 2;
  const managers = [
    ...(late ? heads(run, request, 'informationManager') : []),
    ...(step >= 3 ? heads(run, request, 'securityManager') : []),
  ];
  const pings = [
    ...reachedOwners(run.ctx, request).map((to) =>
      note(run.id, to, `due/${step}`, borrowerCard(kind, run.id, request, due)),
    ),
    ...[...new Set(managers)].map((to) => note(run.id, to, `due/${step}`, managerCard(run, kind, request, due))),
  ];
  const type = late ? 'request.overdue' : 'request.dueSoon';
  return decided(
    { ...request, dueStep: step + 1 },
    [fact(run, type, { step, due, to: pings.map((ping) => ping.slot.split('/')[2] ?? '') })],
    { pings },
  );
};

const dueWords = [
  '明日が返却予定日です',
  '今日が返却予定日です',
  '返却予定日を過ぎています',
  '返却予定日を過ぎています',
];

const borrowerCard = (kind: AnyKind, id: string, request: RequestIn<'approved' | 'revoked'>, due: string): Card => {
  const step = request.dueStep;
  const revoked = request.status === 'revoked';
  const title = `${numberOf(kind, id)} ${revoked ? 'まだ返却されていません' : (dueWords[step] ?? '')}`;
  const since = revoked
    ? `${showDate(due)}に承認が取り消されました。すぐに戻して、`
    : `返却予定日は${showDate(due)}です。戻したら`;
  const more =
    step < 2 ? '' : ' 見当たらないときは、責められることはありません。すぐに「紛失かもしれない」を押してください。';
  return {
    title,
    tone: step < 2 ? 'plain' : 'attention',
    notice: title,
    blocks: [
      text(`${since}「返却した」を押してください。${more}`),
      buttons(
        { label: '返却した', style: 'primary', action: { do: 'open', form: `${kind.name}/giveBack`, case: id } },
        ...(revoked ? [] : [extendButton(kind, id)]),
        ...(step < 2 ? [] : [lostButton(kind, id)]),
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

const managerCard = (run: Run, kind: AnyKind, request: Request, due: string): Card => {
  const late = request.status === 'revoked' ? 'まだ返却されていません' : '返却予定日を過ぎています';
  const title = `${numberOf(kind, run.id)} ${late}`;
  return {
    title,
    tone: 'attention',
    notice: title,
    blocks: [
      text(
        `${nameOf(run.ctx.dir, request.requester)}さんの${kind.label}「${kind.subject(request.values)}」が、${request.status === 'revoked' ? '承認の取り消しのあとも戻っていません' : `返却予定日(${showDate(due)})を過ぎています`}。`,
      ),
      text(
        'ご本人に声をかけて、どこにあるかを確かめてください。見当たらないときは、事故として報告してください。(対策基準 7(1)(キ))',
      ),
      buttons({ label: 'カードを開く', action: { do: 'press', verb: 'show', case: run.id } }, lostButton(kind, run.id)),
    ],
  };
};
