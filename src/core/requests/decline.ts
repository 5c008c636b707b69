import { plusOfficeHours } from '../calendar.ts';
import { showTime } from '../time.ts';
import { mayFill } from './entitled.ts';
import { tellOwners } from './notes.ts';
import { baseOf, type Request, withSeats } from './request.ts';
import { type Decided, decided, fact, type Run, told } from './run.ts';
import { verdictData, verdictOf } from './verdict-of.ts';

type Said = { version: number | undefined; said: string };

/** 差し戻し with a question; 却下 with a reason. */
export const sendBack = (run: Run, request: Request, { version, said }: Said): Decided => {
  const may = mayFill(run, request, 'sendBack', version);
  if (!may.ok) return may;
  const verdict = verdictOf(run, may.value.as);
  const next: Request = {
    ...baseOf(request),
    status: 'returned',
    by: run.by,
    question: said,
    history: told(request, run, '差し戻し', said, verdict.deputyFor),
  };
  const done = fact(run, 'request.sentBack', verdictData(verdict), {
    details: { question: said },
    onBehalfOf: verdict.deputyFor,
  });
  return decided(next, [done], { pings: tellOwners(run, next, verdict, '差し戻し', said) });
};

export const turnDown = (run: Run, request: Request, { version, said }: Said): Decided => {
  const may = mayFill(run, request, 'refuse', version);
  if (!may.ok) return may;
  const verdict = verdictOf(run, may.value.as);
  const next: Request = {
    ...baseOf(request),
    status: 'refused',
    verdict,
    why: said,
    history: told(request, run, '却下', said, verdict.deputyFor),
  };
  const done = fact(run, 'request.refused', verdictData(verdict), {
    details: { why: said },
    onBehalfOf: verdict.deputyFor,
  });
  return decided(next, [done], { pings: tellOwners(run, next, verdict, '却下', said) });
};

/** あとで: nothing is decided, the same person is reminded two office hours later. */
export const later = (run: Run, request: Request, version: number | undefined): Decided => {
  const may = mayFill(run, request, 'later', version);
  if (!may.ok) return may;
  const at = plusOfficeHours(run.ctx.now, 2, run.ctx.settings);
  const next = withSeats(request, (seat) => ({
    ...seat,
    later: [...seat.later.filter((each) => each.person !== run.by), { person: run.by, at }],
  }));
  const text = `${showTime(at)}ごろに、もう一度お知らせします。急ぐときは、いつでもこのカードから決められます。`;
  const card = {
    title: 'あとでお知らせします',
    tone: 'plain' as const,
    notice: 'あとでお知らせします',
    blocks: [{ kind: 'text' as const, text }],
  };
  return decided(next, [fact(run, 'request.deferred', { until: at })], { reply: { kind: 'say', card } });
};
