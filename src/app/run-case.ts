import type { Ask, Reply } from '../core/ask.ts';
import { refusalCard } from '../core/desk/cards.ts';
import type { Actor, CaseAsk, Ctx, Decision } from '../core/feature.ts';
import { writtenIn } from '../core/form-schema.ts';
import type { Refusal, Result } from '../core/result.ts';
import { changeOf, newCaseId, nothing } from './change-of.ts';
import { actorName, type Desk } from './desk.ts';
import { createInOrder } from './in-order.ts';
import type { Intent } from './intents.ts';
import { featureFor, type Loaded, loadCase, subjectOf, type Words, wholeCtx } from './load-case.ts';
import type { Change } from './ports.ts';
import type { Seen } from './who.ts';

// A stale version means somebody else was faster: decide again on what stands now. More than this many times in a row is a fault.
const mostTries = 50;

type CaseIntent = Intent & { ask: Extract<Ask, { type: 'submit' | 'press' | 'wake' }> };

/** What was tried, for the ledger: names of ours only, never whatever a forged button says. */
const whatOf = (ask: CaseAsk): string => {
  const what = ask.type === 'submit' ? ask.form : ask.type === 'press' ? ask.verb : ask.what;
  return /^[a-zA-Z]{1,30}(\/[a-zA-Z]{1,30})?$/.test(what) ? what : 'unknown';
};

const gone: Refusal = {
  code: 'no-such-thing',
  text: 'この操作は、いまはできません。メニューから開き直してください。',
};

/** A platform that changes the pressed card with its answer gets the card just drawn, instead of asking for it again. */
const withOwnCard = ({ redraws, ask }: CaseIntent, actor: Actor, { slots }: Change, reply: Reply): Reply => {
  if (!redraws || reply.kind !== 'done' || actor.is !== 'person') return reply;
  const card = slots.find(({ slot }) => slot === `case/${subjectOf(ask)}/${actor.person.id}`)?.card;
  return card ? { kind: 'done', card } : reply;
};

/** Load, decide, commit, reply: one straight line for every kind of case. `seen` says who asks, by the directory of the moment. */
export const createRunCase = (desk: Desk, words: Words) => {
  /** Somebody tried what they may not: answered politely, and recorded. */
  const refused = async (intent: CaseIntent, ctx: Ctx, refusal: Refusal): Promise<Reply> => {
    const { ask } = intent;
    const named = subjectOf(ask);
    // Only a case that exists has a chain: nobody opens chains by making up names.
    const chain = (named && (await desk.store.loadCase(named))?.id) || 'org';
    const data = { code: refusal.code, what: whatOf(ask) };
    const facts = [{ chain, type: 'refused', actor: actorName(ctx.actor), subject: chain, data }];
    // What is refused today may be allowed tomorrow, where a press has no key of its own. A repetition of what was done is no attempt.
    const key = intent.ownKey ? intent.key : `${intent.key}/refused/${refusal.code}`;
    await desk.store.commit({ ...nothing, key, unless: intent.key, at: ctx.now, facts });
    return { kind: 'say', card: refusalCard(refusal.text, ask.type === 'submit' ? writtenIn(ask.values) : []) };
  };

  /** What can be put right in the form comes back in the form, with everything typed. */
  const backInForm = (ask: CaseAsk, ctx: Ctx, loaded: Loaded, refusal: Refusal): Reply | undefined => {
    if (ask.type !== 'submit' || !refusal.fields) return undefined;
    const form = loaded.feature.redraw(ctx, ask, loaded.found, refusal);
    return form.ok ? { kind: 'errors', form: form.value } : undefined;
  };

  /** Cards and records name the case, so a new one is decided once more with its number: deciding twice is harmless. */
  const decide = async (
    ctx: Ctx,
    ask: CaseAsk,
    { feature, found }: Loaded,
  ): Promise<{ id: string; decided: Result<Decision<unknown>> }> => {
    const id = found?.id ?? subjectOf(ask) ?? 'org';
    const decided = feature.decide(ctx, ask, found, id);
    if (found || ask.type !== 'submit' || !decided.ok || decided.value.next === undefined) return { id, decided };
    const fresh = await newCaseId(desk.store, ask.form, ctx.now);
    return { id: fresh, decided: feature.decide(ctx, ask, undefined, fresh) };
  };

  const attempt = async (intent: CaseIntent, { dir, actor }: Seen): Promise<Reply | 'stale'> => {
    const { ask } = intent;
    const ctx = desk.ctx(actor, dir);
    const feature = featureFor(ask);
    if (!feature) return refused(intent, ctx, gone);
    const loaded = await loadCase(desk.store, feature, ctx, ask);
    const whole = await wholeCtx({ desk, words }, ctx, ask, loaded);
    const { id, decided } = await decide(whole, ask, loaded);
    if (!decided.ok) return backInForm(ask, ctx, loaded, decided.refusal) ?? refused(intent, ctx, decided.refusal);
    const change = changeOf({ intent, ctx: whole, loaded, id, decision: decided.value });
    const outcome = await desk.store.commit(change);
    if (outcome === 'stale') return 'stale';
    if (outcome === 'committed') return withOwnCard(intent, actor, change, decided.value.reply);
    // What only shows something is shown again; what was done is not done, nor told, twice.
    return decided.value.next === undefined && ask.type === 'press' ? decided.value.reply : { kind: 'done' };
  };

  const whole = async (intent: CaseIntent, seen: () => Promise<Seen>): Promise<Reply> => {
    for (let tries = 0; tries < mostTries; tries++) {
      const reply = await attempt(intent, await seen());
      if (reply !== 'stale') return reply;
    }
    throw new Error('a case kept changing under a decision');
  };

  const inOrder = createInOrder();

  return (intent: CaseIntent, seen: () => Promise<Seen>): Promise<Reply> =>
    inOrder(featureFor(intent.ask)?.beside?.(intent.ask, desk.now())?.kind, () => whole(intent, seen));
};
