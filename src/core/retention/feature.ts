import { text } from '../card.ts';
import type { Fact } from '../facts.ts';
import type { CaseAsk, Ctx, Decision, Feature, Found, Projection } from '../feature.ts';
import { text as textField } from '../fields.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { readForm, viewForm } from '../form-schema.ts';
import type { PersonId } from '../outbound.ts';
import { roleHolders, rolesOf } from '../people/roles.ts';
import { ok, type Refusal, type Result, refuse } from '../result.ts';
import { jstDate } from '../time.ts';
import { offerCard, offerNumber } from './cards.ts';
import { Offer, type OfferIn, totalOf } from './offer.ts';

/** The 情報セキュリティ管理者 in their own right, or the 責任者: what is erased does not come back, so no deputy decides it. */
export const mayErase = ({ dir, now }: Pick<Ctx, 'dir' | 'now'>, person: PersonId): boolean =>
  rolesOf(dir, person, jstDate(now)).some(
    ({ role, deputyFor }) => !deputyFor && (role === 'securityManager' || role === 'chiefOfficer'),
  );

/** Whom the monthly offer goes to: the 情報セキュリティ管理者, or the 責任者 where the post is vacant. */
export const askedFor = ({ dir, now }: Pick<Ctx, 'dir' | 'now'>): PersonId[] => {
  const on = jstDate(now);
  const unit = dir.data.roles.securityManagerUnit;
  const managers = roleHolders(dir, 'securityManager', unit, on).filter(({ deputyFor }) => !deputyFor);
  const found = managers.length > 0 ? managers : roleHolders(dir, 'chiefOfficer', undefined, on);
  return [...new Set(found.filter(({ deputyFor }) => !deputyFor).map(({ person }) => person))];
};

const fields = { why: textField({ label: '消さない理由', max: 200 }) };

const keepForm = (context: FormContext, raw: RawValues, refusal?: Refusal): Form => ({
  name: 'retention/keep',
  title: '今月は消さない',
  submit: '送信',
  context,
  intro: [
    ...(refusal ? [text(refusal.text, 'strong')] : []),
    text('来月また点検の結果が届きます。案件ごとに残すときは、運用の担当に「保全」を頼んでください。'),
  ],
  fields: viewForm(fields, raw, { errors: refusal?.fields ?? {}, shown: (id) => id }),
});

const fact = (id: string, actor: string, type: string, data: Fact['data'], details?: Fact['details']): Fact => ({
  ...{ chain: id, type, actor, subject: id, data },
  ...(details ? { details } : {}),
});

/** Who decides, while there is something to decide. */
const deciderOf = (ctx: Ctx, offer: Offer): Result<{ by: PersonId; offer: OfferIn<'offered'> }> => {
  if (ctx.actor.is !== 'person' || !mayErase(ctx, ctx.actor.person.id))
    return refuse('not-entitled', '消すかどうかを決められるのは、情報セキュリティ管理者と情報セキュリティ責任者です。');
  if (offer.status !== 'offered')
    return refuse('not-now', 'この点検は、もう決まっています。新しいカードを見てください。');
  return ok({ by: ctx.actor.person.id, offer });
};

const erase = (ctx: Ctx, { id, state }: Found<Offer>, version: number | undefined): Result<Decision<Offer>> => {
  const may = deciderOf(ctx, state);
  if (!may.ok) return may;
  const { by, offer } = may.value;
  if (version !== totalOf(offer)) return refuse('stale', '件数が変わっています。新しいカードを確かめてください。');
  const counts = Object.fromEntries(offer.counts.map(({ kind, count }) => [kind, count]));
  return ok({
    next: { ...offer, status: 'erasing', by, at: ctx.now, erased: 0 },
    facts: [fact(id, by, 'retention.decided', { month: offer.month, total: totalOf(offer), counts })],
    reply: { kind: 'done' },
  });
};

const keep = (ctx: Ctx, { id, state }: Found<Offer>, values: RawValues): Result<Decision<Offer>> => {
  const may = deciderOf(ctx, state);
  if (!may.ok) return may;
  const read = readForm(fields, values);
  if (!read.ok) return read;
  const { by, offer } = may.value;
  return ok({
    next: { ...offer, status: 'kept', by, at: ctx.now, why: read.value.why },
    facts: [fact(id, by, 'retention.kept', { month: offer.month, total: totalOf(offer) }, { why: read.value.why })],
    reply: { kind: 'done' },
  });
};

/** So many more are erased; `rest`: there are still some. */
export const erasedMore = (
  ctx: Ctx,
  { id, state }: Found<Offer>,
  more: number,
  rest: boolean,
): Decision<Offer> | undefined => {
  if (state.status !== 'erasing') return undefined;
  const erased = state.erased + more;
  const data = { month: state.month, erased };
  return {
    next: rest ? { ...state, erased } : { ...state, status: 'done', erased, doneAt: ctx.now },
    facts: rest ? [] : [fact(id, state.by, 'retention.done', data)],
    reply: { kind: 'done' },
  };
};

const decide = (ctx: Ctx, ask: CaseAsk, found: Found<Offer> | undefined): Result<Decision<Offer>> => {
  if (!found) return refuse('gone', 'この点検が見つかりません。');
  if (ask.type === 'press' && ask.verb === 'erase') return erase(ctx, found, ask.version);
  if (ask.type === 'submit' && ask.form === 'retention/keep') return keep(ctx, found, ask.values);
  if (ask.type === 'wake') return ok({ facts: [], reply: { kind: 'done' } });
  return refuse('no-such-step', 'この操作は、いまはできません。');
};

const project = (ctx: Ctx, id: string, version: number, offer: Offer): Projection => ({
  status: offer.status,
  open: offer.status === 'offered' || offer.status === 'erasing',
  unit: ctx.dir.data.roles.securityManagerUnit ?? '',
  owner: offer.asked[0] ?? '',
  involved: offer.asked.map((person) => ({ person, as: offer.status === 'offered' ? 'approver' : 'reader' })),
  slots: offer.asked.map((person) => ({
    slot: `case/${id}/${person}`,
    to: { person },
    lane: 'note' as const,
    card: offerCard(ctx, id, offer),
  })),
  // A name of its own for each piece: a timer that has fired is not set again.
  timers: offer.status === 'erasing' ? [{ id: `${id}/erase/${version}`, subject: id, what: 'erase', at: ctx.now }] : [],
});

/** Whether what is past its time may be erased (2-4(4)): asked once a month, decided by people, done by the clock. */
export const retention: Feature<Offer> = {
  kinds: ['retention'],
  read: (state) => Offer.parse(state),
  open: (ctx, form, context, found) => {
    if (form !== 'retention/keep' || !found) return refuse('no-such-step', 'この操作は、いまはできません。');
    const may = deciderOf(ctx, found.state);
    return may.ok ? ok(keepForm(context, {})) : may;
  },
  redraw: (_ctx, ask, _found, refusal) => ok(keepForm(ask.context, ask.values, refusal)),
  decide,
  project,
  line: (_ctx, id, offer) => `${offerNumber(id)} ${totalOf(offer)}件`,
};
