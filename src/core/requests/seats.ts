import type { Fact } from '../facts.ts';
import type { PersonId } from '../outbound.ts';
import { type Approver, approverChain, type Chain, type ChainAsk } from '../people/approvers.ts';
import type { ApproverRole, JstDate } from '../people/directory.ts';
import type { Directory } from '../people/lookup.ts';
import { afterOf } from './after.ts';
import type { SeatRole } from './kind.ts';
import { kindOf } from './kinds.ts';
import { type Base, openSeats, type Request, type RequestIn, type Seat, withSeats } from './request.ts';

/** An approver as the chart has them today, and how high in the chain they stand. */
export type Sitter = Approver & { level: number; role: ApproverRole; note?: string };

/** What the chart is asked for one seat: people who fill another seat of the same request do not fill this one too. */
export const askOf = (request: Base, seat: Pick<Seat, 'role' | 'beside'>, others: readonly PersonId[]): ChainAsk => ({
  requester: request.requester,
  ...(request.filedBy ? { filedBy: request.filedBy } : {}),
  unit: request.unit,
  role: seat.role,
  ...(seat.beside ? { beside: seat.beside } : {}),
  not: others,
});

const sitters = (chain: Chain): Sitter[] =>
  chain.levels.flatMap((level, at) =>
    level.approvers.map((approver) => ({
      ...approver,
      level: at,
      role: approver.role ?? level.role,
      ...(level.note ? { note: level.note } : {}),
    })),
  );

/** Who did what is to be confirmed, where the form asks for them by name. */
const doersOf = ({ kind, values, handedIn }: RequestIn<'handedIn'>): PersonId[] => {
  const field = afterOf(kindOf(kind), values)?.doer;
  const doer = field && handedIn.said[field];
  return typeof doer === 'string' && doer ? [doer] : [];
};

/** People of the other seats: whoever decided one (and whom they stood in for), and whoever is asked first on an earlier one. */
const othersOf = (request: Request, seat: Seat): PersonId[] => {
  if (request.status === 'handedIn') return doersOf(request);
  if (request.status !== 'pending') return [];
  const own = request.seats.findIndex((other) => other.role === seat.role);
  return request.seats.flatMap((other, at) => {
    if (at === own) return [];
    if (other.verdict) return [other.verdict.by, ...(other.verdict.deputyFor ? [other.verdict.deputyFor] : [])];
    return at < own ? other.asked.filter((asked) => asked.level === 0).map((asked) => asked.person) : [];
  });
};

export const chainOf = (dir: Directory, request: Request, seat: Seat, on: JstDate): Chain =>
  approverChain(dir, askOf(request, seat, othersOf(request, seat)), on);

/** Who may act on the seat at this moment: everybody up to the level it has reached. Never read from the card. */
export const sittersNow = (dir: Directory, request: Request, seat: Seat, on: JstDate): Sitter[] =>
  sitters(chainOf(dir, request, seat, on)).filter((sitter) => sitter.level <= seat.level);

/** The seat this person may fill, and as whom. */
export const seatFor = (
  dir: Directory,
  request: Request,
  person: PersonId,
  on: JstDate,
): { seat: Seat; as: Sitter } | undefined => {
  for (const seat of openSeats(request)) {
    const as = sittersNow(dir, request, seat, on).find((sitter) => sitter.person === person);
    if (as) return { seat, as };
  }
  return undefined;
};

const rolesIn = (seat: SeatRole): readonly [ApproverRole, ...ApproverRole[]] =>
  typeof seat === 'string' ? [seat] : seat;

export const newSeat = (roles: SeatRole, now: string): Seat => {
  const [role, ...beside] = rolesIn(roles);
  return { role, ...(beside.length > 0 ? { beside } : {}), ...unasked(now) };
};

const unasked = (now: string): Omit<Seat, 'role' | 'beside'> => ({
  level: 0,
  asked: [],
  since: now,
  reminded: 0,
  later: [],
});

type Routed = { request: Request; facts: Omit<Fact, 'chain' | 'subject' | 'actor'>[]; newlyAsked: PersonId[] };

/**
 * Asks whoever the chart of that day says, on every open seat. Run at submission, at each escalation and when the chart changes:
 * people already asked are not asked again, and every hop is recorded with the posts that were passed over.
 */
export const route = (dir: Directory, request: Request, now: string, on: JstDate, why: string): Routed => {
  const facts: Routed['facts'] = [];
  const newlyAsked: PersonId[] = [];
  const isLater = why === 'chart' || why === 'no-answer';
  // Whom a seat may ask depends on whom the seats before it have just asked.
  let so = request;
  const settled = (seat: Seat, next: Seat): Seat => {
    so = withSeats(so, (each) => (each === seat ? next : each));
    return next;
  };
  const routed = withSeats(request, (seat) => {
    const chain = chainOf(dir, so, seat, on);
    const level = Math.max(0, Math.min(seat.level, chain.levels.length - 1));
    const asked = sitters(chain).filter((sitter) => sitter.level <= level);
    const fresh = asked.filter(
      (sitter) =>
        !seat.asked.some((before) => before.person === sitter.person && before.deputyFor === sitter.deputyFor),
    );
    const gone = seat.asked.filter(
      (before) => !asked.some((sitter) => sitter.person === before.person && before.deputyFor === sitter.deputyFor),
    );
    if (fresh.length === 0 && gone.length === 0 && (seat.asked.length > 0 || isLater))
      return settled(seat, { ...seat, level });
    newlyAsked.push(...fresh.map((sitter) => sitter.person));
    facts.push({
      type: asked.length > 0 ? 'request.routed' : 'request.unroutable',
      data: {
        why,
        role: seat.role,
        asked: fresh.map(({ person, deputyFor, level: at, role }) => ({
          person,
          deputyFor: deputyFor ?? null,
          level: at,
          role,
        })),
        noLonger: gone.map((before) => before.person),
        passedOver: chain.skipped.map((skip) => ({ ...skip, person: skip.person ?? null })),
      },
    });
    const kept = seat.asked.filter((before) => !gone.includes(before));
    return settled(seat, {
      // Whoever is asked in the place of others has the whole time to answer.
      ...(kept.length === 0 ? { ...newSeat([seat.role, ...(seat.beside ?? [])], now), later: seat.later } : seat),
      level,
      asked: [
        ...kept,
        ...fresh.map(({ person, deputyFor, level: at }) => ({
          person,
          ...(deputyFor ? { deputyFor } : {}),
          level: at,
          at: now,
        })),
      ],
    });
  });
  const seen = [...new Set([...request.seen, ...newlyAsked])];
  return { request: { ...routed, seen }, facts, newlyAsked };
};

/** 「企画部 調査グループ グループリーダー」 as of that day, for the record (2-3(1)). */
export const postName = (dir: Directory, person: PersonId, on: JstDate): string => {
  const posts = dir.postsOf(person, on);
  const post = posts.find((held) => held.position !== '') ?? posts[0];
  return post ? `${dir.unitName(post.unit)} ${post.position || '職員'}`.trim() : '';
};

export const pendingAsks = (request: Request): ChainAsk[] =>
  openSeats(request).map((seat) => askOf(request, seat, othersOf(request, seat)));
