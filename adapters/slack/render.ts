import type { types } from '@slack/bolt';
import { barLetters, barWords } from '../../src/core/bars.ts';
import type { Block, Button, Card, FactRow } from '../../src/core/card.ts';
import { assertNever } from '../../src/core/result.ts';
import { closeLabel } from '../../src/core/sentences.ts';
import { lengthOf } from '../../src/core/text.ts';
import { type Budget, messageBudget, viewBudget, within } from './budget.ts';
import { escapeAll, labelled, link, pieces, plain, strong } from './text.ts';

const limits = { header: 150, section: 3000, field: 2000, button: 75, value: 2000, viewTitle: 24 } as const;

/** A mark before the words: the tone never shows by colour alone, and here by no colour at all. */
const marks: Record<Card['tone'], string> = { plain: '', attention: '⚠️ ', good: '✅ ', stop: '⛔ ' };

const button = (about: Button, id: string): types.Button | undefined => {
  const value = JSON.stringify(about.action);
  // Half an action would be another action: one that does not fit is not offered at all.
  if (value.length > limits.value) return undefined;
  return {
    type: 'button',
    action_id: id,
    text: plain(about.label, limits.button),
    value,
    ...(about.style ? { style: about.style } : {}),
    ...(about.confirm
      ? {
          confirm: {
            title: plain(about.confirm.title, 100),
            text: plain(about.confirm.text, 300),
            confirm: plain(about.confirm.yes, 30),
            deny: plain(about.confirm.no, 30),
          },
        }
      : {}),
  };
};

const groupsOf = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));

const short = ([, value]: FactRow): boolean => lengthOf(value) <= 60 && !value.includes('\n');

/** Short facts stand two in a line; a long one has the width to itself. */
const facts = (rows: readonly FactRow[]): types.KnownBlock[] => {
  const runs: FactRow[][] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run?.every(short) && short(row) && run.length < 10) run.push(row);
    else runs.push([row]);
  }
  return runs.map((run): types.SectionBlock => {
    const [only] = run;
    return only && !short(only)
      ? { type: 'section', text: labelled(only[0], only[1], limits.section) }
      : { type: 'section', fields: run.map(([label, value]) => labelled(label, value, limits.field)) };
  });
};

const paragraph = (block: Extract<Block, { kind: 'text' }>): types.KnownBlock[] => {
  switch (block.style) {
    case 'subtle':
      return pieces(block.text, 2000).map((piece) => ({ type: 'context', elements: [plain(piece, 2000)] }));
    case 'strong':
      // Escaping can make a text five times as long.
      return pieces(block.text, 500).map((piece) => ({ type: 'section', text: strong(piece, limits.section) }));
    case undefined:
      return pieces(block.text, limits.section).map((piece) => ({
        type: 'section',
        text: plain(piece, limits.section),
      }));
    default:
      return assertNever(block.style);
  }
};

/** `at` keeps the ids of buttons apart on one card. */
export const renderBlock = (block: Block, at: number): types.KnownBlock[] => {
  switch (block.kind) {
    case 'text':
      return paragraph(block);
    case 'facts':
      return facts(block.rows);
    case 'list':
      return pieces(block.items.map((item) => `• ${item}`).join('\n'), limits.section).map((piece) => ({
        type: 'section',
        text: plain(piece, limits.section),
      }));
    case 'bars':
      return pieces(block.rows.map((row) => `${barLetters(row)} ${barWords(row)}`).join('\n'), limits.section).map(
        (piece) => ({ type: 'section', text: plain(piece, limits.section) }),
      );
    case 'divider':
      return [{ type: 'divider' }];
    case 'link':
      return [{ type: 'section', text: link(block.label, block.url, limits.section) }];
    case 'buttons':
      return groupsOf(
        block.buttons.flatMap((one, index) => button(one, `card/${at}/${index}`) ?? []),
        25,
      ).map((elements) => ({ type: 'actions', elements }));
    default:
      return assertNever(block);
  }
};

export const renderBlocks = (blocks: readonly Block[]): types.KnownBlock[] => blocks.flatMap(renderBlock);

const withTitle = (card: Card, budget: Budget): types.KnownBlock[] =>
  within(
    [{ type: 'header', text: plain(marks[card.tone] + card.title, limits.header) }, ...renderBlocks(card.blocks)],
    budget,
  );

/** `text` is what a lock screen shows: the notice, never the contents. */
export const renderMessage = (card: Card): { text: string; blocks: types.KnownBlock[] } => ({
  text: escapeAll(plain(card.notice, 200).text),
  blocks: withTitle(card, messageBudget),
});

export const renderHome = (card: Card): types.HomeView => ({ type: 'home', blocks: withTitle(card, viewBudget) });

/** A card where no message can stand: as a window with nothing to fill in. */
export const renderSay = (card: Card): types.ModalView => ({
  type: 'modal',
  callback_id: 'say',
  title: plain(card.title, limits.viewTitle),
  close: plain(closeLabel, limits.viewTitle),
  blocks: withTitle(card, viewBudget),
});
