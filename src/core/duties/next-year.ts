import { rollForward } from '../calendar.ts';
import type { Ctx } from '../feature.ts';
import { roleHolders } from '../people/roles.ts';
import type { Settings } from '../settings.ts';
import { fiscalYear, instantAt, jstDate, plusMonths } from '../time.ts';
import type { Plan } from './plan.ts';
import { proposedPlan } from './propose.ts';

/** When the next 年度's is offered: on the first business day of March, a month before that year begins. */
export const nextYearOn = ({ duty, due, startedAt, offered }: Plan, settings: Settings): string | undefined => {
  if (duty.every.kind !== 'year' || !startedAt || offered !== undefined) return undefined;
  const march = `${fiscalYear(due) + 1}-03-01`;
  return instantAt(rollForward(march, settings), settings.officeFrom);
};

/** The same a year later, for whoever is 情報セキュリティ管理者 then; undefined when nobody is. It begins only when they start it. */
export const nextYears = (ctx: Pick<Ctx, 'now' | 'dir'>, { duty, due, from }: Plan): Plan | undefined => {
  const on = jstDate(ctx.now);
  const [manager] = roleHolders(ctx.dir, 'securityManager', undefined, on);
  const [owner] = manager ? [manager] : roleHolders(ctx.dir, 'chiefOfficer', undefined, on);
  if (!owner) return undefined;
  const start = `${fiscalYear(on) + 1}-04-01`;
  const shifted = from === undefined ? start : plusMonths(from, 12);
  return proposedPlan(ctx, { duty, due: plusMonths(due, 12), from: shifted < start ? start : shifted }, owner.person);
};
