import { plusBusinessDays, rollForward } from '../calendar.ts';
import type { Involvement, Timer } from '../case.ts';
import type { CaseAsk, Ctx, Decision, Feature, Found, Projection } from '../feature.ts';
import type { Outbound, PersonId } from '../outbound.ts';
import { roleHolders } from '../people/roles.ts';
import { ok, type Result, refuse } from '../result.ts';
import { instantAt, jstDate } from '../time.ts';
import { accessCard, leaverCard, moveNumber, principalCard, receiverCard } from './cards.ts';
import { type Going, stillGoes } from './chart.ts';
import { Move } from './move.ts';
import { outOf } from './out.ts';
import { accessKeepers, receivers, termsOf } from './who.ts';

type Step = Result<Decision<Move>>;

const noStep = refuse('no-such-step', 'この操作は、いまはできません。');
const notYours = refuse('not-yours', 'この操作は、いまのあなたにはできません。');
const nothing = ok({ facts: [], reply: { kind: 'done' as const } });

const fact = (id: string, move: Move, type: string, actor: string) => ({
  chain: id,
  type,
  actor,
  subject: id,
  data: { person: move.person, type: move.type, last: move.last },
});

/** What is begun when the chart says that somebody goes. */
export const begun = (ctx: Ctx, id: string, going: Going, devices: Move['devices']): Decision<Move> => {
  const out = outOf(ctx, going.person, ctx.related ?? []);
  const first: Move = { ...going, status: 'open', out, devices, keepers: [], revision: 1 };
  const next = { ...first, keepers: keepersOf(ctx, first) };
  return { next, facts: [fact(id, next, 'move.begun', 'clock')], reply: { kind: 'done' } };
};

const keepersOf = (ctx: Ctx, move: Move): PersonId[] => [
  ...receivers(ctx, move),
  ...accessKeepers(ctx, move),
  ...termsOf(ctx, move).map(({ principal }) => principal),
];

const grown = ({ id, state }: Found<Move>, change: Partial<Move>, type: string, actor: string): Step => {
  const next: Move = { ...state, ...change, revision: state.revision + 1 };
  const over = next.returned !== undefined && next.access !== undefined;
  return ok({
    next: over ? { ...next, status: 'done' } : next,
    facts: [fact(id, next, type, actor), ...(over ? [fact(id, next, 'move.done', actor)] : [])],
    reply: { kind: 'done' },
  });
};

/** What is out as it stands today; the chart may have taken it all back. */
const renewed = (ctx: Ctx, found: Found<Move>): Step => {
  const { state, id } = found;
  if (!stillGoes(ctx.dir, state)) {
    const next: Move = { ...state, status: 'void', revision: state.revision + 1 };
    return ok({ next, facts: [fact(id, next, 'move.void', 'clock')], reply: { kind: 'done' } });
  }
  const out = outOf(ctx, state.person, ctx.related ?? []);
  const keepers = keepersOf(ctx, state);
  const same = JSON.stringify([out, keepers]) === JSON.stringify([state.out, state.keepers]);
  if (same) return nothing;
  return ok({ next: { ...state, out, keepers, revision: state.revision + 1 }, facts: [], reply: { kind: 'done' } });
};

const ring = (id: string, day: string, people: readonly PersonId[], card: (person: PersonId) => Outbound['card']) =>
  people.map(
    (person): Outbound => ({ slot: `ring/${id}/${day}/${person}`, to: { person }, lane: 'note', card: card(person) }),
  );

/** On the last day everybody is told once more; late ones with the 情報セキュリティ管理者. */
const reminded = (ctx: Ctx, found: Found<Move>, what: string): Step => {
  const drawn = renewed(ctx, found);
  if (!drawn.ok || drawn.value.next?.status === 'void') return drawn;
  const { id } = found;
  // A step forward in any case: the next reminder follows from it.
  const move = drawn.value.next ?? { ...found.state, revision: found.state.revision + 1 };
  const day = jstDate(ctx.now);
  const access = move.access ? [] : accessKeepers(ctx, move);
  const receive = move.returned ? [] : receivers(ctx, move);
  const told =
    what === 'late' ? roleHolders(ctx.dir, 'securityManager', undefined, day).map(({ person }) => person) : [];
  const others = told.filter((person) => person !== move.person && ![...access, ...receive].includes(person));
  const leaver = what === 'day' && !move.read ? [move.person] : [];
  return ok({
    ...drawn.value,
    next: move,
    facts: [...drawn.value.facts, fact(id, move, 'move.reminded', 'clock')],
    pings: [
      ...ring(id, day, [...new Set(receive)], () => receiverCard(ctx, id, move)),
      ...ring(id, `${day}/access`, [...new Set(access)], () => accessCard(ctx, id, move)),
      ...ring(id, day, others, () =>
        receiverCard(ctx, id, { ...move, returned: move.returned ?? { at: ctx.now, by: '' } }),
      ),
      ...ring(id, day, leaver, () => leaverCard(ctx, id, move)),
    ],
  });
};

