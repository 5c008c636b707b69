import { buttons, type Card, text } from '../card.ts';
import type { Ctx } from '../feature.ts';
import { choice, person } from '../fields.ts';
import type { RawValues } from '../form.ts';
import { type Fields, readForm } from '../form-schema.ts';
import type { PersonId } from '../outbound.ts';
import type { UnitId } from '../people/directory.ts';
import { resolvePerson } from '../people/resolve.ts';
import { roleHolders, unitsHeadedBy } from '../people/roles.ts';
import { ok, refuse } from '../result.ts';
import { jstDate, showDate } from '../time.ts';
import type { Running } from './finish.ts';
import type { Plan } from './plan.ts';
import type { Step } from './step.ts';

/** Units the 監査責任者 heads, and nobody else has been named to audit yet: nobody audits themselves (2-3(2)(カ)②). */
export const unitsWithoutAuditor = (ctx: Ctx, { duty, substitutes }: Plan): UnitId[] => {
  const lead = ctx.dir.data.roles.auditLead;
  if (duty.name !== 'audit' || !lead) return [];
  const named = (substitutes ?? []).map(({ unit }) => unit);
  return unitsHeadedBy(ctx.dir, lead, jstDate(ctx.now)).filter((unit) => !named.includes(unit));
};

/** Units somebody does not audit: those they head themselves. */
export const notTheirs = (ctx: Ctx, auditor: PersonId): string[] =>
  unitsHeadedBy(ctx.dir, auditor, jstDate(ctx.now)).map((unit) => ctx.dir.unitName(unit));

export const auditorFields = (ctx: Ctx, plan: Plan): Fields => ({
  unit: choice<string>({
    label: '監査する部署',
    options: unitsWithoutAuditor(ctx, plan).map((value) => ({ value, label: ctx.dir.unitName(value) })),
  }),
  who: person({ label: '監査する方', hint: '氏名か職員番号。その部署の方は選べません' }),
});

const isChief = (ctx: Ctx, me: PersonId): boolean =>
  roleHolders(ctx.dir, 'chiefOfficer', undefined, jstDate(ctx.now)).some((held) => held.person === me);

/** The 責任者 names somebody from outside the unit. */
export const nameAuditor = (ctx: Ctx, plan: Running, me: PersonId, values: RawValues): Step => {
  const { state } = plan;
  if (!isChief(ctx, me))
    return refuse('not-chief', '監査する方を決めるのは、情報セキュリティ責任者です。(対策基準 3(2)(カ)②)');
  if (unitsWithoutAuditor(ctx, state).length === 0) return refuse('all-named', '監査する方は、もう決まっています。');
  const read = readForm(auditorFields(ctx, state), values);
  if (!read.ok) return read;
  const today = jstDate(ctx.now);
  const found = resolvePerson(ctx.dir, String(read.value.who));
  if (!found.ok) return refuse('who', found.refusal.text, { who: found.refusal.text });
  const unit = String(read.value.unit);
  const auditor = found.value;
  const within = ctx.dir
    .postsOf(auditor, today)
    .some((post) => post.unit === unit || ctx.dir.parent(post.unit)?.id === unit);
  if (within || auditor === ctx.dir.data.roles.auditLead || auditor === me)
    return refuse('own-unit', '別の方を選んでください。', {
      who: 'その部署の方、監査責任者、ご自分は選べません。(対策基準 3(2)(カ)②)',
    });
  const substitutes = [...(state.substitutes ?? []), { unit, person: auditor }];
  return ok({
    next: { ...state, substitutes, changedAt: ctx.now, revision: state.revision + 1 },
    facts: [
      { chain: plan.id, type: 'duty.auditorNamed', actor: me, subject: plan.id, data: { unit, person: auditor } },
    ],
    reply: { kind: 'done' },
  });
};

/** For the 責任者, while a unit has nobody to audit it. */
export const auditorCard = (ctx: Ctx, id: string, plan: Plan, called: string): Card => {
  const open = unitsWithoutAuditor(ctx, plan);
  const named = (plan.substitutes ?? []).map(
    ({ unit, person: auditor }) => `${ctx.dir.unitName(unit)}: ${ctx.dir.person(auditor)?.name ?? auditor}`,
  );
  return {
    title: `${called} 監査する方の指名`,
    tone: open.length > 0 ? 'attention' : 'good',
    notice: called,
    blocks: [
      text('監査責任者が所属長を兼ねる部署は、別の方が監査します。(対策基準 3(2)(カ)②)'),
      ...(named.length > 0 ? [{ kind: 'list' as const, items: named }] : []),
      ...(open.length > 0 && plan.status === 'running'
        ? [
            text(
              `まだ決まっていない部署: ${open.map((unit) => ctx.dir.unitName(unit)).join('、')}(期限 ${showDate(plan.due)})`,
            ),
            buttons({
              label: '監査する方を決める',
              style: 'primary',
              action: { do: 'open', form: 'duty/auditor', case: id },
            }),
          ]
        : []),
    ],
  };
};
