import { z } from 'zod';
import type { Reply } from '../core/ask.ts';
import type { Card } from '../core/card.ts';
import { feedbackCard, noClauseCard } from '../core/desk/policy-cards.ts';
import type { HeardForm } from '../core/desk/words.ts';
import type { Ctx } from '../core/feature.ts';
import { type Around, answerCard, reportsIn } from '../core/policies/answer.ts';
import { clausesFor } from '../core/policies/checklist.ts';
import { clauseCard } from '../core/policies/clause-card.ts';
import { readClauseId } from '../core/policies/clause-id.ts';
import { clauseSubject, type Faq } from '../core/policies/faq.ts';
import { alreadySharedCard, readShared, sharedCard } from '../core/policies/share.ts';
import { faqOf } from '../core/questions/question.ts';
import { mayAskFor } from '../core/requests/may-ask.ts';
import { jstDate } from '../core/time.ts';
import type { Advisors } from './advisors.ts';
import { nothing } from './change-of.ts';
import { actorName, type Desk } from './desk.ts';
import type { Seen } from './who.ts';

const Opinion = z.object({ clauses: z.array(z.string()).max(3), question: z.string().default('') });

const readOpinion = (arg: string | undefined): z.infer<typeof Opinion> | undefined => {
  try {
    return Opinion.safeParse(JSON.parse(arg ?? '')).data;
  } catch {
    return undefined;
  }
};

type About = { heard?: HeardForm | undefined; mention?: string | undefined };
type Answered = { card: Card; english: boolean; report: boolean };

/** As many kept answers as stand under one clause, the newest. */
const keptShown = 2;

/** Questions about the policy: answers, clauses, and what people think of the answers. */
export const createPolicy = (desk: Desk, advisors: Advisors) => {
  const keptFor = async (who: Seen, clauses: readonly string[]): Promise<Faq[]> => {
    const found = await Promise.all(
      clauses.map((clause) => desk.store.findCases({ kind: 'question', involving: clauseSubject(clause) })),
    );
    const name = (person: string): string => who.dir.person(person)?.name ?? person;
    return found.flatMap((cases) =>
      cases
        .flatMap(({ state }) => faqOf(state, name) ?? [])
        .sort((a, b) => b.on.localeCompare(a.on))
        .slice(0, keptShown),
    );
  };

  /** `heard`: the form the desk heard in the sentence; `mention`: what the answer may be shared by. */
  const answer = async (who: Seen, question: string, { heard, mention }: About = {}): Promise<Answered> => {
    const { ask, catalog } = await advisors.now();
    const named = readClauseId(question);
    const clause = named === undefined ? undefined : catalog.clauses.get(named);
    if (clause && named)
      return { card: clauseCard(clause, catalog, await keptFor(who, [named])), english: false, report: false };
    const answered = ask(question);
    const today = jstDate(desk.now());
    const around: Around = {
      faqs: answered.answered ? await keptFor(who, answered.clauses.slice(0, 3)) : [],
      heard: heard && { form: heard.form, raw: heard.raw, told: heard.asks !== true },
      mayAsk: (kind) => who.actor.is === 'person' && mayAskFor(who.dir, kind, who.actor.person.id, today),
      today,
      mention,
    };
    const card = answerCard(question, answered, catalog, around);
    return { card, english: answered.english, report: reportsIn(answered, around) };
  };

  const clause = async (who: Seen, id: string | undefined): Promise<Card> => {
    const { catalog } = await advisors.now();
    const found = id === undefined ? undefined : catalog.clauses.get(id);
    return found ? clauseCard(found, catalog, await keptFor(who, [found.id])) : noClauseCard();
  };

  /** For the policy's review: which clauses, never what was typed. Once a day by each person and answer. */
  const feedback = async (who: Seen, verb: 'helpful' | 'unhelpful', arg: string | undefined): Promise<Card> => {
    const opinion = readOpinion(arg);
    const { catalog } = await advisors.now();
    const clauses = opinion?.clauses.filter((id) => catalog.clauses.has(id)) ?? [];
    if (!opinion || clauses.length === 0) return noClauseCard();
    const actor = actorName(who.actor);
    const at = desk.now();
    const data = { useful: verb === 'helpful', clauses };
    const facts = [{ chain: 'policy', type: 'policy.feedback', actor, subject: 'policy', data }];
    await desk.store.commit({
      ...nothing,
      key: `feedback/${actor}/${jstDate(at)}/${verb}/${clauses.join()}`,
      at,
      facts,
    });
    return feedbackCard(verb === 'helpful', opinion.question, clauses[0]);
  };

  /** One mention's answer goes to the channel once, however often the button is pressed. */
  const share = async (who: Seen, arg: string | undefined): Promise<Reply> => {
    const shared = readShared(arg);
    const { catalog } = await advisors.now();
    const found = shared?.clauses.flatMap((id) => catalog.clauses.get(id) ?? []) ?? [];
    if (!shared || found.length === 0) return { kind: 'say', card: noClauseCard() };
    const actor = actorName(who.actor);
    const data = { clauses: found.map(({ id }) => id) };
    const facts = [{ chain: 'policy', type: 'policy.shared', actor, subject: 'policy', data }];
    const outcome = await desk.store.commit({ ...nothing, key: `share/${shared.mention}`, at: desk.now(), facts });
    return outcome === 'duplicate'
      ? { kind: 'say', card: alreadySharedCard(shared.english) }
      : { kind: 'share', card: sharedCard(found, catalog, shared.english) };
  };

  /** The mark of each clause's words as they stand, and the clause in plain words. */
  const words = async (): Promise<Required<Pick<Ctx, 'clauseMark' | 'clauseWords' | 'clausesFor'>>> => {
    const { catalog } = await advisors.now();
    return {
      clauseMark: (id) => catalog.clauses.get(id)?.mark,
      clauseWords: (id) => catalog.clauses.get(id)?.digest?.plain,
      clausesFor: (role) => clausesFor(catalog, role),
    };
  };

  return { answer, clause, feedback, share, words };
};

export type PolicyDesk = ReturnType<typeof createPolicy>;
