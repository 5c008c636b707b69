import type { Reply } from '../../src/core/ask.ts';
import type { Card } from '../../src/core/card.ts';
import type { Form } from '../../src/core/form.ts';
import { assertNever } from '../../src/core/result.ts';
import type { AdaptiveCard, RenderOptions } from '../adaptive-cards/element.ts';
import { renderCard } from '../adaptive-cards/render-card.ts';
import { renderForm } from '../adaptive-cards/render-form.ts';
import type { Message } from './message-log.ts';

/** A card as the page gets it: the JSON to draw, and what stands around it. */
export type ShownCard = { title: string; tone: Card['tone']; notice: string; card: AdaptiveCard };

export type ShownMessage = { ref: string; seq: number; at: string } & (
  | ({ by: 'bot'; changes: number; updatedAt?: string } & ShownCard)
  | { by: 'person'; text: string }
);

export type ShownForm = { name: string; title: string; card: AdaptiveCard };

/** `said` names the message of the chat that is the answer. */
export type ShownReply =
  | { kind: 'done' }
  | { kind: 'say'; said: string }
  | { kind: 'form' | 'errors'; form: ShownForm }
  | { kind: 'options'; options: readonly { value: string; label: string }[] }
  | { kind: 'home'; home: ShownCard };

export const showCard = (card: Card): ShownCard => ({
  title: card.title,
  tone: card.tone,
  notice: card.notice,
  card: renderCard(card),
});

export const showMessage = (message: Message): ShownMessage => {
  const { ref, seq, at } = message;
  switch (message.by) {
    case 'person':
      return { ref, seq, at, by: 'person', text: message.text };
    case 'bot':
      return {
        ref,
        seq,
        at,
        by: 'bot',
        changes: message.changes,
        ...(message.updatedAt ? { updatedAt: message.updatedAt } : {}),
        ...showCard(message.card),
      };
    default:
      return assertNever(message);
  }
};

const showForm = (form: Form, options: RenderOptions): ShownForm => ({
  name: form.name,
  title: form.title,
  card: renderForm(form, options),
});

/** `say` puts a card into the chat of whoever asked and answers with its name there. */
export const showReply = (reply: Reply, options: RenderOptions, say: (card: Card) => string): ShownReply => {
  switch (reply.kind) {
    case 'done':
      return reply;
    case 'say':
    // Nobody reads along here: what would go to everybody goes to the one who asked.
    case 'share':
      return { kind: 'say', said: say(reply.card) };
    case 'form':
    case 'errors':
      return { kind: reply.kind, form: showForm(reply.form, options) };
    case 'options':
      return { kind: 'options', options: reply.options };
    case 'home':
      return { kind: 'home', home: showCard(reply.card) };
    default:
      return assertNever(reply);
  }
};
