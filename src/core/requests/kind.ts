import type { FactRow } from '../card.ts';
import type { Json } from '../facts.ts';
import type { RawValues } from '../form.ts';
import type { Fields, Values } from '../form-schema.ts';
import type { ApproverRole, JstDate } from '../people/directory.ts';

/** Why a request does not go to an approver yet. */
export type Problem =
  /** Can be put right at these fields (flat name to sentence). */
  | { fields: Readonly<Record<string, string>> }
  /** Can't be put right in the form: kept as a draft, with the clause and a way on. */
  | { stop: { clause: string; text: string } };

/** Everything one kind of request is. Its life, routing, cards, register and words are the same for all. */
export type Kind<F extends Fields = Fields> = {
  /** Identifier of domain.md; names cases, forms and the register. */
  name: string;
  /** What people call it: 「持ち出し」. */
  label: string;
  /** Words that open its form, typed or after `/mamori`. */
  words: readonly string[];
  /** The clauses it rests on, the main one first. */
  clauses: readonly string[];
  /** One line in the menu. */
  about: string;
  fields: F;
  /** A typed sentence that is about this kind: what it already says, by flat field name; undefined when it is not. */
  hear(sentence: string, today?: JstDate): RawValues | undefined;
  /** One approval by each of these roles. */
  approvers: readonly ApproverRole[];
  /** Only holders of these roles may ask; everybody when absent. */
  mayAsk?: readonly ApproverRole[];
  /** Something is out and comes back, with a due date; else approval ends it. */
  comesBack: boolean;
  /** Runs before any approver is bothered. `today` is a JST date. */
  check(values: Values<F>, today: string): Problem | undefined;
  /** The one line that names it in lists: 「ノートPC ほか1件」. */
  subject(values: Values<F>): string;
  /** What an approver needs to decide, no more. */
  facts(values: Values<F>): readonly FactRow[];
  /** What is risky about this one, in a sentence each. */
  risks(values: Values<F>): readonly string[];
  period(values: Values<F>): { from: string; until: string } | undefined;
  /** What the ledger may keep for ever: classes, counts, dates. */
  record(values: Values<F>): Readonly<Record<string, Json>>;
};

// biome-ignore lint/suspicious/noExplicitAny: each kind file is checked with its own fields; the list holds them all
export type AnyKind = Kind<any>;

/** Checks a kind's file against its own fields. */
export const defineKind = <F extends Fields>(kind: Kind<F>): AnyKind => kind;
