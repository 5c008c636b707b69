import type { Action, Button, Confirm } from '../../src/core/card.ts';
import { assertNever } from '../../src/core/result.ts';
import { type AdaptiveElement, type RenderOptions, textBlocks } from './element.ts';
import { oneLine } from './escape.ts';

/** Teams shows six buttons a row and hides the rest. */
const perRow = 6;

const styles = { primary: { style: 'positive' }, danger: { style: 'destructive' } } as const;
const styleOf = (button: Button): { style?: string } => (button.style ? styles[button.style] : {});

const verbOf = (action: Action): string => {
  switch (action.do) {
    case 'press':
      return action.verb;
    case 'open':
      return action.form;
    default:
      return assertNever(action);
  }
};

type Manner = RenderOptions['buttons'];

/** What makes Teams ask for a dialog instead of sending what was pressed. */
const fetchesDialog = { msteams: { type: 'task/fetch' } };

/** An action as its surface can carry it: by name where there is a choice, as plain data inside a dialog. */
export const acting = (title: string, verb: string, data: object, manner: Manner): AdaptiveElement =>
  manner === 'dialog'
    ? { type: 'Action.Submit', title: oneLine(title), data }
    : { type: 'Action.Execute', title: oneLine(title), verb, data };

/** The button that counts. Inputs of the card, if any, are none of its business. */
const counting = (title: string, button: Button, manner: Manner): AdaptiveElement => {
  const data = { action: button.action };
  if (manner === 'chat' && button.action.do === 'open') {
    return { type: 'Action.Submit', title: oneLine(title), data: { ...fetchesDialog, ...data }, ...styleOf(button) };
  }
  return { ...acting(title, verbOf(button.action), data, manner), ...styleOf(button) };
};

/** Neither Teams nor a page without dialogs can ask back, so the question is part of the card and takes the buttons' place. */
const question = (row: string, ask: string, button: Button, confirm: Confirm, manner: Manner): AdaptiveElement => ({
  type: 'Container',
  id: ask,
  isVisible: false,
  style: 'emphasis',
  items: [
    ...textBlocks(confirm.title, { weight: 'Bolder' }),
    ...textBlocks(confirm.text),
    {
      type: 'ActionSet',
      actions: [
        counting(confirm.yes, button, manner),
        {
          type: 'Action.ToggleVisibility',
          title: oneLine(confirm.no),
          targetElements: [
            { elementId: ask, isVisible: false },
            { elementId: row, isVisible: true },
          ],
        },
      ],
    },
  ],
});

const asking = (row: string, ask: string, button: Button): AdaptiveElement => ({
  type: 'Action.ToggleVisibility',
  title: oneLine(button.label),
  targetElements: [
    { elementId: ask, isVisible: true },
    { elementId: row, isVisible: false },
  ],
  ...styleOf(button),
});

/** `block` numbers the block in its card, so that the ids of two rows of buttons differ. */
export const renderButtons = (buttons: readonly Button[], block: number, manner?: Manner): AdaptiveElement[] => {
  const row = `buttons-${block}`;
  const ids = buttons.map((_, at) => `confirm-${block}-${at}`);
  const actions = buttons.map((button, at) =>
    button.confirm ? asking(row, ids[at] ?? '', button) : counting(button.label, button, manner),
  );
  const sets: AdaptiveElement[] = [];
  for (let at = 0; at < actions.length; at += perRow) {
    sets.push({ type: 'ActionSet', actions: actions.slice(at, at + perRow) });
  }
  const questions = buttons.flatMap((button, at) =>
    button.confirm ? [question(row, ids[at] ?? '', button, button.confirm, manner)] : [],
  );
  return sets.length === 0 ? [] : [{ type: 'Container', id: row, items: sets }, ...questions];
};
