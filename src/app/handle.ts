import type { Ask, Reply } from '../core/ask.ts';
import { afterQuiet } from '../core/calendar.ts';
import type { Card } from '../core/card.ts';
import { answeredElsewhereCard } from '../core/desk/cards.ts';
import { passwordCard, withPasswordWarning } from '../core/desk/password-warning.ts';
import type { Digest } from '../core/duties/task.ts';
import type { Ctx } from '../core/feature.ts';
import type { Addressee, PersonId } from '../core/outbound.ts';
import { rematched } from '../core/people/accounts.ts';
import { createAdvisors } from './advisors.ts';
import { createAnswer, onlyAnswers } from './answer.ts';
import { createBeginMoves } from './begin-moves.ts';
import { nothing } from './change-of.ts';
import { createDesk } from './desk.ts';
import { directoryOf } from './directory-of.ts';
import { createDuties } from './duties.ts';
import { createDutyCards } from './duty-cards.ts';
import { createFiles } from './files.ts';
import type { Intent } from './intents.ts';
import type { Links } from './links.ts';
import type { Log } from './log.ts';
import { withoutPasswords } from './passwords.ts';
import { createPolicy } from './policy.ts';
import type { ChatAdapter, Receive, Store } from './ports.ts';
import { createRetention } from './retention.ts';
import { createRunCase } from './run-case.ts';
import { createSealNotice } from './seal-notice.ts';
import { createTogether, isTogether } from './together.ts';
import { createWho, type Seen } from './who.ts';

type Parts = {
  store: Store;
  adapters: readonly ChatAdapter[];
  emailDomains: readonly string[];
  /** People's time, ISO in UTC. */
  now: () => string;
  log: Log;
  /** Where files asked for in chat are taken; nowhere when absent. */
  links?: Links;
};

/** They share a transaction, and so a write to the disk; few enough that nobody who presses meanwhile waits for them. */
const reroutedAtOnce = 32;

type IntentOf<T> = Intent & { ask: Extract<Ask, { type: T }> };

const is = <T extends Ask['type']>(intent: Intent, ...types: readonly T[]): intent is IntentOf<T> =>
  types.some((type) => type === intent.ask.type);

/** Whoever sent a password in a form hears of it, whatever else the answer is. */
const withWarning = (reply: Reply): Reply => {
  if (reply.kind === 'done') return { kind: 'say', card: passwordCard() };
  return reply.kind === 'say' ? { kind: 'say', card: withPasswordWarning(reply.card, false) } : reply;
};

