import { z } from 'zod';
import { Duty } from './duty.ts';
import { Inspection } from './inspection.ts';

/** One unit's 実施記録, as it was sent to the 責任者 (2-7(2)(ア)). */
const Sent = z.object({ at: z.string(), by: z.string(), done: z.number(), total: z.number() });

/** What it would become, and whom it would reach then; nothing of it counts before it is confirmed. */
const Proposal = z.object({
  duty: Duty,
  due: z.string(),
  from: z.string().optional(),
  reach: z.array(z.object({ unit: z.string(), count: z.number() })),
  /** A person's id, or `operator` for what an import proposes. */
  by: z.string(),
  at: z.string(),
});
export type Proposal = z.infer<typeof Proposal>;

/** One round of a duty, or one that goes on for ever: what was asked, of whom, until when. */
export const Plan = z.object({
  /** `proposed`: shown with the number of people it would reach, sent to nobody yet. `paused`: nobody is reminded. */
  status: z.enum(['proposed', 'running', 'paused', 'closed']),
  duty: Duty,
  /** The first due date for everybody. */
  due: z.string(),
  /** Nobody hears of it before this day. */
  from: z.string().optional(),
  owner: z.string(),
  proposedAt: z.string(),
  /** How many people it would reach, by unit, when it was proposed. */
  reach: z.array(z.object({ unit: z.string(), count: z.number() })),
  startedAt: z.string().optional(),
  closedAt: z.string().optional(),
  /** When it was last changed, paused or gone on with: shares made before follow. */
  changedAt: z.string().optional(),
  change: Proposal.optional(),
  /** 自己点検 by person (2-11(2)). */
  inspections: z.record(z.string(), Inspection).optional(),
  /** When it was last put together for the 責任者. */
  compiled: z.object({ at: z.string(), by: z.string(), times: z.number() }).optional(),
  /** Who audits a unit in the place of a 監査責任者 who heads it. */
  substitutes: z.array(z.object({ unit: z.string(), person: z.string() })).optional(),
  /** The plan of the next 年度 that was offered in its place. */
  offered: z.string().optional(),
  reports: z.record(z.string(), Sent),
  revision: z.number(),
});
export type Plan = z.infer<typeof Plan>;
