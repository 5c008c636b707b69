import type { Reply } from '../../src/core/ask.ts';
import type { Card } from '../../src/core/card.ts';
import { assertNever } from '../../src/core/result.ts';
import { couldNotSave } from '../../src/core/sentences.ts';
import { asSentence, cardDialog, chatCard, formDialog, hasButtons } from './render.ts';
import type { Where } from './request.ts';

/** The body of the answer, and a card that goes to the chat beside it. */
export type Answer = { status: number; body?: object; post?: Card };

const invoked = (type: string, value: unknown, statusCode = 200): Answer => ({
  status: 200,
  body: { statusCode, type, value },
});

const sentence = (value: string): Answer => invoked('application/vnd.microsoft.activity.message', value);
const inPlace = (card: Card): Answer => invoked('application/vnd.microsoft.card.adaptive', chatCard(card));
const nothing: Answer = { status: 200 };

const dialog = (value: object): Answer => ({ status: 200, body: { task: { type: 'continue', value } } });
const closed: Answer = { status: 200, body: {} };

/**
 * A list or a menu comes as a message of its own, so that the card it was asked from stays; a refusal is said beside it.
 * Outside the personal chat everybody would read along: only a notice is said there.
 */
const beside = (card: Card, personal: boolean): Answer => {
  if (!personal) return sentence(card.notice);
  return hasButtons(card) ? { ...sentence(card.notice), post: card } : sentence(asSentence(card));
};

/** `now` is the pressed card's case as it looks after the press, where it has one. */
const onCard = (where: Extract<Where, { at: 'card' }>, reply: Reply, now: Card | undefined): Answer => {
  switch (reply.kind) {
    case 'say':
    case 'share':
      return beside(reply.card, where.personal);
    case 'home':
      return beside(reply.card, where.personal);
    case 'done':
      return now && where.personal ? inPlace(now) : sentence('');
    // A form opens in a dialog, which only its own kind of button can ask for.
    case 'form':
    case 'errors':
    case 'options':
      return sentence('');
    default:
      return assertNever(reply);
  }
};

const inDialog = (reply: Reply): Answer => {
  switch (reply.kind) {
    case 'form':
    case 'errors':
      return dialog(formDialog(reply.form));
    case 'say':
    case 'share':
    case 'home':
      return dialog(cardDialog(reply.card));
    case 'done':
    case 'options':
      return closed;
    default:
      return assertNever(reply);
  }
};

export const answerTo = (where: Where, reply: Reply, now: Card | undefined): Answer => {
  switch (where.at) {
    case 'message':
    case 'channel':
      // What is said in the chat is answered there, by delivery.
      return nothing;
    case 'card':
      return onCard(where, reply, now);
    case 'dialog':
      return inDialog(reply);
    default:
      return assertNever(where);
  }
};

/**
 * Nothing was saved. An error keeps the dialog open with everything that was typed, and makes Teams send a message again;
 * beside a card there is room to say so.
 */
export const notSaved = (where: Where): Answer =>
  where.at === 'card'
    ? invoked('application/vnd.microsoft.error', { code: 'NotSaved', message: couldNotSave }, 500)
    : { status: 503 };
