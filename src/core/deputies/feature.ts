import { text } from '../card.ts';
import type { CaseAsk, Ctx, Decision, Feature, Found, Projection } from '../feature.ts';
import { choice, date, person } from '../fields.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { type Fields, readForm, viewForm } from '../form-schema.ts';
import type { Outbound, PersonId } from '../outbound.ts';
import { mayNameDeputy } from '../people/deputies.ts';
import type { DeputyRole } from '../people/directory.ts';
import { resolvePerson } from '../people/resolve.ts';
import { rolesOf } from '../people/roles.ts';
import { ok, type Refusal, type Result, refuse } from '../result.ts';
import { instantAt, jstDate, plusDays, showDate } from '../time.ts';
import { awayCard, deputyCard, principalCard, roleWords } from './cards.ts';
import { DeputyTerm } from './deputy.ts';

const unknown = (): Result<never> =>
  refuse(
    'unknown-person',
    'このチャットのアカウントが職員名簿と結び付いていないため、代行者を決められません。総務部に連絡してください。',
  );

/** Only the two roles of 2-9(3), and only those the person holds in their own right. */
const ownRoles = (ctx: Ctx, by: PersonId): DeputyRole[] => [
  ...new Set(
    rolesOf(ctx.dir, by, jstDate(ctx.now)).flatMap(({ role, deputyFor }) =>
      !deputyFor && (role === 'informationManager' || role === 'infrastructureManager') ? [role] : [],
    ),
  ),
];

const fieldsFor = (roles: readonly DeputyRole[]): Fields => ({
  ...(roles.length > 1
    ? {
        role: choice({
          label: '代行してもらう役割',
          options: roles.map((role) => ({ value: role, label: roleWords[role] })),
        }),
      }
    : {}),
  deputy: person({ label: '代行者', hint: '氏名か職員番号' }),
  from: date({ label: '開始日' }),
  until: date({ label: '終了日', hint: '最長3か月。終わりの日は必ず決めます' }),
});

const draw = (ctx: Ctx, context: FormContext, raw: RawValues, refusal?: Refusal): Result<Form> => {
  if (ctx.actor.is !== 'person') return unknown();
  const roles = ownRoles(ctx, ctx.actor.person.id);
  if (roles.length === 0)
    return refuse('not-the-role', '代行者を決められるのは、情報管理者と情報基盤管理者です。(対策基準 9(3))');
  return ok({
    name: 'deputy/new',
    title: '代行者の指名',
    submit: '送信',
    context,
    intro: [
      ...(refusal ? [text(refusal.text, 'strong')] : []),
      text('留守のあいだ、あなたの代わりに承認できる方を決めます。(対策基準 9(3))'),
    ],
    fields: viewForm(fieldsFor(roles), raw, {
      errors: refusal?.fields ?? {},
      shown: (id) => ctx.dir.person(id)?.name ?? id,
    }),
  });
};

const name = (ctx: Ctx, ask: Extract<CaseAsk, { type: 'submit' }>, fresh: string): Result<Decision<DeputyTerm>> => {
  if (ctx.actor.is !== 'person') return unknown();
  const by = ctx.actor.person.id;
  const roles = ownRoles(ctx, by);
  const read = readForm(fieldsFor(roles), ask.values);
  if (!read.ok) return read;
  const values = read.value as { role?: DeputyRole; deputy: string; from: string; until: string };
  const deputy = resolvePerson(ctx.dir, values.deputy);
  if (!deputy.ok) return refuse('invalid', deputy.refusal.text, { deputy: deputy.refusal.text });
  const role = values.role ?? roles[0] ?? 'informationManager';
  const term = { principal: by, deputy: deputy.value, role, from: values.from, until: values.until };
  const may = mayNameDeputy(ctx.dir, term, jstDate(ctx.now));
  if (!may.ok) return may;
  return ok({
    next: { status: 'named', ...term, namedAt: ctx.now, cut: false },
    facts: [{ chain: fresh, type: 'deputy.named', actor: by, subject: deputy.value, data: { ...term } }],
    directory: { deputies: [{ id: fresh, ...term }] },
    reply: { kind: 'done' },
  });
};

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
  if (ctx.actor.is !== 'person' || ctx.actor.person.id !== found.state.principal)
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
    ],
    slots: [slot(term.principal, principalCard(ctx, id, term)), slot(term.deputy, deputyCard(ctx, term))],
    timers: open
      ? [{ id: `${id}/end`, subject: id, what: 'end', at: instantAt(plusDays(term.until, 1), ctx.settings.officeFrom) }]
      : [],
  };
};

/** A manager names a 代行者 for themselves, with an end (2-9(3)). */
export const deputies: Feature<DeputyTerm> = {
  kinds: ['deputy'],
  read: (state) => DeputyTerm.parse(state),
  open: (ctx, _form, context) => draw(ctx, context, {}),
  redraw: (ctx, ask, _found, refusal) => draw(ctx, ask.context, ask.values, refusal),
  decide,
  project,
  line: (ctx, _id, term) => `代行 ${ctx.dir.person(term.deputy)?.name ?? term.deputy}さん(${showDate(term.until)}まで)`,
  related: (_ctx, _ask, term) => term && { involving: term.principal },
};
