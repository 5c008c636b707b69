import type { PersonId } from '../outbound.ts';
import type { JstDate, Post, UnitId } from '../people/directory.ts';
import type { Directory } from '../people/lookup.ts';
import { type HeldRole, rolesOf } from '../people/roles.ts';
import { daysBetween } from '../time.ts';
import type { Audience, DutyRole } from './duty.ts';

const inUnits = (dir: Directory, unit: UnitId, units: readonly UnitId[]): boolean =>
  units.length === 0 || units.includes(unit) || units.includes(dir.parent(unit)?.id ?? '');

const fits = (dir: Directory, audience: Audience, { unit, employment }: Post): boolean =>
  inUnits(dir, unit, audience.units) && (audience.employment.length === 0 || audience.employment.includes(employment));

/** Held in one's own right: a duty is not handed on with a 代行. */
const holds = (roles: readonly HeldRole[], wanted: readonly DutyRole[]): boolean =>
  wanted.includes('staff') || roles.some(({ role, deputyFor }) => !deputyFor && wanted.includes(role));

/** The first day of somebody's first post. */
export const joinedOn = (dir: Directory, person: PersonId): JstDate | undefined =>
  dir
    .allPostsOf(person)
    .map(({ from }) => from)
    .sort()[0];

/** The unit through which a duty concerns somebody on that day; undefined when it does not. */
export const concernedIn = (dir: Directory, audience: Audience, person: PersonId, on: JstDate): UnitId | undefined => {
  if (audience.people && !audience.people.includes(person)) return undefined;
  const post = dir.postsOf(person, on).find((each) => fits(dir, audience, each));
  if (!post) return undefined;
  const everybody = audience.roles.includes('staff');
  return everybody || holds(rolesOf(dir, person, on), audience.roles) ? post.unit : undefined;
};

/** A duty of newcomers begins only for newcomers; who has begun it, goes on. */
export const begins = (dir: Directory, audience: Audience, person: PersonId, on: JstDate): boolean => {
  if (audience.joinedWithin === undefined) return true;
  const joined = joinedOn(dir, person);
  return joined !== undefined && daysBetween(joined, on) <= audience.joinedWithin;
};

/** How many people a duty would reach on that day, by unit. */
export const reachOf = (
  dir: Directory,
  audience: Audience,
  on: JstDate,
): { total: number; units: { unit: UnitId; count: number }[] } => {
  const counts = new Map<UnitId, number>();
  for (const { id } of dir.data.people) {
    const unit = begins(dir, audience, id, on) ? concernedIn(dir, audience, id, on) : undefined;
    if (unit !== undefined) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  const units = [...counts].map(([unit, count]) => ({ unit, count }));
  return { total: units.reduce((sum, { count }) => sum + count, 0), units };
};
