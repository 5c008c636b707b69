import type { Card } from '../card.ts';
import type { Timer } from '../case.ts';
import type { CaseAsk, Ctx, Decision, Feature, FormAsk, Found, Projection } from '../feature.ts';
import { readForm } from '../form-schema.ts';
import type { Outbound, PersonId } from '../outbound.ts';
import { roleHolders } from '../people/roles.ts';
import { ok, type Result, refuse } from '../result.ts';
import { jstDate } from '../time.ts';
import { auditorCard, nameAuditor, unitsWithoutAuditor } from './auditor.ts';
import { attend, mayLead, nudge } from './charge.ts';
import { compile } from './compile.ts';
import { endingStep, titleOf } from './duty.ts';
import { apply, dropChange, edit, editForm, pause, resume } from './edit.ts';
import { confirm, finish, showIt } from './finish.ts';
import { reportFields, stepForm } from './forms.ts';
import { answerChecklist, inspectionCard, measureTimers, mended, planMeasures, remindMeasures } from './inspect.ts';
import { nextYearOn } from './next-year.ts';
import { Plan } from './plan.ts';
import { planCard, planNumber } from './plan-card.ts';
import { close, planForm, propose, start } from './propose.ts';
import { putOff, putOffFields } from './put-off.ts';
import { answerQuiz } from './quiz.ts';
import { sendRecord } from './record.ts';
import type { TaskFilter } from './task.ts';

type Step = Result<Decision<Plan>>;

const unknownPerson = refuse(
  'unknown-person',
  'アカウントが職員名簿と結び付いていないため、操作できません。総務部に連絡してください。',
);
const noStep = refuse('no-such-step', 'この操作は、いまはできません。');
const noLater = refuse('no-later', 'この件は、「あとで」にはできません。難しいときは、情報管理者に相談してください。');

/** Steps of a whole unit need everybody's share in it; any other step needs one. */
const ofUnit = ['duty/attend', 'nudge', 'record'];

const stepOf = (ask: CaseAsk | FormAsk): string => {
  if (ask.type === 'press') return ask.verb;
  return ask.type === 'wake' ? '' : ask.form;
};

const wanted = (ctx: Ctx, ask: CaseAsk | FormAsk, found: Found<Plan> | undefined): TaskFilter | undefined => {
  if (!found || ctx.actor.is !== 'person' || ask.type === 'wake') return undefined;
  const me = ctx.actor.person.id;
  if (ofUnit.includes(stepOf(ask))) return { plan: found.id, units: mayLead(ctx, me), limit: 2_000 };
  const other = ask.type === 'press' && ask.verb === 'confirm' ? ask.arg : undefined;
  return { plan: found.id, people: [other ?? me] };
};

const endings: readonly string[] = ['finish', 'shown', 'duty/quiz', 'duty/report', 'duty/inspect'];

/** A forged step must not end what is ended otherwise: without the questions, or without the second of two. */
const endsOtherwise = (step: string, { duty }: Plan): boolean => endings.includes(step) && step !== endingStep(duty);

const submit = (ctx: Ctx, ask: Extract<CaseAsk, { type: 'submit' }>, found: Found<Plan>, me: PersonId): Step => {
  switch (ask.form) {
    case 'duty/quiz':
      return answerQuiz(ctx, found, me, ask.values, (clause) => ctx.clauseWords?.(clause));
    case 'duty/later': {
      const read = readForm(putOffFields, ask.values);
      return read.ok ? putOff(ctx, found, me, read.value.reason) : read;
    }
    case 'duty/report': {
      const read = readForm(reportFields, ask.values);
      return read.ok ? finish(ctx, found, me, { way: 'report' }, read.value) : read;
    }
    case 'duty/attend':
      return attend(ctx, found, me, ask.values);
    case 'duty/inspect':
      return answerChecklist(ctx, found, me, ask.values);
    case 'duty/measures':
      return planMeasures(ctx, found, me, ask.values);
    case 'duty/compile':
      return compile(ctx, found, me, ask.values);
    case 'duty/auditor':
      return nameAuditor(ctx, found, me, ask.values);
    case 'duty/edit':
      return edit(ctx, found, me, ask.values);
    default:
      return noStep;
  }
};

type Move = (ctx: Ctx, found: Found<Plan>, me: PersonId) => Step;

const moves: Readonly<Record<string, Move>> = {
  start,
  close,
  apply,
  dropChange,
  pause,
  resume,
  finish,
  shown: showIt,
  nudge,
  record: sendRecord,
};

const press = (ctx: Ctx, ask: Extract<CaseAsk, { type: 'press' }>, found: Found<Plan>, me: PersonId): Step => {
  if (ask.verb === 'confirm') return confirm(ctx, found, me, ask.arg ?? '');
  if (ask.verb === 'mended') return mended(ctx, found, me, ask.arg ?? '');
  const move = Object.hasOwn(moves, ask.verb) ? moves[ask.verb] : undefined;
  return move ? move(ctx, found, me) : noStep;
};

