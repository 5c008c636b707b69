import type { Block, Button } from '../card.ts';
import type { RawValues } from '../form.ts';
import type { Fields, Values } from '../form-schema.ts';
import type { Report } from './report.ts';
import type { Decided, Run } from './run.ts';
import type { As } from './standing.ts';

/** The case as it stands, to somebody, when a step is offered or taken. */
export type Before = {
  run: Run;
  report: Report;
  /** What whoever asks is to it, by the chart of this moment. */
  as: ReadonlySet<As>;
  /** What the button carries (an order's number, say). */
  arg?: string | undefined;
};

type Common = {
  /** Verb of the button, and the form's name after the kind: `incident/escalate`. Letters only. */
  name: string;
  /** On the button: at most 20 letters. */
  label: string;
  style?: Button['style'];
  /** Stands on the card itself; else behind 「ほかの操作」. A function where that depends. */
  first?: boolean | ((before: Before) => boolean);
  /** Who may take it: anybody who is one of these. */
  by: readonly As[];
  /** Whether it can be taken as the case stands; a step that can't is not offered, and refused when forged. */
  when(report: Report, before: Before): boolean;
  /** What was seen decides: a button of an older card is refused. */
  fresh?: true;
  /** Sections draw its buttons (one for each order, say); it is not listed among the others. */
  placed?: true;
};

/** A step that acts at once. */
export type PressStep = Common & {
  confirm?: (before: Before) => NonNullable<Button['confirm']>;
  take(before: Before): Decided;
};

/** A step with a form. */
export type FormStep<F extends Fields = Fields> = Common & {
  title: string;
  intro(before: Before): readonly Block[];
  fields: F | ((before: Before) => F);
  /** What the form begins with. */
  raw?(before: Before): RawValues;
  submit(before: Before, values: Values<F>): Decided;
};

// biome-ignore lint/suspicious/noExplicitAny: each step's file is checked with its own fields; the list holds them all
export type Step = PressStep | FormStep<any>;

export const pressStep = (step: PressStep): Step => step;
export const formStep = <F extends Fields>(step: FormStep<F>): Step => step;

// biome-ignore lint/suspicious/noExplicitAny: as above
export const hasForm = (step: Step): step is FormStep<any> => 'submit' in step;

export const fieldsOf = (step: FormStep, before: Before): Fields =>
  typeof step.fields === 'function' ? step.fields(before) : step.fields;

/** Whether this person may take it now. */
export const isOffered = (step: Step, before: Before): boolean =>
  step.by.some((as) => before.as.has(as)) && step.when(before.report, before);
