import { element } from './dom.js';

/** The box, list or group in which one input of the renderer takes its value. */
const controlOf = (/** @type {any} */ input) =>
  /** @type {HTMLElement | undefined} */ (input.renderedInputControlElement);
const optionsOf = (/** @type {HTMLElement} */ control) =>
  /** @type {HTMLInputElement[]} */ ([...control.querySelectorAll('input[type=radio], input[type=checkbox]')]);
/** `filtered` lists keep their text box in a wrapper. */
const boxOf = (/** @type {HTMLElement} */ control) =>
  /** @type {HTMLInputElement} */ (
    control.matches('input, textarea, select') ? control : (control.querySelector('input') ?? control)
  );

/**
 * What stands in a field. Read from the page, because the renderer takes the first entry of a list for none,
 * and holds back what it thinks is wrong: here core answers.
 * @param {any} input
 */
const typedIn = (input) => {
  const control = controlOf(input);
  if (!control) return '';
  const options = optionsOf(control);
  if (options.length > 0) {
    return options
      .filter((option) => option.checked)
      .map((option) => option.value)
      .join(',');
  }
  const { value } = boxOf(control);
  const choice = (input.choices ?? []).find((/** @type {any} */ each) => each.title === value.trim());
  return input.style === 'filtered' && choice ? choice.value : value;
};

/** @returns {Record<string, string>} */
export const valuesOf = (/** @type {any} */ card) =>
  Object.fromEntries(card.getAllInputs().map((/** @type {any} */ input) => [input.id, typedIn(input)]));

/** A star in the label is drawn apart, so that the field's name is its name. */
const nameField = (/** @type {any} */ input, /** @type {HTMLElement} */ control) => {
  const label = /** @type {HTMLElement | undefined} */ (input._renderedLabelElement);
  if (!label) return;
  // The renderer would name everything its own way again at each keystroke.
  input.updateInputControlAriaLabelledBy = () => {};
  const required = input.label.endsWith(' *');
  label.replaceChildren(input.label.replace(/ \*$/, ''));
  if (required) label.append(element('span', { class: 'star', 'aria-hidden': 'true' }, ' *'));
  if (optionsOf(control).length > 0) nameGroup(control, label, required);
  else nameBox(control, label, required);
};

const nameGroup = (
  /** @type {HTMLElement} */ control,
  /** @type {HTMLElement} */ label,
  /** @type {boolean} */ required,
) => {
  const options = optionsOf(control);
  const single = options[0]?.type === 'radio';
  control.setAttribute('role', single ? 'radiogroup' : 'group');
  control.setAttribute('aria-labelledby', label.id);
  if (required && single) control.setAttribute('aria-required', 'true');
  for (const option of options) nameOption(option);
};

const nameBox = (
  /** @type {HTMLElement} */ control,
  /** @type {HTMLElement} */ label,
  /** @type {boolean} */ required,
) => {
  const box = boxOf(control);
  if (box !== control) control.removeAttribute('aria-labelledby');
  if (!box.id) box.id = `${label.id}-box`;
  label.setAttribute('for', box.id);
  box.removeAttribute('aria-label');
  box.setAttribute('aria-labelledby', label.id);
  if (required) box.setAttribute('aria-required', 'true');
};

const nameOption = (/** @type {HTMLInputElement} */ option) => {
  const label = option.parentElement?.querySelector('label');
  option.removeAttribute('aria-label');
  if (label) option.setAttribute('aria-labelledby', label.id);
};

const part = (/** @type {HTMLElement} */ root, /** @type {string} */ name) =>
  root.querySelector(`[data-part="${CSS.escape(name)}"]`);

/** Hint and sentence to correct belong to the field for the ear as well as for the eye. */
const describe = (/** @type {any} */ input, /** @type {HTMLElement} */ control, /** @type {HTMLElement} */ root) => {
  const hint = part(root, `hint:${input.id}`);
  const error = part(root, `error:${input.id}`);
  const label = /** @type {HTMLElement | undefined} */ (input._renderedLabelElement);
  if (hint && label) label.after(hint);
  const ids = [hint, error].flatMap((each) => (each ? [each.id] : []));
  const target = optionsOf(control).length > 0 ? control : boxOf(control);
  if (ids.length > 0) target.setAttribute('aria-describedby', ids.join(' '));
  if (error) {
    error.classList.add('field-error');
    target.setAttribute('aria-invalid', 'true');
  }
};

/** Nothing pasted is cut off in silence, and the text box of a list of people shows a name instead of a number. */
const keepTyped = (/** @type {any} */ input, /** @type {HTMLElement} */ control) => {
  const box = boxOf(control);
  box.removeAttribute('maxlength');
  if (input.style !== 'filtered') return;
  const choice = input.choices.find((/** @type {any} */ each) => each.value === input.defaultValue);
  if (choice) box.value = choice.title;
};

export const dressFields = (/** @type {any} */ card, /** @type {HTMLElement} */ root) => {
  for (const input of card.getAllInputs()) {
    const control = controlOf(input);
    if (!control) continue;
    nameField(input, control);
    describe(input, control, root);
    keepTyped(input, control);
  }
};

/** @returns {HTMLElement | undefined} where the field with that name takes its value */
export const fieldTarget = (/** @type {any} */ card, /** @type {(id: string) => boolean} */ which) => {
  const input = card.getAllInputs().find((/** @type {any} */ each) => which(each.id));
  const control = input && controlOf(input);
  if (!control) return undefined;
  const options = optionsOf(control);
  return options.find((option) => option.checked) ?? options[0] ?? boxOf(control);
};
