import { z } from 'zod';

const asked = {
  sender: z.string(),
  /** The colleague of the sender's choice. */
  checker: z.string(),
  /** How many it goes to; absent where nobody said. */
  people: z.number().int().positive().optional(),
  attachment: z.enum(['yes', 'no', '']),
  askedAt: z.string(),
  /** Grows each time it is asked again: a button of an earlier round says so. */
  round: z.number().int().positive(),
};

const answered = { ...asked, answeredAt: z.string() };

/** 二人確認: a second pair of eyes before a mail goes out. Nothing of the mail itself is kept. */
export const MailCheck = z.discriminatedUnion('status', [
  z.object({ ...asked, status: z.literal('asked') }),
  z.object({ ...answered, status: z.literal('confirmed') }),
  z.object({ ...answered, status: z.literal('flagged') }),
  z.object({ ...answered, status: z.literal('withdrawn') }),
  /** Nobody answered in time: it counts as not checked. */
  z.object({ ...answered, status: z.literal('lapsed') }),
]);
export type MailCheck = z.infer<typeof MailCheck>;

export const waits = (check: MailCheck): boolean => check.status === 'asked' || check.status === 'flagged';
