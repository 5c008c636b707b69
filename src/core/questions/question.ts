import { z } from 'zod';
import type { Ctx } from '../feature.ts';
import type { Approver } from '../people/approvers.ts';
import { approverChain } from '../people/approvers.ts';
import type { Faq } from '../policies/faq.ts';
import { jstDate } from '../time.ts';

const Seat = z.object({ person: z.string(), deputyFor: z.string().optional() });

const Asked = z.object({
  asker: z.string(),
  unit: z.string(),
  text: z.string(),
  /** The clause it comes near to; empty when nobody named one. */
  clause: z.string(),
  askedAt: z.string(),
  /** Who is asked now. */
  told: z.array(Seat),
  /** Everybody who was ever asked: their cards stay true. */
  seen: z.array(z.string()),
  /** How far up the chain it has gone, since when, and whether they were reminded. */
  level: z.number().int().nonnegative(),
  since: z.string(),
  reminded: z.boolean(),
});

const Answer = z.object({ text: z.string(), by: z.string(), deputyFor: z.string().optional(), at: z.string() });

/** An answer kept for others, and who looked it over when. */
const Kept = z.object({ clause: z.string(), question: z.string(), by: z.string(), at: z.string(), mark: z.string() });
export type Kept = z.infer<typeof Kept>;

/** A question to somebody's own 情報管理者 (2-7(1)(ア)). */
export const Question = z.discriminatedUnion('status', [
  Asked.extend({ status: z.literal('asked') }),
  Asked.extend({ status: z.literal('answered'), answer: Answer, kept: Kept.optional() }),
]);
export type Question = z.infer<typeof Question>;

/** Everybody who may answer by the chart of this day: those asked so far, level by level. */
export const answerers = (ctx: Ctx, { asker, unit, level }: Pick<Question, 'asker' | 'unit' | 'level'>): Approver[] =>
  levelsOf(ctx, asker, unit)
    .slice(0, level + 1)
    .flatMap(({ approvers }) => approvers);

export const levelsOf = (ctx: Ctx, asker: string, unit: string) =>
  approverChain(ctx.dir, { requester: asker, unit, role: 'informationManager' }, jstDate(ctx.now)).levels;

/** A kept answer as the clause shows it. */
export const faqOf = (state: unknown, nameOf: (person: string) => string): Faq | undefined => {
  const question = Question.parse(state);
  if (question.status !== 'answered' || !question.kept) return undefined;
  const { clause, question: asked, by, at, mark } = question.kept;
  return { clause, question: asked, answer: question.answer.text, reviewer: nameOf(by), on: jstDate(at), mark };
};
