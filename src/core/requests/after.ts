import type { Json } from '../facts.ts';
import type { Fields } from '../form-schema.ts';
import type { ApproverRole, JstDate } from '../people/directory.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * What remains to be done once a request is approved: given back, restored, ended, destroyed. It has a due date of its own, reminders
 * before and after it, and somebody else who confirms that it was done.
 */
export type After = {
  /** What it is called: 「返却」. */
  name: string;
  /** How it stands until then: 「持ち出し中」. */
  running: string;
  /** What the requester says when it is done, on the button: 「返却した」. */
  done: string;
  /** Asked of them: 「戻して」, and once they have: 「戻したら」. */
  act: string;
  acted: string;
  /** The due date as the form calls it, and as it was granted: 「返却予定日」, 「返却期限」. */
  due: string;
  limit: string;
  clause: string;
  on(values: Values): JstDate;
  /** What is told with it, besides a remark. */
  fields: Fields;
  intro: string;
  /** Who confirms it, never one of those who asked. */
  confirm: ApproverRole;
  confirmIntro: string;
  /** What may have been seen, one to tick. */
  checks: readonly { value: string; label: string }[];
  /** What was told and what was seen can't both be: the sentence at the tick. */
  contradicts?(said: Values, checked: string): string | undefined;
  /** The field (a person) that names who did it: they do not confirm it either. */
  doer?: string;
  /** The due date may be put off by a new decision. */
  extends?: true;
  /** It is a thing that can be lost. */
  lost?: true;
};

/** Done first for want of time, reported after (2-9(5)(イ)). */
export type First = {
  when(values: Values): boolean;
  report: After;
  /** Told at once. */
  tells: readonly ApproverRole[];
  /** Business days until the report must be there. */
  days: number;
};

/** What is answered in place of a decision: a judgement, or a task reported done. */
export type Answer = {
  /** What the card asks for: 「分類の判断」. */
  ask: string;
  button: string;
  /** What the requester's phone says. */
  ring: string;
  intro: string;
  fields: Fields;
};

type Kind = { after?: After; first?: First };

/** What remains to be done for these values, if anything. */
export const afterOf = (kind: Kind, values: Values): After | undefined =>
  kind.first?.when(values) ? kind.first.report : kind.after;

/** Codes, counts and dates: what the ledger may keep for ever. What was typed is not among them. */
export const codesOf = (fields: Fields, values: Values): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, Json][] => {
      if (field.kind === 'rows') return [];
      const { kind } = field.view('', undefined, String);
      const value = values[name];
      const plain = kind === 'choice' || kind === 'choices' || kind === 'number' || kind === 'date';
      return plain && value !== undefined && value !== '' ? [[name, value as Json]] : [];
    }),
  );
