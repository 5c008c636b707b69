import type { FactRow } from '../card.ts';
import type { Json } from '../facts.ts';
import { valueText } from '../field-text.ts';
import type { RawValues } from '../form.ts';
import type { Fields, Values } from '../form-schema.ts';
import type { ApproverRole, JstDate } from '../people/directory.ts';
import type { Settings } from '../settings.ts';
import { showDate } from '../time.ts';
import { type After, type Answer, codesOf, type First } from './after.ts';

/** A rule that stops it. `never`: nobody's consent helps, so no way to ask for an 例外措置 is offered. */
export type Stop = { clause: string; text: string; never?: true };

/** Why a request does not go to an approver yet. */
export type Problem =
  /** Can be put right at these fields (flat name to sentence). */
  | { fields: Readonly<Record<string, string>> }
  /** Can't be put right in the form: kept as a draft, with the clause and a way on. */
  | { stop: Stop };

/** One approval by this role; by any one of them where there are several, all asked at once. */
export type SeatRole = ApproverRole | readonly [ApproverRole, ...ApproverRole[]];

export type Period = { from: JstDate; until: JstDate };

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
  /** Its button under an answer about the policy, in Japanese and English. */
  offer: readonly [ja: string, en: string];
  fields: F;
  /** A typed sentence that is about this kind: what it already says, by flat field name; undefined when it is not. */
  hear(sentence: string, today?: JstDate): RawValues | undefined;
  /** One approval for each entry, each by a different person. */
  approvers: readonly SeatRole[];
  /** Judges it first: decides a minor one, passes a major one on to the approvers. */
  judge?: ApproverRole;
  /** Only holders of these roles may ask; everybody when absent. */
  mayAsk?: readonly ApproverRole[];
  /** The approver answers instead of deciding. */
  answer?: Answer;
  /** May be done first and reported after. */
  first?: First;
  /** What remains to be done once it is approved; approval ends it when absent. */
  after?: After;
  /** Runs before any approver is bothered. `today` is a JST date; `held`: the asker's roles of that day. */
  check(values: Values<F>, today: JstDate, held: readonly string[], settings: Settings): Problem | undefined;
  /** What the organization itself says about it, above the form. */
  house?(settings: Settings, today: JstDate): readonly string[];
  /** The one line that names it in lists: 「ノートPC ほか1件」. */
  subject(values: Values<F>): string;
  /** What an approver needs to decide, no more. */
  facts(values: Values<F>): readonly FactRow[];
  /** What is risky about this one, in a sentence each. */
  risks(values: Values<F>): readonly string[];
  period(values: Values<F>): Period | undefined;
  /** What the ledger may keep for ever: classes, counts, dates. */
  record(values: Values<F>): Readonly<Record<string, Json>>;
  /** Concerns 機密性2, or may: decided one by one, never several at once. */
  secret(values: Values<F>): boolean;
  /** Decisions on requests with the same text here are shown for comparison. */
  alike(values: Values<F>): string;
};

// biome-ignore lint/suspicious/noExplicitAny: each kind file is checked with its own fields; the list holds them all
export type AnyKind = Kind<any>;

type Derived = 'facts' | 'risks' | 'period' | 'record' | 'secret' | 'alike';
type Written<F extends Fields> = Omit<Kind<F>, Derived> & Partial<Pick<Kind<F>, Derived>>;

const periodIn = ({ from, until }: Readonly<Record<string, unknown>>): Period | undefined =>
  typeof from === 'string' && typeof until === 'string' && from && until ? { from, until } : undefined;

const shown = { date: showDate, person: String };

const rowsIn = (fields: Fields, values: Readonly<Record<string, unknown>>): FactRow[] =>
  Object.entries(fields).flatMap(([name, field]): FactRow[] => {
    const cell = valueText(field, values[name], shown);
    return cell === '' ? [] : [[field.label, cell]];
  });

/** Checks a kind's file against its own fields, and derives from them what the file does not say itself. */
export const defineKind = <F extends Fields>(kind: Written<F>): AnyKind =>
  ({
    facts: (values) => rowsIn(kind.fields, values),
    risks: () => [],
    period: periodIn,
    record: (values) => codesOf(kind.fields, values),
    // Where a file says nothing, the careful reading holds.
    secret: () => true,
    alike: () => '',
    ...(kind as Partial<AnyKind>),
  }) as AnyKind;
