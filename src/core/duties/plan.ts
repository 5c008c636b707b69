import { z } from 'zod';
import { Duty } from './duty.ts';

/** One unit's 実施記録, as it was sent to the 責任者 (2-7(2)(ア)). */
const Sent = z.object({ at: z.string(), by: z.string(), done: z.number(), total: z.number() });

/** One round of a duty, or one that goes on for ever: what was asked, of whom, until when. */
export const Plan = z.object({
  /** `proposed`: shown with the number of people it would reach, sent to nobody yet. */
  status: z.enum(['proposed', 'running', 'closed']),
  duty: Duty,
  /** The first due date for everybody. */
  due: z.string(),
  owner: z.string(),
  proposedAt: z.string(),
  /** How many people it would reach, by unit, when it was proposed. */
  reach: z.array(z.object({ unit: z.string(), count: z.number() })),
  startedAt: z.string().optional(),
  closedAt: z.string().optional(),
  reports: z.record(z.string(), Sent),
  revision: z.number(),
});
export type Plan = z.infer<typeof Plan>;
