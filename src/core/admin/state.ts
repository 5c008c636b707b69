import { z } from 'zod';

const Section = z.object({ title: z.string(), lines: z.array(z.string()) });

/** A change of the organization's own affairs, from the preview until it holds or has been given up. */
export const OrgChange = z.object({
  status: z.enum(['proposed', 'sure', 'asked', 'waiting', 'applied', 'dropped', 'declined']),
  kind: z.string(),
  by: z.string(),
  proposedAt: z.string(),
  /** What was filled in, as its subject reads it; null once nothing more is to be done with it. */
  input: z.unknown(),
  /** What would change, as it was shown: what reads otherwise by now has to be looked at again. */
  sections: z.array(Section),
  /** How many people a file would let go, said again before it counts. */
  sure: z.string().optional(),
  /** JST date from which it holds, when that is later. */
  from: z.string().optional(),
  /** Whose consent it needs: any one of them. */
  seconds: z.array(z.string()),
  /** They have been asked, and keep a card of it. */
  asked: z.boolean(),
  second: z.object({ by: z.string(), at: z.string() }).optional(),
  /** Why it was not done. */
  why: z.string().optional(),
  endedAt: z.string().optional(),
  revision: z.number(),
});
export type OrgChange = z.infer<typeof OrgChange>;

export const isOver = ({ status }: OrgChange): boolean => ['applied', 'dropped', 'declined'].includes(status);
