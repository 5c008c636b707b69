import type { Json } from './world.ts';

export type Typed = Readonly<Record<string, string | readonly string[]>>;

const parts = (node: Json): Json[] => {
  if (Array.isArray(node)) return node.flatMap(parts);
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.entries(node).flatMap(([name, value]) => (name === 'data' ? [] : parts(value)));
  return typeof node.type === 'string' ? [node, ...inner] : inner;
};

export const actionsOf = (card: Json): Json[] => parts(card).filter(({ type }) => type.startsWith('Action.'));
export const inputsOf = (card: Json): Json[] => parts(card).filter(({ type }) => type.startsWith('Input.'));
export const labelOf = (input: Json): string => String(input.label).replace(/ \*$/, '');

/** Labels a person sees: what a question would show stays out of sight until its button is pressed. */
export const buttonsOf = (card: Json): string[] => {
  const hidden = parts(card)
    .filter((part) => part.isVisible === false)
    .flatMap(parts);
  return actionsOf(card)
    .filter((action) => !hidden.includes(action))
    .map(({ title }) => String(title));
};

/** The words on a card as Teams shows them: backslashes are for Markdown. */
export const wordsOf = (card: Json): string =>
  parts(card)
    .flatMap((part) => {
      const facts = (part.facts ?? []) as { title: string; value: string }[];
      return [part.text, part.label, ...facts.flatMap(({ title, value }) => [title, value])].filter(
        (line) => typeof line === 'string',
      );
    })
    .join('\n')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');

/** What Teams puts beside the data of a button: every filled input by its id, a chosen option by its value. */
export const filled = (card: Json, typed: Typed): Record<string, string> => {
  const labels = inputsOf(card).map(labelOf);
  const unknown = Object.keys(typed).find((label) => !labels.includes(label));
  if (unknown !== undefined) throw new Error(`no field ${unknown}; there are ${labels.join('、')}`);
  return Object.fromEntries(
    inputsOf(card).flatMap((input) => {
      const given = typed[labelOf(input)] ?? String(input.value ?? '');
      const choices = (input.choices ?? []) as { title: string; value: string }[];
      const value = (label: string): string =>
        choices.find((one) => one.value === label)?.value ??
        // Nothing chosen is nothing sent, not the first choice.
        (label === '' ? undefined : choices.find((one) => one.title.replaceAll('\\', '').startsWith(label))?.value) ??
        label;
      const none = given === '' && input.isMultiSelect === true;
      const sent = none ? '' : [given].flat().map(value).join(',');
      return sent === '' ? [] : [[String(input.id), sent]];
    }),
  );
};

/** The button of that label; behind one that asks back, the one that answers yes. */
export const buttonOf = (card: Json, label: string): Json => {
  const action = actionsOf(card).findLast(({ title }) => title === label);
  if (!action) throw new Error(`no button ${label}; there are ${buttonsOf(card).join('、')}`);
  if (action.type !== 'Action.ToggleVisibility') return action;
  const shown = (action.targetElements as Json[]).find(({ isVisible }) => isVisible)?.elementId;
  const question = parts(card).find(({ id }) => id === shown);
  const yes = actionsOf(question).find(({ type }) => type !== 'Action.ToggleVisibility');
  if (!yes) throw new Error(`${label} asks back and has no answer`);
  return yes;
};
