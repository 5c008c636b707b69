import type { Ctx } from '../feature.ts';
import type { PersonId } from '../outbound.ts';
import { ok, type Result, refuse } from '../result.ts';
import { effectOf, officeSections, secondsFor, vacancies } from './second.ts';
import type { AnySubject, Plan, ShownSection } from './subject.ts';

/** Everything somebody has to see before it counts, worked out from what stands now. */
export type Preview = {
  plan: Plan;
  sections: ShownSection[];
  seconds: readonly PersonId[];
  sure?: string;
};

export const previewOf = (ctx: Ctx, subject: AnySubject, input: unknown, by: PersonId): Result<Preview> => {
  const planned = subject.plan(ctx, input);
  if (!planned.ok) return planned;
  const plan = planned.value;
  const effect = effectOf(ctx, plan, by);
  const vacant = vacancies(effect.changes);
  if (vacant.length > 0 && plan.vacancy === 'refuse')
    return refuse('vacant', `${vacant[0]}先に、次の方を決めてください。(対策基準 3(1))`);
  const seconds = secondsFor(ctx, effect, by);
  if (!seconds.ok) return seconds;
  const sure = [plan.sure, ...vacant].filter(Boolean).join(' ');
  return ok({
    plan,
    sections: [...plan.sections, ...officeSections(ctx, effect)].map(({ title, lines }) => ({
      title,
      lines: [...lines],
    })),
    seconds: seconds.value,
    ...(sure ? { sure } : {}),
  });
};

export const sameSections = (a: readonly ShownSection[], b: readonly ShownSection[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
