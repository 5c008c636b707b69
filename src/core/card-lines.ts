import { barLetters, barWords } from './bars.ts';
import type { Block, Card } from './card.ts';
import { assertNever } from './result.ts';

const linesOf = (block: Block): string[] => {
  switch (block.kind) {
    case 'text':
      return [block.text];
    case 'facts':
      return block.rows.map(([label, value]) => `${label}: ${value}`);
    case 'list':
      return block.items.map((item) => `・${item}`);
    case 'bars':
      return block.rows.map((row) => `${barLetters(row)} ${barWords(row)}`);
    case 'divider':
      return [''];
    case 'link':
      return [`${block.label}: ${block.url}`];
    case 'buttons':
      return [block.buttons.map(({ label }) => `［${label}］`).join(' ')];
    default:
      return assertNever(block);
  }
};

/** What a card says, line by line, for where there is no room but for words: no title, buttons in brackets. */
export const cardLines = (card: Card): string[] => card.blocks.flatMap(linesOf);
