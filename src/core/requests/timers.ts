import { afterQuiet, isQuiet, nextOfficeTime, plusBusinessDays, plusOfficeHours } from '../calendar.ts';
import type { Timer } from '../case.ts';
import type { Ctx } from '../feature.ts';
import type { Settings } from '../settings.ts';
import { instantAt, jstClock, jstDate, plusDays } from '../time.ts';
import { afterOf } from './after.ts';
import type { AnyKind } from './kind.ts';
import { openSeats, type Request, type Seat } from './request.ts';

/** When a seat nobody has filled is reminded: 4 office hours (configurable) after it was asked. */
export const remindAt = (seat: Seat, settings: Settings): string =>
  plusOfficeHours(seat.since, settings.remindAfterHours, settings);

/** When the next person up is asked too: 1 business day (configurable) later, same time of day. */
export const escalateAt = (seat: Seat, settings: Settings): string => {
  const start = nextOfficeTime(seat.since, settings);
  return instantAt(plusBusinessDays(jstDate(start), settings.escalateAfterDays, settings), jstClock(start));
};

type Granted = { values: Readonly<Record<string, unknown>>; until?: string | undefined };

/** The day by which what remains to be done is due: what was asked for, or the shorter or extended period that was granted. */
export const dueOn = (kind: AnyKind, request: Granted): string | undefined => {
  const after = afterOf(kind, request.values);
  return after && (request.until || after.on(request.values));
};

/** What is out and until when: also what must come back at once because the approval was revoked. */
export const outUntil = (kind: AnyKind, request: Request): string | undefined => {
  if (request.status === 'revoked') return request.outstanding ? jstDate(request.verdict.at) : undefined;
  return request.status === 'approved' ? dueOn(kind, request) : undefined;
};

/** The requester the day before and on the day, 情報管理者 too on +1, 情報セキュリティ管理者 too on +3 business days; at 9:00. */
export const dueSteps = (due: string, settings: Settings): string[] =>
  [plusDays(due, -1), due, plusBusinessDays(due, 1, settings), plusBusinessDays(due, 3, settings)].map((day) =>
    instantAt(day, settings.officeFrom),
  );

/** Steps whose time is over already when the clock starts to count are not caught up. */
export const dueStepAt = (ctx: Ctx, kind: AnyKind, request: Granted): number => {
  const due = dueOn(kind, request);
  return due ? dueSteps(due, ctx.settings).filter((at) => at <= ctx.now).length : 0;
};

/** Every wake-up the state wants from now on, none in the quiet hours. */
export const timersOf = (ctx: Ctx, id: string, kind: AnyKind, request: Request): Timer[] =>
  wakeUps(ctx, id, kind, request).map((timer) => ({ ...timer, at: calm(ctx, timer.at) }));

/** A wake-up that was missed and would come at night waits for the morning too. */
const calm = ({ now, settings }: Ctx, at: string): string =>
  afterQuiet(at <= now && isQuiet(now, settings) ? now : at, settings);

const wakeUps = (ctx: Ctx, id: string, kind: AnyKind, request: Request): Timer[] => {
  const seats = openSeats(request).flatMap((seat) => {
    const next = seat.reminded === 0 ? remindAt(seat, ctx.settings) : escalateAt(seat, ctx.settings);
    const name = `${id}/tend/${seat.role}`;
    return [
      { id: `${name}/${seat.reminded}`, subject: id, what: 'tend', at: next },
      ...seat.later.map((each) => ({ id: `${name}/later/${each.person}`, subject: id, what: 'tend', at: each.at })),
    ];
  });
  const due = outUntil(kind, request);
  if (!due || !('dueStep' in request)) return seats;
  const at = dueSteps(due, ctx.settings)[request.dueStep];
  return at ? [...seats, { id: `${id}/due/${request.dueStep}`, subject: id, what: 'due', at }] : seats;
};
