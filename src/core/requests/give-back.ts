import type { Card } from '../card.ts';
import { text } from '../card.ts';
import { refuse } from '../result.ts';
import { mayFill, mayOwn } from './entitled.ts';
import type { AnyKind } from './kind.ts';
import { kindOf } from './kinds.ts';
import { note, tellOwners } from './notes.ts';
import { baseOf, type Request } from './request.ts';
import { type Decided, decided, fact, factsOf, type Run, reachedOwners, told } from './run.ts';
import { unroutableNotes } from './runner-notes.ts';
import { newSeat, route } from './seats.ts';
import { dueStepAt } from './timers.ts';
import { verdictData, verdictOf } from './verdict-of.ts';
import { numberOf } from './words.ts';

type Back = { erased: string; note: string };

/** The borrower says it is back; somebody else confirms it (2-7(1)(キ)). */
export const giveBack = (run: Run, kind: AnyKind, request: Request, back: Back): Decided => {
  const may = mayOwn(run, request, 'approved', 'revoked');
  if (!may.ok) return may;
  const out = request.status === 'approved' || (request.status === 'revoked' && request.outstanding);
  if (!out || !kind.comesBack) return refuse('not-lent', 'この申請には、返却するものがありません。');
  const { verdicts, until, conditions } = request;
  const waiting: Request = {
    ...baseOf(request),
    history: told(request, run, '返却', back.note || undefined),
    revision: request.revision + 1,
    status: 'handedIn',
    verdicts,
    ...(until ? { until } : {}),
    ...(conditions ? { conditions } : {}),
    handedIn: { at: run.ctx.now, by: run.by, ...back },
    seat: newSeat('informationManager', run.ctx.now),
    revoked: request.status === 'revoked',
  };
  const routed = route(run.ctx.dir, waiting, run.ctx.now, run.on, 'handed-in');
  const said = fact(
    run,
    'request.handedIn',
    { erased: back.erased },
    back.note ? { details: { note: back.note } } : {},
  );
  return decided(routed.request, [said, ...factsOf(run, routed)], { pings: unroutableNotes(run, kind, routed) });
};

/** Seen with one's own eyes, data erased where there was any: the case is complete. */
export const confirmReturn = (run: Run, request: Request, version: number | undefined, checked: string): Decided => {
  const may = mayFill(run, request, 'confirmReturn', version);
  if (!may.ok) return may;
  if (request.status !== 'handedIn') return refuse('not-waiting', 'いまは、返却の確認を待っていません。');
  if (request.handedIn.erased === 'left' && checked !== 'both')
    return refuse('invalid', 'データが残っているとの申し出です。', {
      checked: '消えたことを確かめてから選んでください。まだのときは「まだ確認できない」を選んでください。',
    });
  const confirmed = verdictOf(run, may.value.as);
  const { seat: _, ...rest } = request;
  const next: Request = {
    ...rest,
    status: 'completed',
    confirmed,
    history: told(request, run, '返却を確認', undefined, confirmed.deputyFor),
  };
  const done = fact(
    run,
    'request.returnConfirmed',
    { ...verdictData(confirmed), erased: request.handedIn.erased, checked },
    { onBehalfOf: confirmed.deputyFor },
  );
  const title = `${numberOf(kindOf(request.kind), run.id)} 返却が確認されました`;
  const card: Card = { title, tone: 'good', notice: title, blocks: [text('これで完了です。ありがとうございました。')] };
  return decided(next, [done], {
    pings: reachedOwners(run.ctx, request).map((to) => note(run.id, to, `note/${next.history.length}`, card)),
  });
};

/** It is not back, or the data is still on it: the borrower is told what is missing. */
export const notReturned = (
  run: Run,
  kind: AnyKind,
  request: Request,
  version: number | undefined,
  said: string,
): Decided => {
  const may = mayFill(run, request, 'notReturned', version);
  if (!may.ok) return may;
  if (request.status !== 'handedIn') return refuse('not-waiting', 'いまは、返却の確認を待っていません。');
  const verdict = verdictOf(run, may.value.as);
  const { seat: _, handedIn: __, revoked, ...rest } = request;
  const base = { ...rest, revision: request.revision + 1, history: told(request, run, '返却を確認できず', said) };
  const next: Request = revoked
    ? { ...base, status: 'revoked', verdict, why: said, outstanding: true, dueStep: 2 }
    : { ...base, status: 'approved', dueStep: dueStepAt(run.ctx, kind, base) };
  const done = fact(run, 'request.returnNotConfirmed', verdictData(verdict), {
    details: { why: said },
    onBehalfOf: verdict.deputyFor,
  });
  return decided(next, [done], { pings: tellOwners(run, next, verdict, '返却を確認できませんでした', said) });
};
