import type { Json } from '../facts.ts';
import type { Ctx } from '../feature.ts';
import type { RawValues } from '../form.ts';
import type { Fields, Values } from '../form-schema.ts';
import type { ApproverRole } from '../people/directory.ts';
import type { Result } from '../result.ts';
import type { Base } from './report.ts';

/** What every report asks: two fields are enough to send. */
export type Told = { subject: string; body: string };

/** Everything one kind of report is. Its life, routing, cards and clocks are the same for all. */
export type ReportKind<F extends Fields = Fields> = {
  /** Identifier of domain.md; names cases and forms. */
  name: string;
  /** What people call it: 「紛失・盗難」. */
  label: string;
  /** Words that open its form, typed or after `/mamori`. */
  words: readonly string[];
  /** A sentence that tells of it. Kinds are asked in the order of the list; `incident` hears the rest. */
  hears?: RegExp;
  clauses: readonly string[];
  /** One line in the menu. */
  about: string;
  /** Read before anything is typed: one sentence a line. */
  firstAid: readonly string[];
  /** First aid ends with whom to phone. */
  callFirst?: true;
  /** What the form begins with when nothing is known. */
  usual?: RawValues;
  /** Beyond 件名 and 内容, shown under them; none may be required. A field of the same name takes the place of a common one. */
  fields: F;
  /** 件名 and 内容, where the fields say more than was typed there. */
  told?(values: Values<F> & Told): Told;
  /** Whom it reaches at once. */
  reach: readonly ApproverRole[];
  /** Rings at any hour, and 15 minutes are counted day and night. */
  severe(values: Values<F> & Told): boolean;
  /** The 責任者 gets it at once. */
  chiefAtOnce(values: Values<F> & Told): boolean;
  /** Many may tell of one event: those that are alike are folded into one instead of ringing every phone. */
  crowds?(values: Values<F> & Told): boolean;
  /** Carried through the life of an incident (2-7(3)). */
  incident(values: Values<F> & Told): boolean;
  personal?(values: Values<F> & Told): Base['personal'];
  /** More that the state begins with: parts, items that are known already. */
  begin?(values: Values<F> & Told, now: string, by: string): Partial<Base>;
  /** Its form holds its own fields alone: it is no report of something that happened. */
  only?: true;
  /** Where not everybody may begin one. */
  mayBegin?(ctx: Ctx): Result<true>;
  /** Whoever plays the reporter, as typed; the case is theirs and marked as a drill. */
  playedBy?(values: Values<F> & Told): string;
  /** What the ledger may keep for ever: classes, counts, dates. */
  record?(values: Values<F> & Told): Readonly<Record<string, Json>>;
};

// biome-ignore lint/suspicious/noExplicitAny: each kind file is checked with its own fields; the list holds them all
export type AnyReportKind = ReportKind<any>;

/** Checks a kind's file against its own fields. */
export const defineReport = <F extends Fields>(kind: ReportKind<F>): AnyReportKind => kind;
