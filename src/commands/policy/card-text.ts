import type { Block, Card } from '../../core/card.ts';

const blockLines = (block: Block): string[] => {
  switch (block.kind) {
    case 'text':
      return [block.text];
    case 'facts':
      return block.rows.map(([label, value]) => `${label}: ${value}`);
    case 'list':
      return block.items.map((item) => `・${item}`);
    case 'divider':
      return [''];
    case 'buttons':
      return [block.buttons.map(({ label }) => `［${label}］`).join(' ')];
  }
};

/** A card on a terminal: its words, its buttons in brackets. */
export const cardText = (card: Card): string => [`■ ${card.title}`, ...card.blocks.flatMap(blockLines)].join('\n');
