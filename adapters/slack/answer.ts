import type { types } from '@slack/bolt';
import type { Reply } from '../../src/core/ask.ts';
import type { Card } from '../../src/core/card.ts';
import type { Form } from '../../src/core/form.ts';
import { assertNever } from '../../src/core/result.ts';
import { couldNotSave, couldNotSaveCard } from '../../src/core/sentences.ts';
import { renderHome, renderMessage, renderSay } from './render.ts';
import { fieldErrors, renderForm, renderOption } from './render-form.ts';
import type { Place } from './request.ts';

/** What is left to do once the request is acknowledged. */
export type Effect =
  | { call: 'open'; trigger: string; view: types.ModalView; responseUrl?: string }
  | { call: 'push'; trigger: string; view: types.ModalView }
  | { call: 'update'; id: string; hash?: string; view: types.ModalView }
  | { call: 'publish'; view: types.HomeView }
  | { call: 'respond'; url: string; message: object }
  /** For the asker's eyes alone, where they asked. */
  | { call: 'aside'; channel: string; thread?: string; message: Shown }
  /** For everybody there. */
  | { call: 'share'; channel: string; thread?: string; message: Shown; responseUrl?: string };

type Shown = ReturnType<typeof renderMessage>;

/** `ack` is the body of the acknowledgement. */
export type Answer = { ack?: object; effect?: Effect };

const privately = (card: Card): object => ({
  response_type: 'ephemeral',
  replace_original: false,
  ...renderMessage(card),
});

const show = (
  place: Exclude<Place, { at: 'submission' | 'suggestion' | 'event' | 'mention' }>,
  view: types.ModalView,
): Answer => {
  switch (place.at) {
    case 'command':
    case 'message':
    case 'shortcut': {
      const { trigger, responseUrl } = place;
      return { effect: { call: 'open', trigger, view, ...(responseUrl ? { responseUrl } : {}) } };
    }
    case 'home':
      return { effect: { call: 'open', trigger: place.trigger, view } };
    case 'modal':
      // A window with a form stays underneath: what was typed there is not lost.
      return place.holdsForm
        ? { effect: { call: 'push', trigger: place.trigger, view } }
        : { effect: { call: 'update', id: place.view, view, ...(place.hash ? { hash: place.hash } : {}) } };
    default:
      return assertNever(place);
  }
};

const inside = ({ channel, thread }: { channel: string; thread?: string }): { channel: string; thread?: string } =>
  thread ? { channel, thread } : { channel };

/** Only from a message there is somewhere to share to. */
const share = (place: Place, card: Card): Answer => {
  if (place.at !== 'message' || !place.channel) return say(place, card);
  const where = inside({ ...place, channel: place.channel });
  const responseUrl = place.responseUrl ? { responseUrl: place.responseUrl } : {};
  return { effect: { call: 'share', ...where, message: renderMessage(card), ...responseUrl } };
};

const say = (place: Place, card: Card): Answer => {
  switch (place.at) {
    case 'command':
      return { ack: privately(card) };
    case 'message':
      return place.responseUrl
        ? { effect: { call: 'respond', url: place.responseUrl, message: privately(card) } }
        : show(place, renderSay(card));
    case 'shortcut':
    case 'home':
    case 'modal':
      return show(place, renderSay(card));
    case 'submission':
      return { ack: { response_action: 'update', view: renderSay(card) } };
    case 'suggestion':
      return { ack: { options: [] } };
    case 'mention':
      return { effect: { call: 'aside', ...inside(place), message: renderMessage(card) } };
    case 'event':
      // What is said in a direct message is answered there, by delivery.
      return {};
    default:
      return assertNever(place);
  }
};

const openForm = (place: Place, form: Form, again: boolean): Answer => {
  if (place.at === 'event' || place.at === 'mention' || place.at === 'suggestion') return {};
  if (place.at === 'submission') return { ack: { response_action: 'update', view: renderForm(form) } };
  if (place.at === 'modal' && again) {
    const hash = place.hash ? { hash: place.hash } : {};
    return { effect: { call: 'update', id: place.view, view: renderForm(form), ...hash } };
  }
  return show(place, renderForm(form));
};

const correct = (place: Place, form: Form): Answer => {
  const errors = place.at === 'submission' ? fieldErrors(form, place.inputs) : undefined;
  return errors ? { ack: { response_action: 'errors', errors } } : openForm(place, form, true);
};

/** `again`: the window that asked shows the same form once more. */
export const answerTo = (place: Place, reply: Reply, again: boolean): Answer => {
  switch (reply.kind) {
    case 'done':
      if (place.at === 'suggestion') return { ack: { options: [] } };
      return place.at === 'submission' ? { ack: { response_action: 'clear' } } : {};
    case 'say':
      return say(place, reply.card);
    case 'share':
      return share(place, reply.card);
    case 'form':
      return openForm(place, reply.form, again);
    case 'errors':
      return correct(place, reply.form);
    case 'options':
      return { ack: { options: reply.options.slice(0, 100).map(renderOption) } };
    case 'home': {
      const clear = place.at === 'submission' ? { ack: { response_action: 'clear' } } : {};
      return { ...clear, effect: { call: 'publish', view: renderHome(reply.card) } };
    }
    default:
      return assertNever(reply);
  }
};

/** Nothing was saved, and nothing that was typed may be lost. Undefined: no person waits, Slack sends it again. */
export const notSaved = (place: Place): Answer | undefined => {
  if (place.at === 'event' || place.at === 'mention') return undefined;
  if (place.at === 'suggestion') return { ack: { options: [] } };
  if (place.at === 'submission') {
    const [first] = place.inputs;
    if (first) return { ack: { response_action: 'errors', errors: { [first]: couldNotSave } } };
  }
  // Slack shows the body of the acknowledgement for commands only; elsewhere the effect shows it.
  return { ack: privately(couldNotSaveCard), ...say(place, couldNotSaveCard) };
};
