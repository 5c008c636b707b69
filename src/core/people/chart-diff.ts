import { byText } from '../by-text.ts';
import type { PersonId } from '../outbound.ts';
import { plusDays } from '../time.ts';
import { approverChain } from './approvers.ts';
import type { JstDate, Person, Post, UnitId } from './directory.ts';
import { groupBy } from './group-by.ts';
import { type Directory, holdsOn, leadingPosition } from './lookup.ts';
import { samePosts } from './merge-posts.ts';
import { type TurningDays, turningDays } from './turning-days.ts';

export type PersonChange = {
  person: Person;
  /** What the chart said before; undefined for somebody new. */
  was: Person | undefined;
  begins: readonly Post[];
  /** Posts whose last day is now known, or is another one. */
  ends: readonly Post[];
  /** Something else about the posts: employment, the first day. */
  altered: boolean;
};

/** Somebody begins or stops to lead a unit, and with it to decide its requests; `on` is the first day it is so. */
type LeadChange = { unit: UnitId; person: PersonId; becomes: boolean; on: JstDate };

/** A unit with people in it and nobody leading it from that day on; `instead` decides meanwhile. */
type Uncovered = { unit: UnitId; on: JstDate; instead: readonly PersonId[] };

export type ChartDiff = {
  people: readonly PersonChange[];
  leads: readonly LeadChange[];
  uncovered: readonly Uncovered[];
};

export const chartDiff = (before: Directory, after: Directory, today: JstDate): ChartDiff => {
  const dates = changeDates(before, after, today);
  const turning = turningDays(after, dates);
  return {
    people: after.data.people.flatMap((person) => personChange(before, after, person)),
    leads: leadChanges(before, after, dates, turning),
    uncovered: uncovered(after, turning),
  };
};

/** Today, and each coming day on which somebody begins or stops to lead a unit. */
export const changeDates = (before: Directory, after: Directory, today: JstDate): readonly JstDate[] => {
  const dates = new Set<JstDate>([today]);
  for (const { position, from, until } of [...before.data.posts, ...after.data.posts]) {
    if (position === '') continue;
    if (from > today) dates.add(from);
    if (until !== undefined && until >= today) dates.add(plusDays(until, 1));
  }
  return [...dates].sort(byText);
};

const personChange = (before: Directory, after: Directory, person: Person): readonly PersonChange[] => {
  const was = before.person(person.id);
  const [old, now] = [before.allPostsOf(person.id), after.allPostsOf(person.id)];
  const same = was?.name === person.name && was.email === person.email && was.phone === person.phone;
  if (same && samePosts(old, now)) return [];
  const begins = now.filter((post) => !old.some((other) => seat(other) === seat(post)));
  const ends = now.filter(
    (post) => post.until !== undefined && old.some((other) => seat(other) === seat(post) && other.until !== post.until),
  );
  return [{ person, was, begins, ends, altered: begins.length + ends.length === 0 && !samePosts(old, now) }];
};

const seat = ({ unit, position, from }: Post): string => `${unit}\n${position}\n${from}`;

/** What the new chart changes about who leads; what was already announced is not said again. */
const leadChanges = (
  before: Directory,
  after: Directory,
  dates: readonly JstDate[],
  turning: TurningDays,
): readonly LeadChange[] => {
  const announced = timeline(before, before, turningDays(before, dates));
  const known = new Set(announced.map((event) => JSON.stringify(event)));
  return timeline(before, after, turning).filter((event) => !known.has(JSON.stringify(event)));
};

const timeline = (start: Directory, dir: Directory, { ofUnit }: TurningDays): readonly LeadChange[] =>
  dir.data.units.flatMap(({ id: unit }) => {
    const days = ofUnit(unit);
    let leading = start.headsOf(unit, days[0] ?? '');
    return days.flatMap((on) => {
      const now = dir.headsOf(unit, on);
      const was = leading;
      leading = now;
      const gone = was.filter((person) => !now.includes(person));
      const come = now.filter((person) => !was.includes(person));
      return [
        ...gone.map((person) => ({ unit, person, becomes: false, on })),
        ...come.map((person) => ({ unit, person, becomes: true, on })),
      ];
    });
  });

const uncovered = (dir: Directory, { ofUnit }: TurningDays): readonly Uncovered[] => {
  // Accounts come later than the chart: here it counts who would decide once they have one.
  const reachable: Directory = { ...dir, reachable: (person) => dir.person(person) !== undefined };
  const isPeopled = peopled(dir);
  const found = dir.data.units.flatMap(({ id: unit }) => {
    let vacant = false;
    return ofUnit(unit).flatMap((on) => {
      const was = vacant;
      vacant = isPeopled(unit, on) && dir.headsOf(unit, on).length === 0;
      return vacant && !was ? [{ unit, on, instead: decidesInstead(reachable, unit, on) }] : [];
    });
  });
  return found.sort((a, b) => byText(a.on, b.on));
};

const decidesInstead = (dir: Directory, unit: UnitId, on: JstDate): readonly PersonId[] => {
  if (dir.unit(unit)?.bu === '') return [];
  const [first] = approverChain(dir, { requester: '', unit, role: 'informationManager' }, on).levels;
  return first?.approvers.map(({ person }) => person) ?? [];
};

/** Whether somebody works in a unit that day, or in a group under it; the top is never without a head unnoticed. */
const peopled = (dir: Directory): ((unit: UnitId, on: JstDate) => boolean) => {
  const posts = groupBy(dir.data.posts, ({ unit }) => unit);
  const groups = groupBy(dir.data.units, ({ id }) => dir.parent(id)?.id);
  const top = dir.unitNamed('', '')?.id;
  const works = (unit: UnitId, on: JstDate): boolean => (posts.get(unit) ?? []).some((post) => holdsOn(post, on));
  return (unit, on) => unit === top || works(unit, on) || (groups.get(unit) ?? []).some(({ id }) => works(id, on));
};

/** 「部長」「グループリーダー」「常務理事」 of a unit. */
export const leaderTitle = (dir: Directory, unit: UnitId): string => {
  const found = dir.unit(unit);
  return found ? leadingPosition(found) : '';
};
