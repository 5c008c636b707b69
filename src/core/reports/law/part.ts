import { z } from 'zod';
import { BreachFacts } from './breach-facts.ts';
import { CommissionItems } from './commission-items.ts';

const Said = z.object({ by: z.string(), at: z.string() });

/** Reports and notices the law asks for, in the order in which they are usually made. */
export const dutyNames = ['entrustor', 'prompt', 'persons', 'press', 'final'] as const;
export type DutyName = (typeof dutyNames)[number];

/** What a case keeps about the law: what was found out, what was reported to whom, and why nothing was. */
export const Law = z.object({
  known: Said.extend({ facts: BreachFacts }).optional(),
  items: CommissionItems,
  /** `on`: JST date on which it was done; `at`: when that was recorded. */
  done: z.array(Said.extend({ what: z.enum(dutyNames), on: z.string(), note: z.string() })),
  notNeeded: Said.extend({ reason: z.string(), why: z.string() }).optional(),
  /** Warnings that have gone out. */
  rung: z.array(z.string()),
});
export type Law = z.infer<typeof Law>;