/** A plan whose owner has left is looked after by whoever is 情報セキュリティ管理者 now. */
const inherited = (ctx: Ctx, found: Found<Plan> | undefined): Step => {
  const nothing = ok({ facts: [], reply: { kind: 'done' as const } });
  if (!found || found.state.status === 'closed') return nothing;
  const on = jstDate(ctx.now);
  const { state, id } = found;
  if (ctx.dir.postsOf(state.owner, on).length > 0) return nothing;
  const [heir] = roleHolders(ctx.dir, 'securityManager', undefined, on);
  if (!heir) return nothing;
  return ok({
    next: { ...state, owner: heir.person, revision: state.revision + 1 },
    facts: [
      { chain: id, type: 'duty.inherited', actor: 'clock', subject: id, data: { from: state.owner, to: heir.person } },
    ],
    reply: { kind: 'done' },
  });
};

const woken = (ctx: Ctx, what: string, found: Found<Plan> | undefined): Step =>
  found && what.startsWith('measure/')
    ? remindMeasures(ctx, found, what.slice('measure/'.length), planNumber(found.id))
    : inherited(ctx, found);

const decide: Feature<Plan>['decide'] = (ctx, ask, found, fresh) => {
  if (ask.type === 'wake') return woken(ctx, ask.what, found);
  if (ctx.actor.is !== 'person') return unknownPerson;
  const me = ctx.actor.person.id;
  if (!found) return ask.type === 'submit' ? propose(ctx, ask, fresh) : noStep;
  if (endsOtherwise(stepOf(ask), found.state)) return noStep;
  return ask.type === 'submit' ? submit(ctx, ask, found, me) : press(ctx, ask, found, me);
};

const open: Feature<Plan>['open'] = (ctx, form, context, found) => {
  if (!found) return planForm(ctx, form, { context });
  if (form === 'duty/edit') return editForm(ctx, found, { context });
  if (form === 'duty/later' && found.state.duty.later === 0) return noLater;
  if (endsOtherwise(form, found.state)) return noStep;
  const drawn = stepForm(ctx, form, found, { context, raw: { held: jstDate(ctx.now) } });
  return drawn ? ok(drawn) : noStep;
};

const redraw: Feature<Plan>['redraw'] = (ctx, ask, found, refusal) => {
  const more = ask.type === 'redraw' ? { more: ask.more } : {};
  if (!found) return planForm(ctx, ask.form, { context: ask.context, raw: ask.values, refusal, ...more });
  if (ask.form === 'duty/edit')
    return editForm(ctx, found, { context: ask.context, raw: ask.values, refusal, ...more });
  const drawn = stepForm(ctx, ask.form, found, { context: ask.context, raw: ask.values, refusal });
  return drawn ? ok(drawn) : noStep;
};

/** Whoever began it, and whoever is 情報セキュリティ管理者 now. */
const keepers = (ctx: Ctx, { owner }: Plan): PersonId[] => {
  const managers = roleHolders(ctx.dir, 'securityManager', undefined, jstDate(ctx.now));
  return [...new Set([owner, ...managers.flatMap(({ person, deputyFor }) => (deputyFor ? [] : [person]))])];
};

/** Everybody's share is made, follows a change, or is taken back as soon as this stands. */
const timersOf = (ctx: Ctx, id: string, plan: Plan): Timer[] => {
  if (!plan.startedAt) return [];
  const next = nextYearOn(plan, ctx.settings);
  return [
    { id: `${id}/share/${plan.revision}`, subject: id, what: 'share', at: ctx.now },
    ...measureTimers(ctx, id, plan),
    ...(next ? [{ id: `${id}/nextYear`, subject: id, what: 'nextYear', at: next }] : []),
  ];
};

const slot = (name: string, person: PersonId, card: Card): Outbound => ({
  slot: name,
  to: { person },
  lane: 'card',
  card,
});

/** The 責任者 names who audits where the 監査責任者 may not. */
const namersOf = (ctx: Ctx, plan: Plan): PersonId[] => {
  const wanted = plan.status === 'running' && unitsWithoutAuditor(ctx, plan).length > 0;
  const named = (plan.substitutes ?? []).length > 0;
  if (!wanted && !named) return [];
  return roleHolders(ctx.dir, 'chiefOfficer', undefined, jstDate(ctx.now)).map(({ person }) => person);
};

const project = (ctx: Ctx, id: string, _version: number, plan: Plan): Projection => ({
  status: plan.status,
  open: plan.status !== 'closed',
  unit: ctx.dir.postsOf(plan.owner, jstDate(ctx.now))[0]?.unit ?? '',
  owner: plan.owner,
  involved: [{ person: plan.owner, as: plan.status === 'proposed' || plan.change ? 'approver' : 'reader' }],
  slots: [
    ...keepers(ctx, plan).map((person) => slot(`case/${id}/${person}`, person, planCard(ctx, id, plan))),
    ...Object.entries(plan.inspections ?? {}).map(([person, one]) =>
      slot(`case/${id}/inspection/${person}`, person, inspectionCard(id, plan, one, planNumber(id))),
    ),
    ...namersOf(ctx, plan).map((person) =>
      slot(`case/${id}/auditor/${person}`, person, auditorCard(ctx, id, plan, planNumber(id))),
    ),
  ],
  timers: timersOf(ctx, id, plan),
});

/** What comes round by itself: trainings, passwords, inspections (domain.md, "What comes round by itself"). */
export const duties: Feature<Plan> = {
  kinds: ['duty'],
  read: (state) => Plan.parse(state),
  open,
  redraw,
  decide,
  project,
  line: (_ctx, id, plan) => `${planNumber(id)} ${titleOf(plan.duty)}`,
  tasks: wanted,
  readsPolicy: true,
  keepsPolicy: true,
};
