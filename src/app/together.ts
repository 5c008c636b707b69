import type { Ask, Reply } from '../core/ask.ts';
import type { Card } from '../core/card.ts';
import { caseNumber } from '../core/case-number.ts';
import { refusalCard, strangerCard } from '../core/desk/cards.ts';
import { chooseOne, nothingTogether, readTogether, togetherCard, togetherForm } from '../core/desk/together.ts';
import type { FormContext, RawValues } from '../core/form.ts';
import type { Desk } from './desk.ts';
import type { Intent } from './intents.ts';
import type { createRunCase } from './run-case.ts';
import type { Seen } from './who.ts';

type Sent = Intent & { ask: Extract<Ask, { type: 'submit' }> };

export const isTogether = (form: string): boolean => form === 'together/new';

const sentence = (card: Card): string =>
  card.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))[0] ?? '';

/** The list to tick, as it is now. */
export const openTogether = async (
  desk: Desk,
  who: Seen,
  about: { context: FormContext; raw: RawValues; error?: string },
): Promise<Reply> => {
  if (who.actor.is !== 'person') return { kind: 'say', card: strangerCard() };
  const { id } = who.actor.person;
  const form = togetherForm(desk.ctx(who.actor, who.dir), await desk.casesOf(id), id, about);
  const empty = form.fields.every((field) => field.kind !== 'rows' && 'options' in field && field.options.length === 0);
  if (empty) return { kind: 'say', card: refusalCard(nothingTogether) };
  return { kind: about.error ? 'errors' : 'form', form };
};

/** Several approved with one form: each is a decision of its own, with its own key, checks, commit and record. */
export const createTogether =
  (desk: Desk, runCase: ReturnType<typeof createRunCase>) =>
  async ({ redraws: _, ...intent }: Sent, seen: () => Promise<Seen>): Promise<Reply> => {
    const { values, context } = intent.ask;
    const ticked = readTogether(values);
    if (ticked.length === 0) return openTogether(desk, await seen(), { context, raw: values, error: chooseOne });
    const results = [];
    for (const { id, version } of ticked) {
      const ask = { type: 'press' as const, verb: 'approveTogether', case: id, version };
      const reply = await runCase({ ...intent, key: `together/${context.once ?? intent.key}/${id}`, ask }, seen);
      results.push({ line: caseNumber(id), why: reply.kind === 'say' ? sentence(reply.card) : undefined });
    }
    return { kind: 'say', card: togetherCard(results) };
  };
