import { Crowd, Follows } from './crowd/crowd.ts';
import { Exercise } from './drill/part.ts';
import { Law } from './law/part.ts';
import { Mail } from './mail/mail.ts';

/**
 * What a kind or a step keeps in the state of a report beyond the common life: one optional zod schema a line, by the name under which it
 * stands in the state (`law: Law.optional()`). A step changes it as it changes any other field; a section shows it; a clock wakes for it.
 */
export const parts = {
  law: Law.optional(),
  mail: Mail.optional(),
  crowd: Crowd.optional(),
  follows: Follows.optional(),
  exercise: Exercise.optional(),
} as const;
