import type { Fact } from '../facts.ts';
import type { CaseAsk, Ctx, Decision, Found } from '../feature.ts';
import { readForm } from '../form-schema.ts';
import type { Outbound } from '../outbound.ts';
import { resolvePerson } from '../people/resolve.ts';
import { ok, type Result, refuse } from '../result.ts';
import { jstDate } from '../time.ts';
import { senderCard } from './cards.ts';
import { checkFields } from './form.ts';
import type { MailCheck } from './mail-check.ts';

type Decided = Result<Decision<MailCheck>>;

const done: Decided = ok({ facts: [], reply: { kind: 'done' } });

const fact = (type: string, actor: string, id: string, data: Fact['data']): Fact => ({
  chain: id,
  type,
  actor,
  subject: id,
  data,
});

const noChecker = (sentence: string) => refuse('invalid', sentence, { checker: sentence });

export const ask = (ctx: Ctx, { values }: Extract<CaseAsk, { type: 'submit' }>, fresh: string): Decided => {
  if (ctx.actor.is !== 'person')
    return refuse(
      'unknown-person',
      'このアカウントが職員名簿と結び付いていないため、確認を頼めません。総務部に連絡してください。',
    );
  const sender = ctx.actor.person.id;
  const read = readForm(checkFields, values);
  if (!read.ok) return read;
  const found = resolvePerson(ctx.dir, read.value.checker);
  if (!found.ok) return noChecker(found.refusal.text);
  const checker = found.value;
  if (checker === sender) return noChecker('ご自分では二人確認になりません。ほかの方を選んでください。');
  if (ctx.dir.postsOf(checker, jstDate(ctx.now)).length === 0 || !ctx.dir.reachable(checker))
    return noChecker('この方にはチャットで届けられません。ほかの方を選んでください。');
  const { people, attachment } = read.value;
  const about = { sender, checker, ...(people === undefined ? {} : { people }), attachment };
  return ok({
    next: { status: 'asked', ...about, askedAt: ctx.now, round: 1 },
    facts: [fact('mailCheck.asked', sender, fresh, { checker, people: people ?? null, attachment })],
    reply: { kind: 'done' },
  });
};

/** The sender waits for it: their phone rings. */
const tellSender = (ctx: Ctx, id: string, check: MailCheck): Outbound => ({
  slot: `case/${id}/${check.sender}/${check.status}${check.round}`,
  to: { person: check.sender },
  lane: 'card',
  card: senderCard(ctx, id, check),
});

const answer = (ctx: Ctx, { id, state }: Found<MailCheck>, status: 'confirmed' | 'flagged'): Decided => {
  const next: MailCheck = { ...state, status, answeredAt: ctx.now };
  return ok({
    next,
    facts: [fact(`mailCheck.${status}`, state.checker, id, { round: state.round })],
    pings: [tellSender(ctx, id, { ...next })],
    reply: { kind: 'done' },
  });
};

const again = (ctx: Ctx, { id, state }: Found<MailCheck>): Decided => {
  const { sender, checker, people, attachment, round } = state;
  const about = { sender, checker, ...(people === undefined ? {} : { people }), attachment };
  return ok({
    next: { status: 'asked', ...about, askedAt: ctx.now, round: round + 1 },
    facts: [fact('mailCheck.askedAgain', sender, id, { round: round + 1 })],
    reply: { kind: 'done' },
  });
};

const stop = (ctx: Ctx, { id, state }: Found<MailCheck>): Decided =>
  ok({
    next: { ...state, status: 'withdrawn', answeredAt: ctx.now },
    facts: [fact('mailCheck.withdrawn', state.sender, id, {})],
    reply: { kind: 'done' },
  });

type Step = {
  by: 'sender' | 'checker';
  when: readonly MailCheck['status'][];
  take: (ctx: Ctx, found: Found<MailCheck>) => Decided;
};

const steps: Readonly<Record<string, Step>> = {
  confirm: { by: 'checker', when: ['asked'], take: (ctx, found) => answer(ctx, found, 'confirmed') },
  flag: { by: 'checker', when: ['asked'], take: (ctx, found) => answer(ctx, found, 'flagged') },
  again: { by: 'sender', when: ['flagged'], take: again },
  stop: { by: 'sender', when: ['asked', 'flagged'], take: stop },
};

export const press = (ctx: Ctx, ask: Extract<CaseAsk, { type: 'press' }>, found: Found<MailCheck>): Decided => {
  const step = Object.hasOwn(steps, ask.verb) ? steps[ask.verb] : undefined;
  if (!step) return refuse('no-such-step', 'この操作は、いまはできません。');
  if (ctx.actor.is !== 'person' || ctx.actor.person.id !== found.state[step.by])
    return refuse('not-yours', 'この確認を頼まれた方ではないため、操作できません。');
  if (!step.when.includes(found.state.status) || ask.version !== found.state.round)
    return refuse('not-now', 'この確認は、もう先に進んでいます。新しいカードを見てください。');
  return step.take(ctx, found);
};

/** Not answered in time: it was not checked, and both read so. */
export const lapse = (ctx: Ctx, { id, state }: Found<MailCheck>): Decided => {
  if (state.status !== 'asked' && state.status !== 'flagged') return done;
  return ok({
    next: { ...state, status: 'lapsed', answeredAt: ctx.now },
    facts: [fact('mailCheck.lapsed', 'clock', id, { round: state.round })],
    reply: { kind: 'done' },
  });
};
