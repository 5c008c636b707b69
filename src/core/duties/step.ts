import { type Card, text } from '../card.ts';
import type { Decision } from '../feature.ts';
import type { Result } from '../result.ts';
import type { Plan } from './plan.ts';

export type Step = Result<Decision<Plan>>;

/** The short answer to a step that changes no card of one's own. */
export const said = (title: string, words: string): Card => ({
  title,
  tone: 'good',
  notice: title,
  blocks: [text(words)],
});
