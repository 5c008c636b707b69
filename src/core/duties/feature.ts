import type { CaseAsk, Ctx, Decision, Feature, FormAsk, Found, Projection } from '../feature.ts';
import { readForm } from '../form-schema.ts';
import type { PersonId } from '../outbound.ts';
import { ok, type Result, refuse } from '../result.ts';
import { jstDate } from '../time.ts';
import { attend, mayLead, nudge, sendRecord } from './charge.ts';
import { endingStep } from './duty.ts';
import { confirm, finish, showIt } from './finish.ts';
import { reportFields, stepForm } from './forms.ts';
import { Plan } from './plan.ts';
import { planCard, planNumber } from './plan-card.ts';
import { close, planForm, propose, start } from './propose.ts';
import { putOff, putOffFields } from './put-off.ts';
import { answerQuiz } from './quiz.ts';
import type { TaskFilter } from './task.ts';

type Step = Result<Decision<Plan>>;

const unknownPerson = refuse(
  'unknown-person',
  'アカウントが職員名簿と結び付いていないため、操作できません。総務部に連絡してください。',
);
const noStep = refuse('no-such-step', 'この操作は、いまはできません。');

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

const endings: readonly string[] = ['finish', 'shown', 'duty/quiz', 'duty/report'];

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
    default:
      return noStep;
  }
};

const press = (ctx: Ctx, ask: Extract<CaseAsk, { type: 'press' }>, found: Found<Plan>, me: PersonId): Step => {
  switch (ask.verb) {
    case 'start':
      return start(ctx, found, me);
    case 'close':
      return close(ctx, found, me);
    case 'finish':
      return finish(ctx, found, me);
    case 'shown':
      return showIt(ctx, found, me);
    case 'confirm':
      return confirm(ctx, found, me, ask.arg ?? '');
    case 'nudge':
      return nudge(ctx, found, me);
    case 'record':
      return sendRecord(ctx, found, me);
    default:
      return noStep;
  }
};

const decide: Feature<Plan>['decide'] = (ctx, ask, found, fresh) => {
  if (ask.type === 'wake') return ok({ facts: [], reply: { kind: 'done' } });
  if (ctx.actor.is !== 'person') return unknownPerson;
  const me = ctx.actor.person.id;
  if (!found) return ask.type === 'submit' ? propose(ctx, ask, fresh) : noStep;
  if (endsOtherwise(stepOf(ask), found.state)) return noStep;
  return ask.type === 'submit' ? submit(ctx, ask, found, me) : press(ctx, ask, found, me);
};

const open: Feature<Plan>['open'] = (ctx, form, context, found) => {
  if (!found) return planForm(ctx, { context });
  if (endsOtherwise(form, found.state)) return noStep;
  const drawn = stepForm(ctx, form, found, { context, raw: { held: jstDate(ctx.now) } });
  return drawn ? ok(drawn) : noStep;
};

const redraw: Feature<Plan>['redraw'] = (ctx, ask, found, refusal) => {
  const more = ask.type === 'redraw' ? { more: ask.more } : {};
  if (!found) return planForm(ctx, { context: ask.context, raw: ask.values, refusal, ...more });
  const drawn = stepForm(ctx, ask.form, found, { context: ask.context, raw: ask.values, refusal });
  return drawn ? ok(drawn) : noStep;
};

const project = (ctx: Ctx, id: string, _version: number, plan: Plan): Projection => ({
  status: plan.status,
  open: plan.status !== 'closed',
  unit: ctx.dir.postsOf(plan.owner, jstDate(ctx.now))[0]?.unit ?? '',
  owner: plan.owner,
  involved: [{ person: plan.owner, as: plan.status === 'proposed' ? 'approver' : 'reader' }],
  slots: [
    { slot: `case/${id}/${plan.owner}`, to: { person: plan.owner }, lane: 'card', card: planCard(ctx, id, plan) },
  ],
  // Everybody's share is made, or taken back, as soon as this stands.
  timers:
    plan.status === 'proposed' ? [] : [{ id: `${id}/share/${plan.status}`, subject: id, what: 'share', at: ctx.now }],
});

/** What comes round by itself: trainings, passwords, inspections (domain.md, "What comes round by itself"). */
export const duties: Feature<Plan> = {
  kinds: ['duty'],
  read: (state) => Plan.parse(state),
  open,
  redraw,
  decide,
  project,
  line: (_ctx, id, plan) => `${planNumber(id)} ${plan.duty.label}`,
  tasks: wanted,
  readsPolicy: true,
};
