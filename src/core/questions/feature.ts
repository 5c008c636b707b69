import type { Involvement } from '../case.ts';
import type { CaseAsk, Ctx, Decision, Feature, Found, Projection } from '../feature.ts';
import type { FormContext, RawValues } from '../form.ts';
import type { Outbound, PersonId } from '../outbound.ts';
import { clauseSubject } from '../policies/faq.ts';
import { ok, type Result, refuse } from '../result.ts';
import { oneLine } from '../text.ts';
import { answer, drop, review } from './answer.ts';
import { ask, askerIn } from './ask.ts';
import { answererCard, askerCard, questionNumber } from './cards.ts';
import { reroute, tend, timerOf } from './clock.ts';
import { answerForm, askForm } from './forms.ts';
import { Question } from './question.ts';

/** What a button carries: `{"raw":{"question":…,"clause":…}}`. */
const prefill = (arg: string | undefined): RawValues => {
  try {
    const { raw } = JSON.parse(arg ?? '{}') as { raw?: Record<string, unknown> };
    return Object.fromEntries(
      Object.entries(raw ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
};

const open = (
  ctx: Ctx,
  form: string,
  context: FormContext,
  found: Found<Question> | undefined,
): ReturnType<Feature<Question>['open']> => {
  if (!found) {
    const by = askerIn(ctx);
    return by.ok ? ok(askForm(ctx, by.value, { context, raw: prefill(context.arg) })) : by;
  }
  if (form !== 'question/answer' || found.state.status === 'answered')
    return refuse('already-answered', 'この質問には、もう答えがあります。');
  return ok(answerForm(found, { context, raw: {} }));
};

const redraw: Feature<Question>['redraw'] = (ctx, { context, values }, found, refusal) => {
  if (found) return ok(answerForm(found, { context, raw: values, refusal }));
  const by = askerIn(ctx);
  return by.ok ? ok(askForm(ctx, by.value, { context, raw: values, refusal })) : by;
};

const press = (ctx: Ctx, verb: string, found: Found<Question>): Result<Decision<Question>> => {
  if (verb === 'review') return review(ctx, found);
  return verb === 'drop' ? drop(ctx, found) : refuse('no-such-step', 'この操作は、いまはできません。');
};

const wake = (ctx: Ctx, what: string, found: Found<Question>): Result<Decision<Question>> => {
  if (what === 'reroute') return reroute(ctx, found);
  return what === 'tend' ? tend(ctx, found) : ok({ facts: [], reply: { kind: 'done' } });
};

const decide = (
  ctx: Ctx,
  asked: CaseAsk,
  found: Found<Question> | undefined,
  fresh: string,
): Result<Decision<Question>> => {
  if (!found)
    return asked.type === 'submit' ? ask(ctx, asked.values, fresh) : refuse('gone', 'この質問が見つかりません。');
  if (asked.type === 'submit') return answer(ctx, asked.values, found);
  return asked.type === 'press' ? press(ctx, asked.verb, found) : wake(ctx, asked.what, found);
};

const project = (ctx: Ctx, id: string, _version: number, question: Question): Projection => {
  const slot = (person: PersonId, card: Outbound['card']): Outbound => ({
    slot: `case/${id}/${person}`,
    to: { person },
    lane: 'card',
    card,
  });
  const waits = question.status === 'asked';
  const asked = question.told.map(({ person }) => person);
  const answerers: Involvement[] = question.seen.map((person) => ({
    person,
    as: waits && asked.includes(person) ? 'approver' : 'reader',
  }));
  const kept = question.status === 'answered' ? question.kept : undefined;
  return {
    status: kept ? 'kept' : question.status,
    open: waits,
    unit: question.unit,
    owner: question.asker,
    involved: [
      { person: question.asker, as: 'owner' },
      ...answerers,
      ...(kept ? [{ person: clauseSubject(kept.clause), as: 'reader' as const }] : []),
    ],
    slots: [
      slot(question.asker, askerCard(ctx, id, question)),
      ...question.seen.map((person) => slot(person, answererCard(ctx, id, question, asked.includes(person)))),
    ],
    timers: waits ? [timerOf(ctx, id, question)] : [],
  };
};

/** 「情報管理者に聞く」 (2-7(1)(ア)): the answer comes back, and can be kept for others under its clause. */
export const questions: Feature<Question> = {
  kinds: ['question'],
  read: (state) => Question.parse(state),
  open,
  redraw,
  decide,
  project,
  line: (_ctx, id, question) => `${questionNumber(id)} ${oneLine(question.text, 40)}`,
  readsPolicy: true,
};
