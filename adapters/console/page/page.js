import { ask } from './ask.js';
import { announce, byId, element } from './dom.js';
import { closeForm, showForm } from './form.js';
import { cardElement, clearMessages, revealMessage, showEverything, showMessage } from './messages.js';
import { startPeople } from './people.js';
import { openStream } from './stream.js';

const words = ['持ち出し', '申請状況', '私の番', '代行', 'ヘルプ'];

const sentence = /** @type {HTMLInputElement} */ (byId('sentence'));
const problem = byId('problem');
const banner = byId('banner');

let person = '';
let endStream = () => {};

const show = (/** @type {'chat' | 'home'} */ view) => {
  document.body.dataset.view = view;
  for (const tab of document.querySelectorAll('[data-show]')) {
    tab.setAttribute('aria-pressed', String(tab.getAttribute('data-show') === view));
  }
};

/** What the answer to any act does on the page. Cards come by the stream. */
const take = (/** @type {any} */ reply, /** @type {HTMLElement | undefined} */ opener) => {
  if (reply.kind === 'form' || reply.kind === 'errors') return showForm(reply.form, sendForm, opener);
  if (/** @type {HTMLDialogElement} */ (byId('form')).open) closeForm();
  if (reply.kind === 'home') {
    showHome(reply.home);
    show('home');
    announce(reply.home.notice);
  }
  if (reply.kind === 'say') {
    show('chat');
    revealMessage(reply.said);
  }
};

/** @param {object} data */
const sendForm = async (data) => {
  const answer = await ask(person, { type: 'execute', data });
  if (answer.ok) take(answer.reply, undefined);
  return answer;
};

const setBusy = (/** @type {Element | null | undefined} */ card, /** @type {boolean} */ busy) => {
  card?.toggleAttribute('data-busy', busy);
  card?.setAttribute('aria-busy', String(busy));
};

/** @type {(data: object, button: HTMLElement | undefined) => Promise<void>} */
const press = async (data, button) => {
  const card = button?.closest('.card');
  if (card?.hasAttribute('data-busy')) return;
  problem.textContent = '';
  setBusy(card, true);
  const answer = await ask(person, { type: 'execute', data });
  setBusy(card, false);
  if (answer.ok) take(answer.reply, button);
  else problem.textContent = answer.problem;
};

const say = async (/** @type {string} */ text, /** @type {HTMLElement} */ opener) => {
  problem.textContent = '';
  const answer = await ask(person, { type: 'say', text });
  if (answer.ok) take(answer.reply, opener);
  else problem.textContent = answer.problem;
  return answer.ok;
};

const showHome = (/** @type {any} */ home) => {
  const holder = byId('home');
  const hadFocus = holder.contains(document.activeElement);
  const card = cardElement(home, press);
  holder.replaceChildren(card);
  if (hadFocus) card.focus({ preventScroll: true });
};

/** Asked for once a person is chosen; from then on it is delivered whenever it changes. */
const openHome = async (/** @type {string} */ id) => {
  const answer = await ask(id, { type: 'home' });
  if (answer.ok && answer.reply.kind === 'home' && person === id) showHome(answer.reply.home);
};

const become = (/** @type {string} */ id) => {
  endStream();
  person = id;
  problem.textContent = '';
  clearMessages();
  byId('home').replaceChildren();
  if (id === '') return;
  let lost = false;
  endStream = openStream(id, {
    everything: (all) => {
      showEverything(all.messages, press);
      if (all.home) showHome(all.home);
    },
    message: (message) => showMessage(message, press, true),
    home: showHome,
    connected: (yes) => {
      document.body.dataset.connected = String(yes);
      banner.textContent = yes ? '' : '接続が切れました。自動でつなぎ直しています。';
      if (yes && lost) announce('接続が戻りました。');
      lost = !yes;
    },
  });
  void openHome(id);
};

let composing = false;
sentence.addEventListener('compositionstart', () => {
  composing = true;
});
sentence.addEventListener('compositionend', () => {
  // Safari submits with the Enter that ends the conversion: that Enter belongs to the kana.
  setTimeout(() => {
    composing = false;
  });
});
byId('composer').addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = sentence.value.trim();
  if (composing || text === '') return;
  if (await say(text, sentence)) sentence.value = sentence.value.trim() === text ? '' : sentence.value;
});
byId('words').append(
  ...words.map((word) => {
    const button = element('button', { type: 'button' }, word);
    button.addEventListener('click', () => say(word, button));
    return button;
  }),
);
for (const tab of document.querySelectorAll('[data-show]')) {
  tab.addEventListener('click', () => show(tab.getAttribute('data-show') === 'home' ? 'home' : 'chat'));
}

// Both columns scroll by themselves: by keyboard too, even where no button is inside.
for (const id of ['scroll', 'home-scroll']) byId(id).tabIndex = 0;

await startPeople(become);
