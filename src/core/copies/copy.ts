import { z } from 'zod';
import { Look } from '../registers/look.ts';

/** What the file holds. */
const What = z.discriminatedUnion('is', [
  z.object({ is: z.literal('register'), look: Look, format: z.enum(['csv', 'xlsx']), wareki: z.boolean() }),
  /** Decisions drawn by lot, with all their evidence (2-11(1)). `seed`: who draws again with it draws the same. */
  z.object({ is: z.literal('sample'), year: z.number().int().nullable(), count: z.number().int(), seed: z.string() }),
  /** Who decided what for whom, and which times were missed. */
  z.object({ is: z.literal('conduct'), year: z.number().int().nullable() }),
]);
export type What = z.infer<typeof What>;

const base = {
  person: z.string().min(1),
  what: What,
  askedAt: z.string().min(20),
  /** Until when it can be taken: an instant of people's time. */
  until: z.string().min(20),
};

/** A file somebody has asked for in chat: made and handed over once, to them. */
export const Copy = z.discriminatedUnion('status', [
  z.object({ ...base, status: z.literal('waiting') }),
  z.object({ ...base, status: z.literal('taken'), at: z.string().min(20), number: z.number().int() }),
  z.object({ ...base, status: z.literal('lapsed') }),
]);
export type Copy = z.infer<typeof Copy>;
