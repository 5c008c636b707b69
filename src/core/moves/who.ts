import { managersOf } from '../duties/managers.ts';
import type { Ctx } from '../feature.ts';
import type { PersonId } from '../outbound.ts';
import type { Deputy } from '../people/directory.ts';
import { roleHolders } from '../people/roles.ts';
import { jstDate } from '../time.ts';
import type { Move } from './move.ts';

/** Who says that everything came back: the 情報管理者 of the unit they leave, or the next up. */
export const receivers = (ctx: Ctx, { person, unit }: Move): PersonId[] => managersOf(ctx, { person, unit });

/** Who ends access: the 情報基盤管理者; the 情報セキュリティ管理者 where it is their own, or the post is vacant. */
export const accessKeepers = (ctx: Ctx, { person }: Move): PersonId[] => {
  for (const role of ['infrastructureManager', 'securityManager', 'chiefOfficer'] as const) {
    const holders = roleHolders(ctx.dir, role, undefined, jstDate(ctx.now))
      .filter((held) => held.person !== person && held.deputyFor !== person)
      .map((held) => held.person);
    if (holders.length > 0) return [...new Set(holders)];
  }
  return [];
};

/** Terms as 代行者 that reach beyond the last day: whoever named them names somebody else. */
export const termsOf = (ctx: Ctx, { person, last }: Move): Deputy[] =>
  ctx.dir.data.deputies.filter((term) => term.deputy === person && term.until > last && term.principal !== person);
