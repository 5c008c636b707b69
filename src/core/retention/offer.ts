import { z } from 'zod';

const Count = z.object({ kind: z.string(), years: z.number().int(), count: z.number().int() });
export type Count = z.infer<typeof Count>;

const base = {
  /** 「2026-11」 */
  month: z.string(),
  /** What was past its time on that day, by kind. */
  counts: z.array(Count),
  /** Held back though their time is over. */
  held: z.number().int(),
  offeredAt: z.string(),
  /** Who was asked: their cards stay true. */
  asked: z.array(z.string()),
};
const decision = { by: z.string(), at: z.string() };

/** Once a month, where something's time is over: may it be erased? */
export const Offer = z.discriminatedUnion('status', [
  z.object({ ...base, status: z.literal('offered') }),
  z.object({ ...base, ...decision, status: z.literal('erasing'), erased: z.number().int() }),
  z.object({ ...base, ...decision, status: z.literal('done'), erased: z.number().int(), doneAt: z.string() }),
  z.object({ ...base, ...decision, status: z.literal('kept'), why: z.string() }),
]);
export type Offer = z.infer<typeof Offer>;
export type OfferIn<S extends Offer['status']> = Extract<Offer, { status: S }>;

export const totalOf = ({ counts }: Pick<Offer, 'counts'>): number => counts.reduce((sum, { count }) => sum + count, 0);
