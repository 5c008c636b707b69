import type { Block } from './card.ts';

export type Option = { value: string; label: string; hint?: string };

type Shared = {
  /** Flat name, unique in the form; a field in rows is `items.0.name`. */
  name: string;
  label: string;
  hint?: string;
  required: boolean;
  /** The sentence that says what to correct here. */
  error?: string;
};

/** One field as it should look now, with what the person has typed so far. */
export type FieldView = Shared &
  (
    | { kind: 'text'; value: string; max: number }
    | { kind: 'paragraph'; value: string; max: number }
    | { kind: 'number'; value: string; min: number; max: number }
    /** JST date, `YYYY-MM-DD`, or empty. */
    | { kind: 'date'; value: string }
    | { kind: 'choice'; value: string; options: readonly Option[] }
    | { kind: 'choices'; value: readonly string[]; options: readonly Option[] }
    /** A person's id. Adapters offer names through a `suggest` intent; a typed name or 職員番号 is accepted too. */
    | { kind: 'person'; value: string; shown: string }
  );

/** A group that repeats (`items.0.…`, `items.1.…`); the add button sends a `redraw` intent with one row more. */
export type RowsView = {
  kind: 'rows';
  name: string;
  label: string;
  rows: readonly (readonly FieldView[])[];
  min: number;
  max: number;
  add: string;
};

/** What a form is about; travels through the platform and comes back with the submission. */
export type FormContext = {
  case?: string | undefined;
  version?: number | undefined;
  arg?: string | undefined;
  /** Made when the form was opened: one opened form makes at most one case, however often it is sent. */
  once?: string;
};

export type Form = {
  /** Names the schema and the decision, e.g. `request/takeout`. */
  name: string;
  title: string;
  /** Label of the button that sends it: 送信. */
  submit: string;
  context: FormContext;
  intro: readonly Block[];
  fields: readonly (FieldView | RowsView)[];
};

/** What a platform sends back: flat field names to a string, or a list of strings for `choices`. */
export type RawValues = Readonly<Record<string, string | readonly string[]>>;
