import { z } from 'zod';

const Told = z.object({ at: z.string(), by: z.string() });

/** Somebody leaves the foundation, or a unit: what they give back, what of their access ends, and who says so. */
export const Move = z.object({
  /** `void`: the chart says otherwise by now. */
  status: z.enum(['open', 'done', 'void']),
  type: z.enum(['leaving', 'transfer']),
  person: z.string(),
  /** The unit they leave. */
  unit: z.string(),
  /** The unit they go to. */
  to: z.string().optional(),
  /** Their last day in the post. */
  last: z.string(),
  /** What is still out in their name, by its case. */
  out: z.array(z.object({ id: z.string(), line: z.string(), back: z.boolean() })),
  /** Mobile devices shown in the device checks, with the day they were last seen. */
  devices: z.array(z.object({ label: z.string(), seenOn: z.string() })),
  /** Whose word it needs, as the chart says. */
  keepers: z.array(z.string()),
  /** The duty of secrecy read, by the person. */
  read: Told.optional(),
  /** Everything came back, says the 情報管理者. */
  returned: Told.optional(),
  /** Access has ended or follows the new post, says the 情報基盤管理者. */
  access: Told.optional(),
  revision: z.number(),
});
export type Move = z.infer<typeof Move>;
