import { buttons, type Card, text } from '../card.ts';
import type { Fact } from '../facts.ts';
import type { Outbound, PersonId } from '../outbound.ts';
import { approverChain } from '../people/approvers.ts';
import { showDate } from '../time.ts';
import type { AnyKind } from './kind.ts';
import { note, waitingNote } from './notes.ts';
import { openSeats, type Request, type Seat, withSeats } from './request.ts';
import { type Decided, decided, fact, factsOf, owners, type Run } from './run.ts';
import { askOf, climb, route, sittersNow } from './seats.ts';
import { dueOn, escalateAt, remindAt } from './timers.ts';
import { nameOf, numberOf } from './words.ts';

/** Looks after the open seats: あとで, a reminder, then the next person up. Every hop is recorded. */
export const tend = (run: Run, request: Request): Decided => {
  const { now, settings, dir } = run.ctx;
  const overdue = openSeats(request).some((seat) => seat.reminded > 0 && escalateAt(seat, settings) <= now);
  if (overdue) return escalate(run, request);
  const facts: Fact[] = [];
  const pings: Outbound[] = [];
  const next = withSeats(request, (seat) => {
    const asked = seat.later.filter((each) => each.at <= now).map((each) => each.person);
    const remind = seat.reminded === 0 && remindAt(seat, settings) <= now;
    const sitting = sittersNow(dir, request, seat, run.on).map((sitter) => sitter.person);
    const to = remind ? sitting : asked.filter((person) => sitting.includes(person));
    pings.push(...to.map((person) => waitingNote(run.ctx, run.id, request, person, 'remind')));
    if (to.length > 0) facts.push(fact(run, 'request.reminded', { to: [...to] }));
    return { ...seat, reminded: seat.reminded + (remind ? 1 : 0), later: seat.later.filter((each) => each.at > now) };
  });
  return decided(next, facts, { pings });
};

const escalate = (run: Run, request: Request): Decided => {
  const { now, dir } = run.ctx;
  const { request: higher, climbed } = climb(dir, request, run.on);
  const again = withSeats(higher, (seat: Seat) => ({ ...seat, since: now, reminded: 0, later: [] }));
  const routed = route(dir, again, now, run.on, 'no-answer');
  const waiting = openSeats(request).flatMap((seat) =>
    sittersNow(dir, request, seat, run.on).map((sitter) => sitter.person),
  );
  const pings = climbed ? [] : waiting.map((person) => waitingNote(run.ctx, run.id, request, person, 'remind'));
  const said = climbed ? fact(run, 'request.escalated', {}) : fact(run, 'request.reminded', { to: waiting });
  return decided(routed.request, [said, ...factsOf(run, routed)], { pings });
};

/** The chart has changed, or a day has begun: pending requests move to whoever is in post now. */
export const reroute = (run: Run, request: Request): Decided => {
  const routed = route(run.ctx.dir, request, run.ctx.now, run.on, 'chart');
  if (routed.facts.length === 0) return { ok: true, value: { facts: [], reply: { kind: 'done' } } };
  return decided(routed.request, factsOf(run, routed));
};

const heads = (run: Run, request: Request, role: 'informationManager' | 'securityManager'): PersonId[] =>
  (approverChain(run.ctx.dir, askOf(request, { role }, []), run.on).levels[0]?.approvers ?? []).map(
    (each) => each.person,
  );

/** Due back: the borrower the day before and on the day, the 情報管理者 too on +1, the 情報セキュリティ管理者 too on +3 business days. */
export const remindDue = (run: Run, kind: AnyKind, request: Request): Decided => {
  const due = dueOn(kind, request);
  if (request.status !== 'approved' || !due) return { ok: true, value: { facts: [], reply: { kind: 'done' } } };
  const step = request.dueStep;
  const late = step >= 2;
  const managers = [
    ...(late ? heads(run, request, 'informationManager') : []),
    ...(step >= 3 ? heads(run, request, 'securityManager') : []),
  ];
  const pings = [
    ...owners(request).map((to) => note(run.id, to, `due/${step}`, borrowerCard(kind, run.id, due, step))),
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

const borrowerCard = (kind: AnyKind, id: string, due: string, step: number): Card => {
  const title = `${numberOf(kind, id)} ${dueWords[step] ?? ''}`;
  const more =
    step < 2 ? '' : ' 見当たらないときは、責められることはありません。すぐに「紛失かもしれない」を押してください。';
  return {
    title,
    tone: step < 2 ? 'plain' : 'attention',
    notice: title,
    blocks: [
      text(`返却予定日は${showDate(due)}です。戻したら「返却した」を押してください。${more}`),
      buttons(
        { label: '返却した', style: 'primary', action: { do: 'open', form: `${kind.name}/giveBack`, case: id } },
        { label: '延長を申請', action: { do: 'open', form: `${kind.name}/extend`, case: id } },
        ...(step < 2 ? [] : [lostButton(kind, id)]),
      ),
    ],
  };
};

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
  const title = `${numberOf(kind, run.id)} 返却予定日を過ぎています`;
  return {
    title,
    tone: 'attention',
    notice: title,
    blocks: [
      text(
        `${nameOf(run.ctx.dir, request.requester)}さんの${kind.label}「${kind.subject(request.values)}」が、返却予定日(${showDate(due)})を過ぎています。`,
      ),
      text(
        'ご本人に声をかけて、どこにあるかを確かめてください。見当たらないときは、事故として報告してください。(対策基準 7(1)(キ))',
      ),
      buttons({ label: 'カードを開く', action: { do: 'press', verb: 'show', case: run.id } }, lostButton(kind, run.id)),
    ],
  };
};