const woken = (ctx: Ctx, ask: Extract<CaseAsk, { type: 'wake' }>, found: Found<Move> | undefined): Step => {
  if (found?.state.status !== 'open') return nothing;
  return ask.what === 'day' || ask.what === 'late' ? reminded(ctx, found, ask.what) : renewed(ctx, found);
};

const receive = (ctx: Ctx, found: Found<Move>, me: PersonId): Step => {
  const { state } = found;
  if (!receivers(ctx, state).includes(me)) return notYours;
  if (state.returned) return refuse('already', '返却は、もう記録されています。');
  const out = outOf(ctx, state.person, ctx.related ?? []);
  const back = out.filter((each) => each.back);
  if (back.length > 0)
    return refuse(
      'still-out',
      `まだ返っていないものがあります。先に、返却の手続きをしてください。\n${back.map(({ line }) => line).join('\n')}`,
    );
  return grown(found, { out, returned: { at: ctx.now, by: me } }, 'move.returned', me);
};

const press = (ctx: Ctx, verb: string, found: Found<Move>, me: PersonId): Step => {
  const { state } = found;
  if (state.status !== 'open') return refuse('over', 'この件は、もう終わっています。');
  if (verb === 'returned') return receive(ctx, found, me);
  if (verb === 'read')
    return me === state.person ? grown(found, { read: { at: ctx.now, by: me } }, 'move.read', me) : notYours;
  if (verb !== 'access') return noStep;
  if (!accessKeepers(ctx, state).includes(me)) return notYours;
  if (state.access) return refuse('already', 'もう記録されています。');
  return grown(found, { access: { at: ctx.now, by: me } }, 'move.access', me);
};

const decide: Feature<Move>['decide'] = (ctx, ask, found) => {
  if (ask.type === 'wake') return woken(ctx, ask, found);
  if (!found || ctx.actor.is !== 'person' || ask.type !== 'press') return noStep;
  return press(ctx, ask.verb, found, ctx.actor.person.id);
};

/** The morning of the last day, and the business day after it while something is still to be done. */
const timersOf = (ctx: Ctx, id: string, { status, last }: Move): Timer[] => {
  if (status !== 'open') return [];
  const { settings } = ctx;
  const morning = (day: string): string => instantAt(day, settings.officeFrom);
  const day = morning(rollForward(last, settings));
  const after = plusBusinessDays(last, 1, settings);
  const late = morning(after) > ctx.now ? after : plusBusinessDays(jstDate(ctx.now), 3, settings);
  return [
    ...(day > ctx.now ? [{ id: `${id}/day`, subject: id, what: 'day', at: day }] : []),
    { id: `${id}/late/${late}`, subject: id, what: 'late', at: morning(late) },
  ];
};

const project = (ctx: Ctx, id: string, _version: number, move: Move): Projection => {
  const open = move.status === 'open';
  const [receive, access] = [receivers(ctx, move), accessKeepers(ctx, move)];
  const principals = [...new Set(termsOf(ctx, move).map(({ principal }) => principal))];
  const slot = (person: PersonId, card: Outbound['card'], part = ''): Outbound => ({
    slot: `case/${id}/${part}${person}`,
    to: { person },
    lane: 'card',
    card,
  });
  const waits = [...(move.returned ? [] : receive), ...(move.access ? [] : access)];
  const involved: Involvement[] = [
    { person: move.person, as: 'owner' },
    ...(open ? [...new Set(waits)].map((person): Involvement => ({ person, as: 'approver' })) : []),
  ];
  // Somebody who is asked for both has both on two cards: each is ended by its own button.
  const both = access.filter((person) => receive.includes(person));
  return {
    status: move.status,
    open,
    unit: move.unit,
    owner: move.person,
    involved,
    slots: [
      ...(ctx.dir.postsOf(move.person, jstDate(ctx.now)).length > 0
        ? [slot(move.person, leaverCard(ctx, id, move))]
        : []),
      ...receive.map((person) => slot(person, receiverCard(ctx, id, move))),
      ...access.map((person) => slot(person, accessCard(ctx, id, move), both.includes(person) ? 'access/' : '')),
      ...principals
        .filter((person) => ![...receive, ...access, move.person].includes(person))
        .map((person) => slot(person, principalCard(ctx, id, move))),
    ],
    timers: timersOf(ctx, id, move),
  };
};

/** Transfer and leaving (2-7(1)(コ), 2-8(2)(イ)②): begun by what the chart says. */
export const moves: Feature<Move> = {
  kinds: ['move'],
  read: (state) => Move.parse(state),
  open: () => noStep,
  redraw: () => noStep,
  decide,
  project,
  line: (ctx, id, move) => `${moveNumber(id)} ${ctx.dir.person(move.person)?.name ?? move.person}`,
  related: (_ctx, _ask, state) => (state ? { involving: state.person } : undefined),
};
