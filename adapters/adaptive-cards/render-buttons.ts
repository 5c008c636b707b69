import type { Action, Button, Confirm } from '../../src/core/card.ts';
import { assertNever } from '../../src/core/result.ts';
import { type AdaptiveElement, textBlocks } from './element.ts';
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

/** The button that counts. Inputs of the card, if any, are none of its business. */
const execute = (title: string, button: Button): AdaptiveElement => ({
  type: 'Action.Execute',
  title: oneLine(title),
  verb: verbOf(button.action),
  data: { action: button.action },
  ...styleOf(button),
});

/** Neither Teams nor a page without dialogs can ask back, so the question is part of the card and takes the buttons' place. */
const question = (row: string, ask: string, button: Button, confirm: Confirm): AdaptiveElement => ({
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
        execute(confirm.yes, button),
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
export const renderButtons = (buttons: readonly Button[], block: number): AdaptiveElement[] => {
  const row = `buttons-${block}`;
  const ids = buttons.map((_, at) => `confirm-${block}-${at}`);
  const actions = buttons.map((button, at) =>
    button.confirm ? asking(row, ids[at] ?? '', button) : execute(button.label, button),
  );
  const sets: AdaptiveElement[] = [];
  for (let at = 0; at < actions.length; at += perRow) {
    sets.push({ type: 'ActionSet', actions: actions.slice(at, at + perRow) });
  }
  const questions = buttons.flatMap((button, at) =>
    button.confirm ? [question(row, ids[at] ?? '', button, button.confirm)] : [],
  );
  return sets.length === 0 ? [] : [{ type: 'Container', id: row, items: sets }, ...questions];
};
