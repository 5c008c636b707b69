import type { Involvement } from '../case.ts';
import type { Ctx, Feature, Projection } from '../feature.ts';
import type { Outbound, PersonId } from '../outbound.ts';
import { jstDate } from '../time.ts';
import { afterOf } from './after.ts';
import { approverCard, oneLiner } from './approver-card.ts';
import { bystanderCard, requesterCard } from './cards.ts';
import { decideRequest } from './decide.ts';
import { kindOf, kinds } from './kinds.ts';
import { openForm } from './open-form.ts';
import { openSeats, Request } from './request.ts';
import { owners, reachedOwners, runAs } from './run.ts';
import { type Sitter, sittersNow } from './seats.ts';
import { similarIn } from './similar.ts';
import { readSubject } from './subject-person.ts';
import { timersOf } from './timers.ts';

/** Whose turn it is by the chart of this moment, among those it has reached: nobody gets a card before the record says so. */
const turns = (ctx: Ctx, request: Request): Map<PersonId, Sitter> => {
  const on = jstDate(ctx.now);
  const sitting = openSeats(request).flatMap((seat) => sittersNow(ctx.dir, request, seat, on));
  return new Map(
    sitting.filter(({ person }) => request.seen.includes(person)).map((sitter) => [sitter.person, sitter]),
  );
};

const isOpen = (request: Request): boolean => {
  switch (request.status) {
    case 'approved':
      return afterOf(kindOf(request.kind), request.values) !== undefined;
    case 'revoked':
      return request.outstanding;
    case 'completed':
    case 'refused':
    case 'withdrawn':
      return false;
    default:
      return true;
  }
};

const isOut = (request: Request): boolean =>
  afterOf(kindOf(request.kind), request.values) !== undefined &&
  (request.status === 'approved' || (request.status === 'revoked' && request.outstanding));

const project = (ctx: Ctx, id: string, _version: number, request: Request): Projection => {
  const waiting = turns(ctx, request);
  const card = (to: PersonId, drawn: Outbound['card']): Outbound => ({
    slot: `case/${id}/${to}`,
    to: { person: to },
    lane: 'card',
    card: drawn,
  });
  const others = request.seen.filter((person) => !owners(request).includes(person));
  const involved: Involvement[] = [
    ...owners(request).map((person) => ({ person, as: 'owner' as const })),
    ...[...waiting.keys()].map((person) => ({ person, as: 'approver' as const })),
    ...(isOut(request) ? owners(request).map((person) => ({ person, as: 'holder' as const })) : []),
    ...request.seen.filter((person) => !waiting.has(person)).map((person) => ({ person, as: 'reader' as const })),
  ];
  return {
    status: request.status,
    open: isOpen(request),
    unit: request.unit,
    owner: request.requester,
    involved,
    slots: [
      ...reachedOwners(ctx, request).map((person) => card(person, requesterCard(ctx, id, request))),
      ...others.map((person) => {
        const as = waiting.get(person);
        return card(person, as ? approverCard(ctx, id, request, as) : bystanderCard(ctx, id, request, person));
      }),
    ],
    timers: timersOf(ctx, id, kindOf(request.kind), request),
  };
};

/** A request that is sent is compared with those of its 部. */
const lookFor: Feature<Request>['related'] = (ctx, ask, state) => {
  const [name = '', step] = ask.type === 'submit' ? ask.form.split('/') : [];
  const as = runAs(ctx, '');
  const kind = kinds.find((each) => each.name === name);
  if (ask.type !== 'submit' || !as.ok || !kind || (step !== 'new' && step !== 'change')) return undefined;
  const subject = readSubject(ctx.dir, as.value.by, ask.values, as.value.on);
  const unit = state?.unit ?? (subject.ok ? subject.value.unit : undefined);
  return unit ? similarIn(as.value, kind, unit) : undefined;
};

/** Every kind of request, through one life. */
export const requests: Feature<Request> = {
  kinds: kinds.map((kind) => kind.name),
  read: (state) => Request.parse(state),
  open: (ctx, form, context, found) => openForm(ctx, form, context, found),
  redraw: (ctx, ask, found, refusal) =>
    openForm(ctx, ask.form, ask.context, found, {
      raw: ask.values,
      ...(ask.type === 'redraw' ? { more: ask.more } : {}),
      ...(refusal ? { say: refusal.text, errors: refusal.fields ?? {} } : {}),
    }),
  decide: decideRequest,
  project,
  line: oneLiner,
  related: lookFor,
  keepsPolicy: true,
};
