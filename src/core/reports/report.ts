import { z } from 'zod';
import { Items } from './items.ts';
import { parts } from './parts.ts';
import { When } from './when.ts';

const instant = z.string().min(20);
const who = z.string().min(1);
const role = z.enum(['informationManager', 'infrastructureManager', 'securityManager', 'chiefOfficer']);

const Done = z.object({ by: who, at: instant });
export type Done = z.infer<typeof Done>;

/** What has happened, as cards tell it; never a word about what has leaked. The ledger holds the full record. */
const Past = z.object({ at: instant, by: z.string(), what: z.string(), note: z.string().optional() });
export type Past = z.infer<typeof Past>;

/** 第一報, 続報, 最終報 as they were sent: kept, never overwritten. */
const Version = z.object({ label: z.string(), by: who, at: instant, items: Items });
export type Version = z.infer<typeof Version>;

/** Who was told beyond those it reaches by itself: a role of ours, or an office outside. */
const Escalation = z.object({
  to: z.enum(['chiefOfficer', 'infrastructureManager', 'securityManager', 'city']),
  /** Persons of that role at that time, or whom of the city's office. */
  whom: z.array(z.string()),
  by: z.string(),
  at: instant,
  note: z.string().optional(),
});
export type Escalation = z.infer<typeof Escalation>;

/** Something a role must do by a time: to contain the damage (2-7(3)(ウ)①), or a measure of the 責任者's (③). */
const Order = z.object({
  no: z.number().int().positive(),
  for: z.enum(['containment', 'measure']),
  role,
  unit: z.string(),
  what: z.string(),
  due: instant,
  by: who,
  at: instant,
  /** How far up the chain it has gone because it was late. */
  level: z.number().int().nonnegative(),
  /** Since when the present level has had it. */
  since: instant,
  acknowledged: Done.optional(),
  done: Done.extend({ note: z.string() }).optional(),
});
export type Order = z.infer<typeof Order>;

/** Evidence stays out of chat: a number, what it is, and where it is kept. */
const Evidence = z.object({ no: z.string(), what: z.string(), kept: z.string(), by: who, at: instant });

const base = {
  kind: z.string(),
  /** 訓練: the same life, marked on every card, in no register. */
  drill: z.boolean(),
  /** Grows with every step: a button of an older card says so. */
  revision: z.number().int().positive(),
  /** A person's id, or `slack:T1/U1` where the account is not in the chart. */
  reporter: who,
  /** The reporter's unit on the day of the report; empty for an account the chart does not know. */
  unit: z.string(),
  /** Whom it came from, when somebody told it for a citizen or a colleague; else empty. */
  source: z.string(),
  /** The reporter's name stays from the unit (2-9(2)(ウ)). */
  hideReporter: z.boolean(),
  /** People it is about, or who caused it: none of them gets, carries or confirms it. */
  about: z.array(who),
  /** Carried through the life of 2-7(3); else received, settled and closed. */
  incident: z.boolean(),
  /** Rings at any hour. */
  severe: z.boolean(),
  personal: z.enum(['yes', 'no', 'unknown']),
  /** What the kind's own fields said. */
  values: z.record(z.string(), z.unknown()),
  reportedAt: instant,
  /** When any unit first knew, where that was before the report. */
  firstKnown: When.optional(),
  items: Items,
  versions: z.array(Version),
  /** How far up the report has been pushed for want of an acknowledgement, and since when. */
  level: z.number().int().nonnegative(),
  since: instant,
  escalations: z.array(Escalation),
  orders: z.array(Order),
  evidence: z.array(Evidence),
  /** Small things of a kind that are done once: wiped, changed, deleted. */
  tasks: z.record(z.string(), Done.extend({ note: z.string() })),
  /** Who confirms where the 責任者 is away or concerned: named outside the bot, recorded by the 管理者 (routing 8). */
  standIn: Done.extend({ person: who, why: z.string() }).optional(),
  history: z.array(Past),
  /** Everybody who ever got a card: their copies stay true. */
  seen: z.array(who),
  /** Who was what to it when its cards were last drawn. */
  present: z.array(z.string()),
  ...parts,
};

const carried = { received: Done };
const Plan = Done.extend({ text: z.string() });
const Confirmed = Done.extend({ as: z.enum(['chiefOfficer', 'standIn']), said: z.string() });
const planned = { ...carried, plan: Plan };
const ordered = { ...planned, confirmed: Confirmed };

export const Report = z.discriminatedUnion('status', [
  z.object({ ...base, status: z.literal('reported') }),
  /** Somebody has it: escalation, containment, evidence and cause happen here. */
  z.object({ ...base, ...carried, status: z.literal('received'), question: z.string().optional() }),
  /** The prevention plan lies before the 責任者. */
  z.object({ ...base, ...planned, status: z.literal('planned') }),
  /** Confirmed, measures ordered. */
  z.object({ ...base, ...ordered, status: z.literal('ordered') }),
  /** Measures done; the effect is checked on `checkOn` (JST date). */
  z.object({ ...base, ...ordered, status: z.literal('done'), finished: Done, checkOn: z.string() }),
  z.object({
    ...base,
    status: z.literal('closed'),
    received: Done.optional(),
    plan: Plan.optional(),
    confirmed: Confirmed.optional(),
    closed: Done.extend({ why: z.string() }),
  }),
  z.object({ ...base, status: z.literal('withdrawn'), withdrawn: Done.extend({ why: z.string() }) }),
]);
export type Report = z.infer<typeof Report>;
export type Status = Report['status'];
export type ReportIn<S extends Status> = Extract<Report, { status: S }>;

export const isOver = (report: Report): boolean => report.status === 'closed' || report.status === 'withdrawn';

const own = new Set([
  'received',
  'question',
  'plan',
  'confirmed',
  'finished',
  'checkOn',
  'closed',
  'withdrawn',
  'status',
]);

export type Base = Omit<ReportIn<'reported'>, 'status'>;

/** The fields every status shares, parts included, to build the next state from. */
export const baseOf = (report: Report): Base =>
  Object.fromEntries(Object.entries(report).filter(([name]) => !own.has(name))) as Base;
