import { mayAdminister } from '../admin/offices.ts';
import { text } from '../card.ts';
import type { CaseAsk, Ctx, Decision } from '../feature.ts';
import { choice, date, person } from '../fields.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { type Fields, readForm, viewForm } from '../form-schema.ts';
import type { PersonId } from '../outbound.ts';
import { mayNameDeputy } from '../people/deputies.ts';
import type { DeputyRole } from '../people/directory.ts';
import { resolvePerson } from '../people/resolve.ts';
import { rolesOf } from '../people/roles.ts';
import { ok, type Refusal, type Result, refuse } from '../result.ts';
import { jstDate } from '../time.ts';
import { roleWords } from './cards.ts';
import type { DeputyTerm } from './deputy.ts';

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

/** Somebody is away without having named anybody: the 管理者 or the 責任者 does it in their place. */
const mayForOthers = (ctx: Ctx, by: PersonId): boolean => mayAdminister(ctx.dir, by, jstDate(ctx.now));

const fieldsFor = (roles: readonly DeputyRole[], forOthers: boolean): Fields => ({
  ...(forOthers
    ? {
        principal: person({
          label: 'だれの代行者ですか',
          hint: roles.length > 0 ? '氏名か職員番号。ご自分のときは空のままにします' : '留守の方の氏名か職員番号',
          required: roles.length === 0,
        }),
      }
    : {}),
  ...(roles.length > 1 || forOthers
    ? {
        role: choice({
          label: '代行してもらう役割',
          options: (forOthers ? (['informationManager', 'infrastructureManager'] as const) : roles).map((role) => ({
            value: role,
            label: roleWords[role],
          })),
        }),
      }
    : {}),
  deputy: person({ label: '代行者', hint: '氏名か職員番号' }),
  from: date({ label: '開始日' }),
  until: date({ label: '終了日', hint: '最長3か月。終わりの日は必ず決めます' }),
});

export const drawNaming = (ctx: Ctx, context: FormContext, raw: RawValues, refusal?: Refusal): Result<Form> => {
  if (ctx.actor.is !== 'person') return unknown();
  const by = ctx.actor.person.id;
  const roles = ownRoles(ctx, by);
  const forOthers = mayForOthers(ctx, by);
  if (roles.length === 0 && !forOthers)
    return refuse('not-the-role', '代行者を決められるのは、情報管理者と情報基盤管理者です。(対策基準 9(3))');
  return ok({
    name: 'deputy/new',
    title: '代行者の指名',
    submit: '送信',
    context,
    intro: [
      ...(refusal ? [text(refusal.text, 'strong')] : []),
      text('留守のあいだ、あなたの代わりに承認できる方を決めます。(対策基準 9(3))'),
      ...(forOthers
        ? [
            text(
              'ご本人が決められないときは、留守の方の代行者も決められます。ご本人に知らせが届き、いつでも終えられます。ご自分を代行者にはできません。',
              'subtle',
            ),
          ]
        : []),
    ],
    fields: viewForm(fieldsFor(roles, forOthers), raw, {
      errors: refusal?.fields ?? {},
      shown: (id) => ctx.dir.person(id)?.name ?? id,
    }),
  });
};

type Naming = { principal?: string; role?: DeputyRole; deputy: string; from: string; until: string };

const atField = (field: string, code: string, say: string): Result<never> => refuse(code, say, { [field]: say });

/** For whom; for somebody else only where that is the namer's to do, and never with themselves as the deputy. */
const principalOf = (ctx: Ctx, by: PersonId, typed: string | undefined, deputy: PersonId): Result<PersonId> => {
  if (!typed) return ok(by);
  const found = resolvePerson(ctx.dir, typed);
  if (!found.ok) return atField('principal', 'invalid', found.refusal.text);
  if (found.value !== by && deputy === by)
    return atField(
      'deputy',
      'names-oneself',
      'ご自分を代行者にはできません。ほかの方を選んでください。(対策基準 9(3))',
    );
  return found;
};

export const name = (
  ctx: Ctx,
  ask: Extract<CaseAsk, { type: 'submit' }>,
  fresh: string,
): Result<Decision<DeputyTerm>> => {
  if (ctx.actor.is !== 'person') return unknown();
  const by = ctx.actor.person.id;
  const roles = ownRoles(ctx, by);
  const read = readForm(fieldsFor(roles, mayForOthers(ctx, by)), ask.values);
  if (!read.ok) return read;
  const values = read.value as Naming;
  const deputy = resolvePerson(ctx.dir, values.deputy);
  if (!deputy.ok) return atField('deputy', 'invalid', deputy.refusal.text);
  const principal = principalOf(ctx, by, values.principal, deputy.value);
  if (!principal.ok) return principal;
  const role = values.role ?? roles[0] ?? 'informationManager';
  const term = { principal: principal.value, deputy: deputy.value, role, from: values.from, until: values.until };
  const may = mayNameDeputy(ctx.dir, term, jstDate(ctx.now));
  if (!may.ok) return may;
  const forOther = principal.value !== by;
  return ok({
    next: { status: 'named', ...term, namedAt: ctx.now, cut: false, ...(forOther ? { namedBy: by } : {}) },
    facts: [
      {
        chain: fresh,
        type: 'deputy.named',
        actor: by,
        ...(forOther ? { onBehalfOf: principal.value } : {}),
        subject: deputy.value,
        data: { ...term },
      },
    ],
    directory: { deputies: [{ id: fresh, ...term }] },
    reply: { kind: 'done' },
  });
};
