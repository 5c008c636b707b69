import { z } from 'zod';

/** One term of a 代行者 (2-9(3)): named by a manager for themselves, with an end. */
export const DeputyTerm = z.object({
  status: z.enum(['named', 'ended']),
  principal: z.string(),
  deputy: z.string(),
  role: z.enum(['informationManager', 'infrastructureManager']),
  from: z.string(),
  until: z.string(),
  namedAt: z.string(),
  /** Who named them for somebody absent; whoever is stood in for, when nothing stands here. */
  namedBy: z.string().optional(),
  /** True when the manager ended it before its time. */
  cut: z.boolean(),
});
export type DeputyTerm = z.infer<typeof DeputyTerm>;
