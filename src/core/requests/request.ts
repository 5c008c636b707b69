import { z } from 'zod';

const instant = z.string().min(20);
const personId = z.string().min(1);
const role = z.enum(['informationManager', 'infrastructureManager', 'securityManager', 'chiefOfficer']);

/** A decision one approver made; the record names the deputy and whom they stood in for. */
const Verdict = z.object({
  by: personId,
  deputyFor: personId.optional(),
  /** The decider's post of that day: 「企画部 調査グループ グループリーダー」. */
  post: z.string(),
  at: instant,
  conditions: z.string().optional(),
  /** Number of the imported policy it was decided under; 0 before any was imported, absent in older records. */
  policy: z.number().int().nonnegative().optional(),
  /** A shorter period than asked for. */
  until: z.string().optional(),
  /** 「上位者がいないため」 */
  note: z.string().optional(),
});
export type Verdict = z.infer<typeof Verdict>;

/** One thing that somebody of a role must do: decide, decide an extension, confirm a return. */
const Seat = z.object({
  role,
  /** Other roles asked at the same time: any one of them decides. */
  beside: z.array(role).optional(),
  /** How far up the chain it has been asked: levels 0 … level may act. */
  level: z.number().int().nonnegative(),
  asked: z.array(z.object({ person: personId, deputyFor: personId.optional(), level: z.number(), at: instant })),
  since: instant,
  reminded: z.number().int().nonnegative(),
  /** あとで: who wants to be reminded when. */
  later: z.array(z.object({ person: personId, at: instant })),
  /** Nobody further up: whoever runs the bot has been told. */
  stuck: z.boolean().optional(),
  verdict: Verdict.optional(),
});
export type Seat = z.infer<typeof Seat>;

/** What has happened, as the card tells it; the ledger holds the full record. */
const Step = z.object({
  at: instant,
  by: z.string(),
  what: z.string(),
  note: z.string().optional(),
  deputyFor: personId.optional(),
});
export type Step = z.infer<typeof Step>;

const base = {
  kind: z.string(),
  requester: personId,
  /** Who filed it for somebody without an account. */
  filedBy: personId.optional(),
  unit: z.string(),
  values: z.record(z.string(), z.unknown()),
  /** Grows when what an approver would decide on changes: buttons of an older revision no longer count. */
  revision: z.number().int().positive(),
  /** What the last resubmission changed: 「目的: 出張 → 研修」. */
  changes: z.array(z.string()),
  history: z.array(Step),
  /** Everybody who ever got an approver's card: their copies stay true. */
  seen: z.array(personId),
};

const Grant = { until: z.string().optional(), conditions: z.string().optional(), verdicts: z.array(Verdict) };
/** 「返却した」 and its like: who said so, and what they told with it. */
const HandedIn = z.object({ at: instant, by: personId, said: z.record(z.string(), z.unknown()).default({}) });

/** What was decided on requests like this one in the year before. Kept only while it is pending: it quotes other cases. */
const Similar = z.object({
  approved: z.number(),
  refused: z.number(),
  conditions: z.array(z.string()),
  more: z.boolean(),
});
export type Similar = z.infer<typeof Similar>;

export const Request = z.discriminatedUnion('status', [
  z.object({
    ...base,
    status: z.literal('draft'),
    stop: z.object({ clause: z.string(), text: z.string(), never: z.literal(true).optional() }),
    consulted: z.array(personId),
  }),
  z.object({ ...base, status: z.literal('pending'), seats: z.array(Seat), similar: Similar.optional() }),
  z.object({ ...base, status: z.literal('conditional'), seats: z.array(Seat), ...Grant }),
  z.object({ ...base, status: z.literal('returned'), by: personId, question: z.string() }),
  z.object({
    ...base,
    status: z.literal('approved'),
    ...Grant,
    /** How many of the due-date reminders have gone out. */
    dueStep: z.number().int().nonnegative(),
    extension: z.object({ until: z.string(), reason: z.string(), seat: Seat }).optional(),
  }),
  z.object({
    ...base,
    status: z.literal('handedIn'),
    ...Grant,
    handedIn: HandedIn,
    seat: Seat,
    revoked: z.boolean(),
  }),
  z.object({
    ...base,
    status: z.literal('completed'),
    ...Grant,
    handedIn: HandedIn.optional(),
    confirmed: Verdict.optional(),
    /** What was answered in place of a decision. */
    answer: z.record(z.string(), z.unknown()).optional(),
    revoked: z.boolean(),
  }),
  z.object({ ...base, status: z.literal('refused'), verdict: Verdict, why: z.string() }),
  z.object({ ...base, status: z.literal('withdrawn') }),
  z.object({
    ...base,
    status: z.literal('revoked'),
    ...Grant,
    verdict: Verdict,
    why: z.string(),
    /** The thing may be outside: to be brought back at once. */
    outstanding: z.boolean(),
    dueStep: z.number().int().nonnegative(),
  }),
]);
export type Request = z.infer<typeof Request>;
export type Status = Request['status'];
export type RequestIn<S extends Status> = Extract<Request, { status: S }>;

/** The fields every status shares, to build the next state from. */
export type Base = Pick<
  Request,
  'kind' | 'requester' | 'filedBy' | 'unit' | 'values' | 'revision' | 'changes' | 'history' | 'seen'
>;

export const baseOf = (request: Base): Base => {
  const { kind, requester, filedBy, unit, values, revision, changes, history, seen } = request;
  return { kind, requester, ...(filedBy ? { filedBy } : {}), unit, values, revision, changes, history, seen };
};

/** Seats somebody still has to fill. */
export const openSeats = (request: Request): Seat[] => {
  switch (request.status) {
    case 'pending':
      return request.seats.filter((seat) => !seat.verdict);
    case 'approved':
      return request.extension ? [request.extension.seat] : [];
    case 'handedIn':
      return [request.seat];
    default:
      return [];
  }
};

/** The same state with its open seats changed by `change`. */
export const withSeats = (request: Request, change: (seat: Seat) => Seat): Request => {
  switch (request.status) {
    case 'pending':
      return { ...request, seats: request.seats.map((seat) => (seat.verdict ? seat : change(seat))) };
    case 'approved':
      return request.extension
        ? { ...request, extension: { ...request.extension, seat: change(request.extension.seat) } }
        : request;
    case 'handedIn':
      return { ...request, seat: change(request.seat) };
    default:
      return request;
  }
};
