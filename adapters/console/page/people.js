import { byId, element } from './dom.js';

/** @typedef {{ id: string, name: string, unit: string, post: string }} Person */

const dialog = /** @type {HTMLDialogElement} */ (byId('people'));
const search = /** @type {HTMLInputElement} */ (byId('people-search'));
const list = byId('people-list');
const who = byId('who');
const remembered = 'mamori-console-person';

/** @type {readonly Person[]} */
let people = [];

const plain = (/** @type {string} */ text) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();

const line = ({ unit, post }) => [unit, post].filter((part) => part).join(' ');

const personButton = (/** @type {Person} */ person, /** @type {string} */ current) =>
  element(
    'button',
    { type: 'button', 'data-person': person.id, ...(person.id === current ? { 'aria-current': 'true' } : {}) },
    element('span', { class: 'person-name' }, person.name),
    element('span', { class: 'person-post' }, [person.post, person.id].filter((part) => part).join(' ・ ')),
  );

const draw = () => {
  const query = plain(search.value);
  const found = people.filter((person) => plain(`${person.name}${person.id}${line(person)}`).includes(query));
  const units = [...new Set(found.map((person) => person.unit))];
  const current = chosenPerson();
  list.replaceChildren(
    ...units.map((unit, at) =>
      element(
        'div',
        { role: 'group', 'aria-labelledby': `unit-${at}` },
        element('h3', { id: `unit-${at}` }, unit),
        ...found.filter((person) => person.unit === unit).map((person) => personButton(person, current)),
      ),
    ),
    ...(found.length === 0 ? [element('p', {}, '見つかりません。別の言葉で探してください。')] : []),
  );
};

/** Who the address says one is, else who one was last. */
export const chosenPerson = () => {
  const named = decodeURIComponent(location.hash.slice(1));
  return named || localStorage.getItem(remembered) || people[0]?.id || '';
};

/** @param {(person: string) => void} onChange */
export const startPeople = async (onChange) => {
  people = await fetch('/console/people').then((response) => response.json());
  const apply = () => {
    const id = chosenPerson();
    const person = people.find((each) => each.id === id) ?? { id, name: id, unit: '', post: '' };
    localStorage.setItem(remembered, id);
    const [name, post] = who.querySelectorAll('span');
    if (name) name.textContent = person.name;
    if (post) post.textContent = line(person);
    document.title = `${person.name} - 守り Mamori`;
    onChange(id);
  };
  who.addEventListener('click', () => {
    search.value = '';
    draw();
    dialog.showModal();
    search.focus();
  });
  search.addEventListener('input', draw);
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    list.querySelector('button')?.click();
  });
  byId('people-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => who.focus());
  list.addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    if (!button?.dataset.person) return;
    location.hash = encodeURIComponent(button.dataset.person);
    dialog.close();
  });
  addEventListener('hashchange', apply);
  apply();
};
