import { z } from 'zod';

const Done = z.object({ by: z.string(), at: z.string() });

/** On the report that stands for a crowd: those that came after it, offered to be joined, and whether somebody did. */
export const Crowd = z.object({
  members: z.array(z.object({ id: z.string(), reporter: z.string(), at: z.string() })),
  joined: Done.optional(),
});
export type Crowd = z.infer<typeof Crowd>;
export type Member = Crowd['members'][number];

/** On each of the others: which report stands for it, and whether it was joined. Until then it can stand by itself again. */
export const Follows = z.object({ main: z.string(), joined: Done.optional() });
export type Follows = z.infer<typeof Follows>;

/** Minutes within which reports of one kind are held against each other. */
export const crowdMinutes = 60;

/** So many of one kind in that time are taken for one event, whatever words they use. */
export const crowdFrom = 4;

const marks = [200, 100, 50, 20, 10, 5, 3, 2, 1];

/** 「50件以上」: cards change at these numbers alone, so that a flood of reports is none of edits. */
export const roughly = (count: number): string => {
  const mark = marks.find((each) => each <= count) ?? 0;
  return mark <= 3 && mark === count ? `${count}件` : `${mark}件以上`;
};
