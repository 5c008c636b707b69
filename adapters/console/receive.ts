import { z } from 'zod';
import type { Intent } from '../../src/app/intents.ts';
import type { Ask } from '../../src/core/ask.ts';
import { readExecute } from '../adaptive-cards/read-execute.ts';

/** What the page sends: a sentence, the data of a pressed button with the inputs merged, or a request of the page itself. */
const Body = z.object({
  person: z.string().min(1).max(60),
  /** Made by the page for each act of a person; a request sent again carries it again. */
  nonce: z.string().regex(/^[\w-]{8,64}$/),
  ask: z.discriminatedUnion('type', [
    z.object({ type: z.literal('say'), text: z.string().min(1).max(100_000) }),
    z.object({ type: z.literal('execute'), data: z.unknown() }),
    z.object({ type: z.literal('suggest'), query: z.string().max(200) }),
    z.object({ type: z.literal('home') }),
  ]),
});
type PageAsk = z.infer<typeof Body>['ask'];

const askOf = (ask: PageAsk): Ask | undefined => {
  if (ask.type === 'execute') return readExecute(ask.data);
  return ask.type === 'say' ? { type: 'say', text: ask.text, canOpen: 'words' } : ask;
};

export const readIntent = (body: unknown): { intent: Intent; person: string; nonce: string } | undefined => {
  const read = Body.safeParse(body);
  if (!read.success) return undefined;
  const { person, nonce } = read.data;
  const ask = askOf(read.data.ask);
  const actor = { platform: 'console', space: 'console', user: person } as const;
  return ask && { intent: { key: `console/${person}/${nonce}`, actor, ask, ownKey: true }, person, nonce };
};
