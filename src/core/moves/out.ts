import type { Case } from '../case.ts';
import type { Ctx } from '../feature.ts';
import type { PersonId } from '../outbound.ts';
import { requests } from '../requests/feature.ts';
import type { Move } from './move.ts';

/** Asked for and not decided yet: they take it back, or somebody else asks for it. */
const undecided = ['draft', 'pending', 'returned'];

/** What stands in somebody's name: things out of the house first, then what was permitted or asked for and goes on. */
export const outOf = (ctx: Ctx, person: PersonId, cases: readonly Case[]): Move['out'] =>
  cases
    .filter(({ kind, open, owner }) => open && owner === person && requests.kinds.includes(kind))
    .filter(({ status }) => status !== 'draft')
    .map((found) => ({
      id: found.id,
      line: `${requests.line(ctx, found.id, requests.read(found.state))}${undecided.includes(found.status) ? '(まだ決まっていません)' : ''}`,
      back: found.involved.some((one) => one.person === person && one.as === 'holder'),
    }))
    .toSorted((a, b) => Number(b.back) - Number(a.back) || (a.id < b.id ? -1 : 1));
