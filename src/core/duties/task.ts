import type { PersonId } from '../outbound.ts';
import type { JstDate, UnitId } from '../people/directory.ts';

/** One person's share of a duty that comes round. Rows of their own, not cases: there may be a million of them. */
export type Task = {
  /** `duty-2026-3/S012`: the plan and the person. */
  id: string;
  plan: string;
  person: PersonId;
  unit: UnitId;
  due: JstDate;
  /** `shown`: waits for the second of two people; `ended`: does not concern this person any more. */
  status: 'open' | 'shown' | 'done' | 'ended';
  /** Instant (ISO, UTC) of the next reminder; null when there is none. */
  next: string | null;
  /** The day of the last reminder, by which its message is found again. */
  reminded: JstDate | null;
  /** How often it has been put off in this round. */
  putOff: number;
  doneAt: string | null;
  doneBy: PersonId | null;
  version: number;
};

export type TaskStatus = Task['status'];

/** What a commit does to a task: `expected` 0 = new; another version by now answers `stale`. */
export type TaskChange = { next: Task; expected: number };

export type TaskFilter = {
  plan?: string;
  people?: readonly PersonId[];
  units?: readonly UnitId[];
  statuses?: readonly TaskStatus[];
  /** Keyset paging: tasks after this id, at most `limit` (default 500), in id order. */
  after?: string;
  limit?: number;
};

/** How many tasks of a plan stand how, by unit. */
export type TaskCount = { unit: UnitId; status: TaskStatus; count: number };

/** A message that is drawn when it is delivered, from what stands then: everything asked of one person on one morning. */
export type Digest = { person: PersonId; on: JstDate };

export const taskId = (plan: string, person: PersonId): string => `${plan}/${person}`;

/** `duties/S012/2026-11-24`: a new day is a new message, so that it is noticed. */
export const digestSlot = ({ person, on }: Digest): string => `duties/${person}/${on}`;

/** The other way round; undefined for any other slot. */
export const digestOf = (slot: string): Digest | undefined => {
  const found = /^duties\/(.+)\/(\d{4}-\d{2}-\d{2})$/.exec(slot);
  return found ? { person: found[1] ?? '', on: found[2] ?? '' } : undefined;
};

/** Still asked of somebody. */
export const isAsked = ({ status }: Task): boolean => status === 'open' || status === 'shown';
