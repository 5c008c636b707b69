import { drawCard } from './cards.js';
import { announce, byId, element, longTime, shortTime } from './dom.js';

const tones = /** @type {Record<string, { mark: string, word: string }>} */ ({
  plain: { mark: 'i', word: 'お知らせ' },
  attention: { mark: '!', word: '要確認' },
  good: { mark: '✓', word: '済み' },
  stop: { mark: '×', word: '不可' },
});

const scroll = byId('scroll');
const list = byId('messages');
const newer = byId('newer');

const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
const toEnd = () => {
  scroll.scrollTop = scroll.scrollHeight;
  newer.hidden = true;
};
newer.addEventListener('click', () => {
  toEnd();
  scroll.focus();
});
scroll.addEventListener('scroll', () => {
  if (atEnd()) newer.hidden = true;
});

/** @typedef {(data: object, button: HTMLElement | undefined) => void} OnExecute */

/**
 * A card with its bar, mark and word.
 * @param {any} shown
 * @param {OnExecute} onExecute
 * @param {Node} [when]
 */
export const cardElement = (shown, onExecute, when) => {
  const tone = tones[shown.tone] ?? tones.plain;
  const { root } = drawCard(shown.card, (action, button) => onExecute(action.data, button));
  return element(
    'article',
    { class: 'card', 'data-tone': shown.tone, 'aria-label': shown.title, tabindex: '-1' },
    element(
      'p',
      { class: 'tone' },
      element('span', { class: 'tone-mark', 'aria-hidden': 'true' }, tone?.mark ?? ''),
      element('span', { class: 'tone-word' }, tone?.word ?? ''),
      ...(when ? [when] : []),
    ),
    root,
  );
};

const timeElement = (/** @type {any} */ message) => {
  const at = message.updatedAt ?? message.at;
  const word = message.updatedAt ? '更新 ' : '';
  return element('time', { class: 'when', datetime: at, title: longTime(at) }, `${word}${shortTime(at)}`);
};

const sentenceElement = (/** @type {any} */ message) =>
  element(
    'div',
    { class: 'own' },
    element('p', {}, element('span', { class: 'hidden' }, '自分：'), message.text),
    timeElement(message),
  );

const itemOf = (/** @type {string} */ ref) => list.querySelector(`:scope > li[data-ref="${CSS.escape(ref)}"]`);

const place = (/** @type {HTMLElement} */ item, /** @type {number} */ seq) => {
  const items = [...list.children].reverse();
  const before = items.find((each) => Number(/** @type {HTMLElement} */ (each).dataset.seq) < seq);
  if (before) before.after(item);
  else list.prepend(item);
};

/**
 * Puts a message where it belongs; one that stands there already changes in place.
 * @param {any} message
 * @param {OnExecute} onExecute
 * @param {boolean} loud
 */
export const showMessage = (message, onExecute, loud) => {
  const follows = atEnd();
  const shown =
    message.by === 'person' ? sentenceElement(message) : cardElement(message, onExecute, timeElement(message));
  const standing = /** @type {HTMLElement | null} */ (itemOf(message.ref));
  const changes = String(message.changes ?? 0);
  if (standing) {
    const hadFocus = standing.contains(document.activeElement);
    standing.dataset.changes = changes;
    standing.replaceChildren(shown);
    if (hadFocus) shown.focus({ preventScroll: true });
  } else {
    place(
      element('li', { 'data-ref': message.ref, 'data-seq': String(message.seq), 'data-changes': changes }, shown),
      message.seq,
    );
  }
  byId('empty').hidden = true;
  if (!loud) return;
  if (message.by === 'bot') announce(message.notice);
  if (follows || message.by === 'person') toEnd();
  else if (!standing) newer.hidden = false;
};

/**
 * After a lost connection the same messages come again: those that have not changed stay untouched.
 * @param {readonly any[]} messages
 * @param {OnExecute} onExecute
 */
export const showEverything = (messages, onExecute) => {
  const known = new Set(messages.map((message) => message.ref));
  for (const item of [...list.children]) {
    if (!known.has(/** @type {HTMLElement} */ (item).dataset.ref)) item.remove();
  }
  const follows = atEnd() || list.children.length === 0;
  for (const message of messages) {
    const item = /** @type {HTMLElement | null} */ (itemOf(message.ref));
    if (item?.dataset.changes !== String(message.changes ?? 0)) showMessage(message, onExecute, false);
  }
  byId('empty').hidden = messages.length > 0;
  if (follows) toEnd();
};

export const clearMessages = () => {
  list.replaceChildren();
  newer.hidden = true;
  byId('empty').hidden = false;
};

/** The card that answers what was just pressed comes into view. */
export const revealMessage = (/** @type {string} */ ref) => itemOf(ref)?.scrollIntoView({ block: 'nearest' });
