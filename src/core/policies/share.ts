import { z } from 'zod';
import { type Button, type Card, text } from '../card.ts';
import { carried } from '../carried.ts';
import type { Catalog, Clause } from './catalog.ts';
import { clausesIn } from './clause-blocks.ts';

const Shared = z.object({
  clauses: z.array(z.string()).min(1).max(3),
  /** Names the mention that was answered: its answer is shared once. */
  mention: z.string().min(1).max(300),
  english: z.boolean(),
});
export type Shared = z.infer<typeof Shared>;

export const shareButton = (clauses: readonly string[], mention: string, english: boolean): Button => ({
  label: english ? 'Share here' : '共有',
  action: { do: 'press', verb: 'share', arg: carried({ clauses, mention, english }) },
});

export const readShared = (arg: string | undefined): Shared | undefined => {
  try {
    return Shared.safeParse(JSON.parse(arg ?? '')).data;
  } catch {
    return undefined;
  }
};

/** What the asker lets everybody in the channel read: the clauses that answer, nothing of any question, nothing to press. */
export const sharedCard = (found: readonly Clause[], catalog: Catalog, english: boolean): Card => {
  const title = english ? 'What the policy says' : 'ポリシーの答え';
  return { title, tone: 'plain', notice: title, blocks: clausesIn(found, catalog, english) };
};

export const alreadySharedCard = (english: boolean): Card => {
  const title = english ? 'Already shared' : '共有済みです';
  const said = english ? 'This answer has been shared here already.' : 'この答えは、もう共有されています。';
  return { title, tone: 'plain', notice: title, blocks: [text(said)] };
};
