import type { Activity, Attachment } from 'botbuilder';
import type { Block, Card } from '../../src/core/card.ts';
import { text } from '../../src/core/card.ts';
import { cardLines } from '../../src/core/card-lines.ts';
import type { Form } from '../../src/core/form.ts';
import { cutNotice } from '../../src/core/sentences.ts';
import type { AdaptiveCard, RenderOptions } from '../adaptive-cards/element.ts';
import { renderCard } from '../adaptive-cards/render-card.ts';
import { renderForm } from '../adaptive-cards/render-form.ts';

const contentType = 'application/vnd.microsoft.card.adaptive';

/** Teams counts UTF-16 and refuses 100 KB; older clients less. */
const mostBytes = 80_000;
const sizeOf = (value: unknown): number => JSON.stringify(value).length * 2;
/** For what stands around the card in a message. */
const envelope = 4_000;

const isFirm = (block: Block): boolean => block.kind === 'buttons' || block.kind === 'link';

/** Leaves out explanations from the end until the card fits, and says so; what can be pressed stays. */
const fitting = (card: Card, options: RenderOptions): AdaptiveCard => {
  let blocks = card.blocks;
  let cut = false;
  for (;;) {
    const shown = cut ? [...blocks, text(cutNotice, 'subtle')] : blocks;
    const rendered = renderCard({ ...card, blocks: shown }, options);
    if (sizeOf(rendered) + envelope <= mostBytes) return rendered;
    const at = blocks.findLastIndex((block) => !isFirm(block));
    if (at < 0) return renderCard({ ...card, blocks: [text(cutNotice, 'subtle')] }, options);
    const shorter = halved(blocks[at]);
    blocks = [...blocks.slice(0, at), ...(shorter ? [shorter] : []), ...blocks.slice(at + 1)];
    cut = true;
  }
};

const firstHalf = <T>(list: readonly T[]): readonly T[] => list.slice(0, Math.floor(list.length / 2));

const halved = (block: Block | undefined): Block | undefined => {
  if (block?.kind === 'list' && block.items.length > 1) return { ...block, items: firstHalf(block.items) };
  if (block?.kind === 'facts' && block.rows.length > 1) return { ...block, rows: firstHalf(block.rows) };
  if (block?.kind !== 'text' || block.text.length < 200) return undefined;
  return { ...block, text: `${firstHalf(Array.from(block.text)).join('')}…` };
};

/** A card of the chat, as it stands in a message or takes the place of one. */
export const chatCard = (card: Card): AdaptiveCard => fitting(card, { fullWidth: true, buttons: 'chat' });

const attachment = (content: AdaptiveCard): Attachment => ({ contentType, content });

/** `summary` is what a notification and the list of chats show: the notice, never the contents. */
export const renderMessage = (card: Card): Partial<Activity> => ({
  type: 'message',
  summary: card.notice,
  attachments: [attachment(chatCard(card))],
});

/** One line in a channel, with nothing else. */
export const renderLine = (line: string): Partial<Activity> => ({ type: 'message', text: line, textFormat: 'plain' });

/** With the notification on: something new, not the change of something old. */
export const ringing = (message: Partial<Activity>): Partial<Activity> => ({
  ...message,
  channelData: { notification: { alert: true } },
});

type TaskInfo = { title: string; width: 'medium'; height: 'large' | 'medium'; card: Attachment };

export const formDialog = (form: Form): TaskInfo => ({
  title: form.title,
  width: 'medium',
  height: 'large',
  card: attachment(renderForm(form, { buttons: 'dialog' })),
});

export const cardDialog = (card: Card): TaskInfo => ({
  title: card.title,
  width: 'medium',
  height: 'medium',
  card: attachment(fitting(card, { buttons: 'dialog' })),
});

/** A sentence beside the card that was pressed: there is no room for more than words. */
export const asSentence = (card: Card): string => cardLines(card).join('\n').trim() || card.title;

export const hasButtons = (card: Card): boolean => card.blocks.some((block) => block.kind === 'buttons');