/** One request, one straight line: who asks, what stands, what is decided, one commit, the private answer. */
export const createHandle = ({ store, adapters, emailDomains, now, log, links }: Parts) => {
  const directory = directoryOf(store);
  const who = createWho({ store, directory, adapters, emailDomains, now });
  const desk = createDesk(store, now, { emailDomains, links });
  const advisors = createAdvisors(store);
  const policy = createPolicy(desk, advisors);
  const clock = async (): Promise<Seen> => ({ dir: await directory(), actor: { is: 'clock' } });
  const clockCtx = async (): Promise<Ctx> => desk.ctx({ is: 'clock' }, await directory());
  const duties = createDuties({ desk, clock: clockCtx, log });
  const showSeal = createSealNotice(store, clockCtx, links?.keyMark ?? '');
  const retention = createRetention(desk, clockCtx);
  const beginMoves = createBeginMoves({ desk, duties, clock: clockCtx, log });
  const dutyCards = createDutyCards(store, duties);
  const answer = createAnswer(desk, policy, dutyCards);
  const runCase = createRunCase(desk, policy.words);
  const together = createTogether(desk, runCase);
  const fileSent = createFiles({ desk, adapters, runCase, refused: answer.refused });
  const bare = { ...nothing, facts: [] };

  /** It goes out like any other card. */
  const send = async (intent: Intent, seen: Seen, card: Card): Promise<Reply> => {
    if (intent.actor === 'clock') return { kind: 'done' };
    const to: Addressee = seen.actor.is === 'person' ? { person: seen.actor.person.id } : { account: intent.actor };
    const slots = [{ slot: `say/${intent.key}`, to, lane: 'card' as const, card }];
    await store.commit({ ...bare, key: intent.key, at: now(), slots });
    return { kind: 'done' };
  };

  /** One answer to one mention, however often the platform repeats it; the channel itself hears nothing of a report. */
  const mentioned = async (intent: IntentOf<'say'>, card: Card, report: boolean): Promise<Reply> => {
    const once = { ...bare, key: intent.key, at: now() };
    if (intent.ask.inChannel === 'aside')
      return (await store.commit(once)) === 'duplicate' ? { kind: 'done' } : { kind: 'say', card };
    if (intent.actor === 'clock') return { kind: 'done' };
    // To the very account that asked: the line in the channel names that chat.
    const slots = [{ slot: `say/${intent.key}`, to: { account: intent.actor }, lane: 'card' as const, card }];
    const outcome = await store.commit({ ...once, slots });
    return outcome === 'duplicate' || report ? { kind: 'done' } : { kind: 'say', card: answeredElsewhereCard() };
  };

  /** A direct message is acknowledged with its answer already on the way. */
  const say = async (intent: IntentOf<'say'>, seen: Seen, masked: boolean): Promise<Reply> => {
    const { reply, report } = await answer.say(seen, intent.ask, masked, intent.key);
    if (reply.kind !== 'say') return reply;
    if (intent.ask.inChannel) return mentioned(intent, reply.card, report);
    return intent.ask.canOpen === 'always' ? reply : send(intent, seen, reply.card);
  };

  /** The answer stays in the chat, when the form it was asked in is gone. */
  const asked = async (intent: IntentOf<'submit'>, seen: Seen, masked: boolean): Promise<Reply> => {
    const reply = await answer.asked(seen, intent.ask, masked, intent.key);
    return reply.kind === 'say' ? send(intent, seen, reply.card) : reply;
  };

  const home = async (intent: Intent, seen: Seen): Promise<Reply> => {
    const { actor } = seen;
    if (actor.is === 'person') {
      const openHome = { person: actor.person.id, account: actor.account };
      await store.commit({ ...bare, key: intent.key, at: now(), openHome });
    }
    return { kind: 'home', card: await answer.home(seen) };
  };

  const postpone = async (intent: IntentOf<'wake'>, at: string): Promise<void> => {
    const timer = { id: 'org/reroute', subject: 'org', what: 'reroute', at };
    await store.commit({
      ...bare,
      key: `${intent.key}/later`,
      at: now(),
      timers: [{ subject: 'org', timers: [timer] }],
    });
  };

  /** The day or the chart has changed: accounts find their people, pending cases their approvers. One that fails holds up no other. */
  const reroute = async (intent: IntentOf<'wake'>): Promise<void> => {
    const dir = await directory();
    const accounts = rematched(dir, emailDomains);
    const key = `${intent.key}/accounts`;
    if (accounts) await store.commit({ ...bare, key, at: now(), expectDirectory: dir.version, directory: accounts });
    // Nobody's phone rings at midnight because a post has changed hands: requests move in the morning, entitlement at once.
    const morning = afterQuiet(now(), dir.settings);
    if (morning > now()) return postpone(intent, morning);
    const rerouteCase = (id: string): Promise<unknown> => {
      const each = { ...intent, key: `${intent.key}/${id}`, ask: { ...intent.ask, subject: id } };
      return runCase(each, clock).catch((error: unknown) => log.error('reroute.case-failed', {}, error));
    };
    for await (const page of desk.pages({ open: true }))
      for (let from = 0; from < page.length; from += reroutedAtOnce)
        await Promise.all(page.slice(from, from + reroutedAtOnce).map(({ id }) => rerouteCase(id)));
    await beginMoves();
    await duties.shareAll();
    await retention.offer();
    await showSeal();
    await store.commit({ ...bare, key: `${intent.key}/done`, at: now(), fired: intent.ask.timer });
  };

  /** What the clock and the platforms say by themselves. */
  const unasked = async (intent: IntentOf<'wake' | 'profiles'>): Promise<Reply> => {
    const { ask } = intent;
    if (ask.type === 'profiles') await who.learn(intent.key, ask.profiles);
    else if (ask.subject === 'org') await reroute({ ...intent, ask });
    else if (ask.what === 'erase') await retention.run(ask.subject, ask.timer);
    else if (ask.what === 'share') await duties.shareOf(ask.subject, ask.timer);
    else if (ask.what === 'nextYear') await duties.offerNext(ask.subject, ask.timer);
    else return runCase({ ...intent, ask }, clock);
    return { kind: 'done' };
  };

  const press = async (intent: IntentOf<'press'>, seen: Seen): Promise<Reply> => {
    const { ask } = intent;
    if (!ask.case) return answer.press(seen, ask, intent.key);
    if (ask.verb === 'show') return { kind: 'say', card: await answer.show(seen, ask.case, intent.key) };
    return runCase(intent, () => who.seen(intent));
  };

  const byPerson = async (intent: Intent, masked: boolean): Promise<Reply> => {
    const seen = await who.seen(intent);
    if (is(intent, 'submit')) return asked(intent, seen, masked);
    if (is(intent, 'press')) return press(intent, seen);
    if (is(intent, 'say')) return say(intent, seen, masked);
    if (is(intent, 'open', 'redraw')) return answer.form(seen, intent.ask, masked, intent.key);
    if (is(intent, 'suggest')) return answer.suggest(seen, intent.ask.query);
    return home(intent, seen);
  };

  /** The answer stays in the chat, when the form it was ticked in is gone. */
  const approvedTogether = async (intent: IntentOf<'submit'>): Promise<Reply> => {
    const seen = () => who.seen(intent);
    const reply = await together(intent, seen);
    return reply.kind === 'say' ? send(intent, await seen(), reply.card) : reply;
  };

  /** Its answer goes out like any other card, under a key of its own: a refusal has used the file's. */
  const received = async (intent: IntentOf<'file'>): Promise<Reply> => {
    const seen = () => who.seen(intent);
    const reply = await fileSent(intent, seen);
    return reply.kind === 'say' ? send({ ...intent, key: `${intent.key}/said` }, await seen(), reply.card) : reply;
  };

  const receive: Receive = async (typed) => {
    const { intent, masked } = withoutPasswords(typed);
    if (is(intent, 'wake', 'profiles')) return unasked(intent);
    if (is(intent, 'file')) return received(intent);
    if (is(intent, 'submit') && isTogether(intent.ask.form)) return approvedTogether(intent);
    const begins = is(intent, 'submit') && !onlyAnswers(intent.ask.form);
    if (!begins) return byPerson(intent, masked);
    const reply = await runCase(intent, () => who.seen(intent));
    return masked ? withWarning(reply) : reply;
  };

  const homeCard = async (id: PersonId): Promise<Card> => {
    const dir = await directory();
    const person = dir.person(id);
    const account = { platform: 'console' as const, space: '', user: '' };
    return answer.home({ dir, actor: person ? { is: 'person', person, account } : { is: 'unknown', account } });
  };

  /** Makes the policy ready to be asked, so that the first question does not wait for it. */
  const warm = async (): Promise<void> => {
    await advisors.now();
  };

  /** A message of a morning, as it should read now. */
  const digestCard = async (digest: Digest, posted: boolean): Promise<Card | undefined> =>
    dutyCards.digest(await clockCtx(), digest, posted);

  return { receive, homeCard, digestCard, remindDue: duties.remindDue, warm };
};
