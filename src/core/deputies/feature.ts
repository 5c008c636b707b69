import { mayAdminister } from '../admin/offices.ts';
import type { CaseAsk, Ctx, Decision, Feature, Found, Projection } from '../feature.ts';
import type { Outbound, PersonId } from '../outbound.ts';
import { ok, type Result, refuse } from '../result.ts';
import { instantAt, jstDate, plusDays, showDate } from '../time.ts';
import { awayCard, deputyCard, principalCard } from './cards.ts';
import { DeputyTerm } from './deputy.ts';
import { drawNaming, name } from './name.ts';

const end = (ctx: Ctx, found: Found<DeputyTerm>, actor: string, cut: boolean): Result<Decision<DeputyTerm>> => {
  const { state, id } = found;
  if (state.status === 'ended') return ok({ facts: [], reply: { kind: 'done' } });
  const today = jstDate(ctx.now);
  // The last valid day is in the past from now on: an ended term must not decide today.
  const until = cut ? plusDays(today, -1) : state.until;
  const { principal, deputy, role, from } = state;
  const away: Outbound = {
    slot: `case/${id}/${principal}/away`,
    to: { person: principal },
    lane: 'note',
    card: awayCard(ctx, state, ctx.related ?? []),
  };
  return ok({
    next: { ...state, status: 'ended', cut },
    facts: [{ chain: id, type: 'deputy.ended', actor, subject: deputy, data: { principal, cut } }],
    directory: { deputies: [{ id, principal, deputy, role, from, until }] },
    pings: [away],
    reply: { kind: 'done' },
  });
};

/** The person stood in for; whoever named the deputy for them too, as long as that is theirs to do. */
const enders = (ctx: Ctx, { principal, namedBy }: DeputyTerm): PersonId[] => [
  principal,
  ...(namedBy !== undefined && mayAdminister(ctx.dir, namedBy, jstDate(ctx.now)) ? [namedBy] : []),
];

const decide = (
  ctx: Ctx,
  ask: CaseAsk,
  found: Found<DeputyTerm> | undefined,
  fresh: string,
): Result<Decision<DeputyTerm>> => {
  if (ask.type === 'submit' && !found) return name(ctx, ask, fresh);
  if (!found) return refuse('gone', 'この代行の記録が見つかりません。');
  if (ask.type === 'wake')
    return ask.what === 'end' ? end(ctx, found, 'clock', false) : ok({ facts: [], reply: { kind: 'done' } });
  if (ctx.actor.is !== 'person' || !enders(ctx, found.state).includes(ctx.actor.person.id))
    return refuse('not-owner', '代行を終えられるのは、指名したご本人だけです。(対策基準 9(3))');
  return ask.type === 'press' && ask.verb === 'end'
    ? end(ctx, found, ctx.actor.person.id, true)
    : refuse('no-such-step', 'この操作は、いまはできません。');
};

const project = (ctx: Ctx, id: string, _version: number, term: DeputyTerm): Projection => {
  const slot = (to: PersonId, card: Outbound['card']): Outbound => ({
    slot: `case/${id}/${to}`,
    to: { person: to },
    lane: 'card',
    card,
  });
  const open = term.status === 'named';
  return {
    status: term.status,
    open,
    unit: ctx.dir.postsOf(term.principal, jstDate(ctx.now))[0]?.unit ?? '',
    owner: term.principal,
    involved: [
      { person: term.principal, as: 'reader' },
      { person: term.deputy, as: 'reader' },
      ...(term.namedBy === undefined ? [] : [{ person: term.namedBy, as: 'reader' as const }]),
    ],
    slots: [
      slot(term.principal, principalCard(ctx, id, term)),
      slot(term.deputy, deputyCard(ctx, term)),
      ...(term.namedBy === undefined ? [] : [slot(term.namedBy, principalCard(ctx, id, term))]),
    ],
    timers: open
      ? [{ id: `${id}/end`, subject: id, what: 'end', at: instantAt(plusDays(term.until, 1), ctx.settings.officeFrom) }]
      : [],
  };
};

/** A manager names a 代行者 for themselves, with an end (2-9(3)). */
export const deputies: Feature<DeputyTerm> = {
  kinds: ['deputy'],
  read: (state) => DeputyTerm.parse(state),
  open: (ctx, _form, context) => drawNaming(ctx, context, {}),
  redraw: (ctx, ask, _found, refusal) => drawNaming(ctx, ask.context, ask.values, refusal),
  decide,
  project,
  line: (ctx, _id, term) => `代行 ${ctx.dir.person(term.deputy)?.name ?? term.deputy}さん(${showDate(term.until)}まで)`,
  related: (_ctx, _ask, term) => term && { involving: term.principal },
};
