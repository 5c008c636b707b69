import { z } from 'zod';

const Timed = z.object({ label: z.string(), minutes: z.number() });
export type Timed = z.infer<typeof Timed>;

/** 緊急時対応訓練 (2-7(2)(ウ)): who had it held, and what came of it. */
export const Exercise = z.object({
  script: z.string(),
  by: z.string(),
  at: z.string(),
  aim: z.string(),
  ended: z
    .object({
      by: z.string(),
      at: z.string(),
      result: z.string(),
      improvements: z.string(),
      times: z.array(Timed),
      /** The drill before this one, whichever its script. */
      before: z.object({ id: z.string(), on: z.string(), times: z.array(Timed) }).optional(),
    })
    .optional(),
});
export type Exercise = z.infer<typeof Exercise>;

/** Under this name every drill that has ended can be found, as a person's cases are. */
export const drillIndex = 'drills';
