import type { Reply } from '../ask.ts';
import type { Fact, Json } from '../facts.ts';
import type { Ctx, Decision } from '../feature.ts';
import type { Outbound, PersonId } from '../outbound.ts';
import type { JstDate } from '../people/directory.ts';
import { type Result, refuse } from '../result.ts';
import { jstDate } from '../time.ts';
import type { Base, Request } from './request.ts';
import type { route } from './seats.ts';

/** One decision under way: who asks, about which case, on which day. */
export type Run = { ctx: Ctx; id: string; by: PersonId; on: JstDate };

export type Decided = Result<Decision<Request>>;

/** Requests are for people the directory knows; the clock goes its own way. */
export const runAs = (ctx: Ctx, id: string): Result<Run> => {
  if (ctx.actor.is === 'person') return { ok: true, value: { ctx, id, by: ctx.actor.person.id, on: jstDate(ctx.now) } };
  return refuse(
    'unknown-person',
    'このチャットのアカウントが職員名簿と結び付いていないため、申請や承認はできません。総務部に、チャットで使っているメールアドレスを名簿に載せるよう頼んでください。事故の報告は、このままできます。',
  );
};

export const fact = (
  run: Pick<Run, 'id' | 'by'>,
  type: string,
  data: Readonly<Record<string, Json>>,
  more: { details?: Fact['details']; onBehalfOf?: PersonId | undefined } = {},
): Fact => ({
  chain: run.id,
  type,
  actor: run.by,
  subject: run.id,
  data,
  ...(more.details ? { details: more.details } : {}),
  ...(more.onBehalfOf ? { onBehalfOf: more.onBehalfOf } : {}),
});

export const factsOf = (run: Pick<Run, 'id' | 'by'>, routed: ReturnType<typeof route>): Fact[] =>
  routed.facts.map(({ type, data }) => fact(run, type, data));

/** The state's history with one step more. */
export const told = (request: Base, run: Run, what: string, note?: string, deputyFor?: PersonId): Base['history'] => [
  ...request.history,
  { at: run.ctx.now, by: run.by, what, ...(note ? { note } : {}), ...(deputyFor ? { deputyFor } : {}) },
];

export const decided = (
  next: Request,
  facts: readonly Fact[],
  more: { pings?: readonly Outbound[]; reply?: Reply } = {},
): Decided => ({
  ok: true,
  value: { next, facts, pings: more.pings ?? [], reply: more.reply ?? { kind: 'done' } },
});

/** The requester and whoever filed it for them: they withdraw, accept, bring back; they never decide. */
export const isOwner = (request: Base, person: PersonId): boolean =>
  person === request.requester || person === request.filedBy;

/** The requester, and whoever filed it for them. */
export const owners = (request: Base): PersonId[] => [request.requester, ...(request.filedBy ? [request.filedBy] : [])];

/** Owners who can get a card: somebody without an account is served by whoever filed it. */
export const reachedOwners = ({ dir }: Pick<Ctx, 'dir'>, request: Base): PersonId[] =>
  owners(request).filter((person) => person !== request.requester || !request.filedBy || dir.reachable(person));
