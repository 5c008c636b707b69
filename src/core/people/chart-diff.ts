import type { PersonId } from '../outbound.ts';
import { plusDays } from '../time.ts';
import { approverChain } from './approvers.ts';
import type { JstDate, Person, Post, UnitId } from './directory.ts';
import { type Directory, holdsOn, leadingPosition } from './lookup.ts';
import { byText, samePosts } from './merge-posts.ts';

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
  return {
    people: after.data.people.flatMap((person) => personChange(before, after, person)),
    leads: leadChanges(before, after, dates),
    uncovered: uncovered(after, dates),
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
const leadChanges = (before: Directory, after: Directory, dates: readonly JstDate[]): readonly LeadChange[] => {
  const known = new Set(timeline(before, before, dates).map((event) => JSON.stringify(event)));
  return timeline(before, after, dates).filter((event) => !known.has(JSON.stringify(event)));
};

const timeline = (start: Directory, dir: Directory, dates: readonly JstDate[]): readonly LeadChange[] => {
  const [today = ''] = dates;
  return dir.data.units.flatMap(({ id: unit }) => {
    let leading = start.headsOf(unit, today);
    return dates.flatMap((on) => {
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
};

const uncovered = (dir: Directory, dates: readonly JstDate[]): readonly Uncovered[] => {
  // Accounts come later than the chart: here it counts who would decide once they have one.
  const reachable: Directory = { ...dir, reachable: (person) => dir.person(person) !== undefined };
  let vacant = new Set<UnitId>();
  return dates.flatMap((on) => {
    const was = vacant;
    vacant = new Set([...peopled(dir, on)].filter((unit) => dir.headsOf(unit, on).length === 0));
    const fresh = [...vacant].filter((unit) => !was.has(unit));
    return fresh.map((unit) => ({ unit, on, instead: decidesInstead(reachable, unit, on) }));
  });
};

const decidesInstead = (dir: Directory, unit: UnitId, on: JstDate): readonly PersonId[] => {
  if (dir.unit(unit)?.bu === '') return [];
  const [first] = approverChain(dir, { requester: '', unit, role: 'informationManager' }, on).levels;
  return first?.approvers.map(({ person }) => person) ?? [];
};

/** Units somebody works in that day, the 部 above them, and the top. */
const peopled = (dir: Directory, on: JstDate): ReadonlySet<UnitId> => {
  const units = new Set<UnitId>();
  const top = dir.unitNamed('', '');
  if (top) units.add(top.id);
  for (const post of dir.data.posts) if (!units.has(post.unit) && holdsOn(post, on)) units.add(post.unit);
  for (const unit of [...units]) {
    const above = dir.parent(unit);
    if (above) units.add(above.id);
  }
  return units;
};

/** 「部長」「グループリーダー」「常務理事」 of a unit. */
export const leaderTitle = (dir: Directory, unit: UnitId): string => {
  const found = dir.unit(unit);
  return found ? leadingPosition(found) : '';
};
