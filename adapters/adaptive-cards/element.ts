import { escapeLine, plainLines } from './escape.ts';

/** Adaptive Card 1.5 as plain JSON; `type` names the element, the schema knows the rest. */
export type AdaptiveElement = { type: string; [property: string]: unknown };

export type AdaptiveCard = {
  type: 'AdaptiveCard';
  $schema: string;
  version: '1.5';
  lang: 'ja';
  fallbackText: string;
  body: readonly AdaptiveElement[];
  actions?: readonly AdaptiveElement[];
  msteams?: { width: 'Full' };
};

export type RenderOptions = {
  /**
   * How buttons ask. `execute` (default): Action.Execute throughout. In a Teams chat only Action.Submit can open a dialog,
   * and inside a dialog there is nothing but Action.Submit.
   */
  buttons?: 'execute' | 'chat' | 'dialog';
  /** Teams only: the card uses the whole width of the chat. */
  fullWidth?: boolean;
  /** Offered where a person is asked for; left out when the directory is too large for a list. */
  people?: readonly { id: string; label: string }[];
};

type Look = { weight?: 'Bolder'; isSubtle?: true; color?: 'Attention'; style?: 'heading'; size?: 'Medium' | 'Small' };

/**
 * One TextBlock a line: clients disagree on what a line break inside a TextBlock means
 * (Teams joins lines, others keep them), but all of them stack blocks.
 */
export const textBlocks = (value: string, look: Look = {}): AdaptiveElement[] => {
  const blocks: AdaptiveElement[] = [];
  let gap = false;
  for (const line of plainLines(value)) {
    if (line.trim() === '') {
      gap = true;
      continue;
    }
    const spacing = blocks.length === 0 ? {} : { spacing: gap ? 'Medium' : 'None' };
    blocks.push({ type: 'TextBlock', text: escapeLine(line), wrap: true, ...look, ...spacing });
    gap = false;
  }
  return blocks;
};

export const adaptiveCard = (
  notice: string,
  body: readonly AdaptiveElement[],
  options: RenderOptions,
  actions?: readonly AdaptiveElement[],
): AdaptiveCard => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  lang: 'ja',
  fallbackText: notice,
  body,
  ...(actions ? { actions } : {}),
  ...(options.fullWidth ? { msteams: { width: 'Full' as const } } : {}),
});
