import { drawCard } from './cards.js';
import { announce, byId } from './dom.js';
import { dressFields, fieldTarget, valuesOf } from './fields.js';

const dialog = /** @type {HTMLDialogElement} */ (byId('form'));
const body = byId('form-body');
const title = byId('form-title');
const send = /** @type {HTMLButtonElement} */ (byId('form-send'));
const problem = byId('form-problem');
const foot = byId('form-foot');
const discard = byId('form-discard');

/** @typedef {(data: object) => Promise<{ ok: boolean, problem?: string }>} Send */

/** @type {{ card: any, data: any, clean: string, send: Send, opener: HTMLElement | undefined } | undefined} */
let open;

title.tabIndex = -1;

const typed = () => JSON.stringify(open ? valuesOf(open.card) : {});

const askToDiscard = (/** @type {boolean} */ yes) => {
  foot.hidden = yes;
  discard.hidden = !yes;
  if (yes) byId('form-keep').focus();
};

export const closeForm = () => {
  const opener = open?.opener;
  open = undefined;
  dialog.close();
  body.replaceChildren();
  const back = opener?.isConnected ? opener : byId('sentence');
  back.focus();
};

/** Closing with something typed asks first; a second Esc goes back to the form. */
const tryToClose = () => {
  if (!discard.hidden) askToDiscard(false);
  else if (open && typed() !== open.clean) askToDiscard(true);
  else closeForm();
};

const dispatch = async (/** @type {object} */ data) => {
  const current = open;
  if (!current || send.disabled) return;
  send.disabled = true;
  problem.textContent = '';
  const result = await current.send({ ...data, ...valuesOf(current.card) });
  send.disabled = false;
  if (!result.ok) problem.textContent = result.problem ?? '';
};

const focusFirst = (/** @type {string[]} */ before) => {
  if (body.querySelector('.field-error')) {
    const first = fieldTarget(
      open?.card,
      (id) => body.querySelector(`[data-part="${CSS.escape(`error:${id}`)}"]`) !== null,
    );
    first?.focus();
    first?.scrollIntoView({ block: 'center' });
    announce(body.querySelector('.field-error')?.textContent ?? '');
    return;
  }
  const grown = before.length > 0 ? fieldTarget(open?.card, (id) => !before.includes(id)) : undefined;
  if (grown) grown.focus();
  else if (before.length === 0) title.focus();
};

/**
 * Shows a form, or the open one anew with what was typed still in it.
 * @param {any} form
 * @param {Send} onSend
 * @param {HTMLElement} [opener]
 */
export const showForm = (form, onSend, opener) => {
  const before = open ? Object.keys(valuesOf(open.card)) : [];
  const clean = open?.clean;
  const { actions = [], ...json } = form.card;
  const { card, root } = drawCard(json, (action) => dispatch(action.data));
  dressFields(card, root);
  title.textContent = form.title;
  send.textContent = actions[0]?.title ?? '';
  problem.textContent = '';
  body.replaceChildren(root);
  open = { card, data: actions[0]?.data ?? {}, clean: '', send: onSend, opener: open?.opener ?? opener };
  open.clean = clean ?? typed();
  askToDiscard(false);
  if (!dialog.open) dialog.showModal();
  focusFirst(before);
};

byId('form-close').addEventListener('click', tryToClose);
byId('form-keep').addEventListener('click', () => {
  askToDiscard(false);
  byId('form-close').focus();
});
byId('form-drop').addEventListener('click', closeForm);
dialog.addEventListener('cancel', (event) => {
  event.preventDefault();
  tryToClose();
});
dialog.querySelector('form')?.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (open) await dispatch(open.data);
});
