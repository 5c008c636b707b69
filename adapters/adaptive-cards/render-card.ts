import { barWords } from '../../src/core/bars.ts';
import type { BarRow, Block, Card } from '../../src/core/card.ts';
import { assertNever } from '../../src/core/result.ts';
import { type AdaptiveCard, type AdaptiveElement, adaptiveCard, type RenderOptions, textBlocks } from './element.ts';
import { escapeText, oneLine as onOneLine } from './escape.ts';
import { renderButtons } from './render-buttons.ts';

const looks = { strong: { weight: 'Bolder' }, subtle: { isSubtle: true } } as const;

const track = (width: number, style: 'accent' | 'emphasis'): AdaptiveElement[] =>
  width === 0 ? [] : [{ type: 'Column', width, style, minHeight: '14px', items: [] }];

/** Drawn with two columns, as wide as what is done and what is not; the words say the same. */
const bar = (row: BarRow): AdaptiveElement[] => [
  ...textBlocks(barWords(row)).map((line) => ({ ...line, spacing: 'Small' })),
  {
    type: 'ColumnSet',
    spacing: 'None',
    columns: [...track(row.done, 'accent'), ...track(row.total - row.done, 'emphasis')],
  },
];

const renderBlock = (
  block: Exclude<Block, { kind: 'divider' }>,
  at: number,
  options: RenderOptions,
): AdaptiveElement[] => {
  switch (block.kind) {
    case 'text':
      return textBlocks(block.text, block.style ? looks[block.style] : {});
    case 'facts':
      if (block.rows.length === 0) return [];
      return [
        {
          type: 'FactSet',
          facts: block.rows.map(([title, value]) => ({
            title: escapeText(title),
            // An empty value makes some clients drop the whole row.
            value: escapeText(value) || '—',
          })),
        },
      ];
    case 'list':
      return block.items.flatMap((item, index) =>
        textBlocks(`・${item}`).map((line, part) => ({ ...line, ...(index + part > 0 ? { spacing: 'Small' } : {}) })),
      );
    case 'bars':
      return block.rows.flatMap(bar);
    case 'link':
      return [
        { type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', title: onOneLine(block.label), url: block.url }] },
      ];
    case 'buttons':
      return renderButtons(block.buttons, at, options.buttons);
    default:
      return assertNever(block);
  }
};

/** Adaptive Cards have no divider of their own: the element after it carries the line. */
export const renderBlocks = (blocks: readonly Block[], options: RenderOptions = {}): AdaptiveElement[] => {
  const body: AdaptiveElement[] = [];
  let divided = false;
  for (const [at, block] of blocks.entries()) {
    if (block.kind === 'divider') {
      divided = body.length > 0;
      continue;
    }
    const [first, ...rest] = renderBlock(block, at, options);
    if (!first) continue;
    body.push(divided ? { ...first, separator: true, spacing: 'Medium' } : first, ...rest);
    divided = false;
  }
  return body;
};

const tones = { plain: 'default', attention: 'warning', good: 'good', stop: 'attention' } as const;

export const renderCard = (card: Card, options: RenderOptions = {}): AdaptiveCard => {
  const title: AdaptiveElement = {
    type: 'Container',
    style: tones[card.tone],
    items: textBlocks(card.title, { style: 'heading', weight: 'Bolder', size: 'Medium' }),
  };
  return adaptiveCard(card.notice, [title, ...renderBlocks(card.blocks, options)], options);
};
