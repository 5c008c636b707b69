import { type Block, buttons } from '../card.ts';

/** The way back to the case. A private answer with a button stays where it can be read; one without is shown for a moment on some platforms. */
export const backButton = (id: string): Block =>
  buttons({ label: 'カードを開く', action: { do: 'press', verb: 'show', case: id } });
