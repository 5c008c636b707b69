import type { Blocks, FakeView } from './world.ts';

/** A card as it looked at one moment; a later press on it sends what stood there then. */
export type Shown = {
  user: string;
  /** `aside`: only this person sees it, perhaps in a thread. */
  on: { message: string; channel: string; aside?: { thread?: string } } | { view: string };
  text: string;
  buttons: readonly string[];
  blocks: Blocks;
};

// biome-ignore lint/suspicious/noExplicitAny: Block Kit parts, checked when they came in
type Part = any;

/** What a reader sees: control sequences become links and mentions, entities become signs. */
const read = (text: Part): string => {
  if (text?.type === 'plain_text') return text.text;
  if (text?.type !== 'mrkdwn') return '';
  return String(text.text)
    .replace(/<[^>]*>/g, '[[link or mention]]')
    .replace(/^\*(.*)\*$/gm, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
};

const optionText = (option: Part): string => [read(option.text), read(option.description)].filter(Boolean).join(' ');

const linesOf = (block: Part): string[] => {
  switch (block.type) {
    case 'header':
      return [read(block.text)];
    case 'section':
      return [read(block.text), ...(block.fields ?? []).map(read)];
    case 'context':
      return block.elements.map(read);
    case 'input':
      return [read(block.label), read(block.hint), ...(block.element.options ?? []).map(optionText)];
    default:
      return [];
  }
};

export const textOf = (blocks: Blocks): string => blocks.flatMap(linesOf).filter(Boolean).join('\n');

export const buttonsOf = (blocks: Blocks): { label: string; part: Part; block_id: string }[] =>
  blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.map((part: Part) => ({ label: read(part.text), part, block_id: block.block_id ?? 'blk' }))
      : [],
  );

export const shown = (user: string, on: Shown['on'], blocks: Blocks): Shown => ({
  user,
  on,
  text: textOf(blocks),
  buttons: buttonsOf(blocks).map(({ label }) => label),
  blocks: structuredClone(blocks),
});

/** The input blocks of a window, by label; a second field of one label is `label#2`. */
export const inputsOf = (view: FakeView): { label: string; block: Part }[] => {
  const seen = new Map<string, number>();
  return view.blocks
    .filter((block) => block.type === 'input')
    .map((block) => {
      const label = read(block.label);
      const count = (seen.get(label) ?? 0) + 1;
      seen.set(label, count);
      return { label: count === 1 ? label : `${label}#${count}`, block };
    });
};
