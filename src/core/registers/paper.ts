import type { Fact } from '../facts.ts';
import type { Ctx } from '../feature.ts';
import type { AnyKind } from '../requests/kind.ts';
import type { Request, RequestIn } from '../requests/request.ts';
import { fact } from '../requests/run.ts';
import { postName } from '../requests/seats.ts';
import { dueStepAt, dueSteps } from '../requests/timers.ts';
import { nameOf } from '../requests/words.ts';
import { instantAt, jstDate, showDate } from '../time.ts';
import type { PaperEntry } from './paper-rows.ts';

const step = '紙の台帳から取り込み';

/** Permitted on paper before Mamori was here: its first step says so, whatever happens later. */
export const cameFromPaper = (request: Request): boolean => request.history[0]?.what === step;

/** What stood on paper as the case it would be, had it been decided here. */
export const paperRequest = (ctx: Ctx, kind: AnyKind, entry: PaperEntry): RequestIn<'approved'> => {
  const { requester, unit, values, permittedBy, permittedOn } = entry;
  const last = dueSteps(kind.period(values)?.until ?? permittedOn, ctx.settings).length - 1;
  return {
    kind: kind.name,
    requester,
    unit,
    values,
    revision: 1,
    changes: [],
    history: [
      {
        at: ctx.now,
        by: 'clock',
        what: step,
        note: `${showDate(permittedOn)}に${nameOf(ctx.dir, permittedBy)}さんが許可`,
      },
    ],
    seen: [],
    status: 'approved',
    verdicts: [
      { by: permittedBy, post: postName(ctx.dir, permittedBy, permittedOn), at: instantAt(permittedOn, '00:00') },
    ],
    // Long overdue already: the last reminder still goes out, so that somebody hears of it.
    dueStep: Math.min(dueStepAt(ctx, kind, { values }), last),
  };
};

/** What the ledger says about it: codes and dates for ever, what was written down beside them. */
export const paperFact = (id: string, kind: AnyKind, request: RequestIn<'approved'>, known: boolean): Fact => {
  const [verdict] = request.verdicts;
  return fact(
    { id, by: 'operator' },
    'request.importedFromPaper',
    {
      kind: kind.name,
      unit: request.unit,
      requester: request.requester,
      ...kind.record(request.values),
      permittedBy: known ? (verdict?.by ?? '') : '',
      permittedOn: verdict ? jstDate(verdict.at) : '',
      post: verdict?.post ?? '',
    },
    { details: { values: request.values as never, permittedBy: verdict?.by ?? '' } },
  );
};

/** The same line of paper gives the same text, in a file or as a case: what is here already is known by it. */
export const paperText = (request: RequestIn<'approved'> | Request): string => {
  const verdict = 'verdicts' in request ? request.verdicts[0] : undefined;
  return JSON.stringify([
    request.requester,
    sorted(request.values),
    verdict?.by ?? '',
    verdict ? jstDate(verdict.at) : '',
  ]);
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
};
