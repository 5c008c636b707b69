import type { Json } from '../facts.ts';
import type { PersonId } from '../outbound.ts';
import type { JstDate, UnitId } from '../people/directory.ts';
import type { Running } from './finish.ts';
import type { Plan } from './plan.ts';
import type { Task, TaskStatus } from './task.ts';

/** A record of a plan's chain, as far as it says something about somebody's share. */
export type Told = {
  seq: number;
  hash: string;
  at: string;
  type: string;
  actor: string;
  data: Readonly<Record<string, Json>>;
  details: Readonly<Record<string, Json>>;
};

/** One person's share of one round: what a register of duties has a line for. */
export type Round = {
  id: string;
  plan: Running;
  person: PersonId;
  unit: UnitId;
  due: JstDate;
  status: TaskStatus;
  putOff: number;
  shownAt?: string;
  doneAt?: string;
  doneBy?: PersonId;
  /** `quiz`, `report`; absent where the person said so. */
  way?: string;
  /** Which version of the policy was read. */
  version?: number;
  /** The day of a session held for those who had missed it. */
  held?: JstDate;
  result?: string;
  improvements?: string;
  /** The last record that says something about it. */
  position?: { chain: string; seq: number; hash: string };
};

/** `duty-2026-3/S012/2026-09-01` */
export const roundId = (plan: string, person: PersonId, due: JstDate): string => `${plan}/${person}/${due}`;

export const readRoundId = (id: string): { plan: string; person: PersonId; due: JstDate } | undefined => {
  const [, plan, person, due] = /^(duty-\d+-\d+)\/(.+)\/(\d{4}-\d{2}-\d{2})$/.exec(id) ?? [];
  return plan && person && due ? { plan, person, due } : undefined;
};

const textIn = (values: Told['data'], name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const put = <K extends keyof Round>(name: K, value: Round[K] | undefined): Partial<Round> =>
  value === undefined ? {} : ({ [name]: value } as Partial<Round>);

const endings = ['duty.done', 'duty.confirmed', 'duty.attended'];

/** What one record adds to a round. */
const saidIn = ({ type, at, actor, data, details }: Told): Partial<Round> => {
  if (type === 'duty.shown') return { status: 'shown', shownAt: at };
  if (type === 'duty.putOff') return { putOff: typeof data.times === 'number' ? data.times : 0 };
  if (!endings.includes(type)) return {};
  return {
    status: 'done',
    doneAt: at,
    doneBy: actor,
    ...put('way', textIn(data, 'way')),
    ...put('version', typeof data.version === 'number' ? data.version : undefined),
    ...put('held', textIn(data, 'held')),
    ...put('result', textIn(details, 'result')),
    ...put('improvements', textIn(details, 'improvements')),
  };
};

/** The rounds as the shares stand alone: what is asked now, or was done last. */
export const standingRound = (plan: Running, task: Task): Round => ({
  id: roundId(plan.id, task.person, task.due),
  plan,
  person: task.person,
  unit: task.unit,
  due: task.due,
  status: task.status,
  putOff: task.putOff,
  ...put('doneAt', task.doneAt ?? undefined),
  ...put('doneBy', task.doneBy ?? undefined),
});

/**
 * Every round of a plan, from the shares as they stand and from what its chain tells: what comes round again each few
 * months keeps a line for each time it was done.
 */
export const roundsOf = (plan: Running, tasks: readonly Task[], told: readonly Told[]): Round[] => {
  const rounds = new Map<string, Round>();
  const units = new Map(tasks.map(({ person, unit }) => [person, unit]));
  const begun = told.find(({ type }) => type === 'duty.started') ?? told[0];
  const mark = (record: Told | undefined): Partial<Round> =>
    record ? { position: { chain: plan.id, seq: record.seq, hash: record.hash } } : {};
  for (const task of tasks) {
    const { doneAt: _, doneBy: __, ...standing } = standingRound(plan, task);
    rounds.set(standing.id, { ...standing, ...mark(begun) });
  }
  const standing = new Set(rounds.keys());
  for (const record of told) {
    const [person, due] = [textIn(record.data, 'person'), textIn(record.data, 'due')];
    if (!person || !due) continue;
    const id = roundId(plan.id, person, due);
    const unit = textIn(record.data, 'unit') ?? units.get(person) ?? '';
    const before = rounds.get(id) ?? { id, plan, person, unit, due, status: 'open' as const, putOff: 0 };
    rounds.set(id, { ...before, unit, ...saidIn(record), ...mark(record) });
  }
  // A date that was moved before anything was done leaves no round of its own.
  return [...rounds.values()].filter(({ id, doneAt }) => standing.has(id) || doneAt !== undefined);
};

/** 「済み」 and so on, as a register says it. */
export const roundStatus = ({ status, plan }: Round): string => {
  if (status === 'done') return '済み';
  if (status === 'shown') return '確認待ち';
  if (status === 'open') return 'まだ';
  return plan.state.status === 'closed' ? '済まないまま終了' : '対象から外れました';
};

/** Whether this unit's 実施記録 has gone to the 責任者, and when last. */
export const reportedAt = (plan: Plan, unit: UnitId): string | undefined => plan.reports[unit]?.at;
