import type { Ask, Reply } from './ask.ts';
import type { Case, Timer } from './case.ts';
import type { Digest, Task, TaskChange, TaskFilter } from './duties/task.ts';
import type { Fact } from './facts.ts';
import type { Form, FormContext } from './form.ts';
import type { AccountRef, Outbound, PersonId } from './outbound.ts';
import type { Contact } from './people/contact.ts';
import type { DirectoryChange, Person, UnitId } from './people/directory.ts';
import type { Directory } from './people/lookup.ts';
import type { Refusal, Result } from './result.ts';
import type { Settings } from './settings.ts';

/** Who asks, as the platform's envelope and the directory of this moment say. */
export type Actor =
  | { is: 'person'; person: Person; account: AccountRef }
  | { is: 'unknown'; account: AccountRef }
  | { is: 'clock' };

/** Everything a decision may look at besides the case itself. */
export type Ctx = {
  /** Instant of people's time, ISO in UTC. */
  now: string;
  dir: Directory;
  settings: Settings;
  actor: Actor;
  /** Other cases the feature has asked for. */
  related?: readonly Case[];
  /** Shares of duties the feature has asked for. */
  tasks?: readonly Task[];
  /** The mark of a clause's words as they read now, for features that read the policy; undefined where there is no such clause. */
  clauseMark?: (clause: string) => string | undefined;
  /** A clause in plain words, likewise. */
  clauseWords?: (clause: string) => string | undefined;
  /** The clauses that bid or forbid somebody in a role something, likewise: what a checklist asks. */
  clausesFor?: (role: string) => readonly { id: string; title: string; plain: string }[];
  /** What is known of the house besides its chart, for features that read it. */
  house?: House;
  /** Number of the policy imported last when it was decided, for features that put decisions on record; 0 before any was. */
  policyVersion?: number;
  /** Where somebody takes a file they have asked for; undefined where this program has no address that people reach. */
  linkTo?: (id: string, askedAt: string, person: PersonId) => string;
  /** 緊急時連絡網 in its order, for features that read it. */
  contacts?: readonly Contact[];
};

/** How the chart of this installation is read: from its configuration, never from chat. */
export type House = {
  emailDomains: readonly string[];
  /** The invented organization, where everybody can be chosen on the local page. */
  sample: boolean;
  /** `units import` has said which units there are. */
  unitsDeclared: boolean;
};

/** What a decision wants: the next state, what the ledger says about it, and the private answer. */
export type Decision<S> = {
  /** Absent: nothing changes. */
  next?: S;
  facts: readonly Fact[];
  /** Messages that must make a phone ring; the state's own cards follow from `project`. */
  pings?: readonly Outbound[];
  /** Other cases of the same feature that it changes: each was in `ctx.related`, and stands or falls with the rest. */
  also?: readonly { id: string; next: S }[];
  directory?: DirectoryChange;
  tasks?: readonly TaskChange[];
  /** Messages that are drawn when they are delivered. */
  digests?: readonly Digest[];
  reply: Reply;
};

/** What follows from a state alone: the row, everybody's card, every timer. Drawn anew after each decision. */
export type Projection = Pick<Case, 'status' | 'open' | 'unit' | 'owner' | 'involved'> & {
  slots: readonly Outbound[];
  timers: readonly Timer[];
};

/** Asks that concern one case, or begin one. */
export type CaseAsk = Extract<Ask, { type: 'submit' | 'press' | 'wake' }>;

/** Asks for a form as it should look. */
export type FormAsk = Extract<Ask, { type: 'open' | 'redraw' }>;

/** One room of the desk: all that `handle` needs to run a kind of case through its life. */
export type Feature<S> = {
  /** Kinds of case it owns; a form or verb of no case yet begins with one of them (`takeout/new`). */
  kinds: readonly string[];
  /** Reads a stored state; throws when it does not fit. */
  read(state: unknown): S;
  /** The form as it should look now, filled with what is known. Changes nothing. */
  open(ctx: Ctx, form: string, context: FormContext, found: Found<S> | undefined): Result<Form>;
  /** The same form with what was typed: one row more, or with the sentences of a refusal at its fields. */
  redraw(
    ctx: Ctx,
    ask: Extract<Ask, { type: 'redraw' | 'submit' }>,
    found: Found<S> | undefined,
    refusal?: Refusal,
  ): Result<Form>;
  /** `fresh` is the id a new case would get. Running it twice is harmless. */
  decide(ctx: Ctx, ask: CaseAsk, found: Found<S> | undefined, fresh: string): Result<Decision<S>>;
  project(ctx: Ctx, id: string, version: number, state: S): Projection;
  /** The one line that names it in lists. */
  line(ctx: Ctx, id: string, state: S): string;
  /** Other cases the decision must look at; they come back in `ctx.related`. `state`: none where the ask begins a case. */
  related?(ctx: Ctx, ask: CaseAsk, state: S | undefined): Related | undefined;
  /**
   * Open cases of a kind a new one is held against; they come back in `ctx.related`. New ones of that kind are then decided one after the other,
   * since each must see the one before.
   */
  beside?(ask: CaseAsk, now: string): { kind: string; openedFrom: string } | undefined;
  /** Shares of duties it must look at; they come back in `ctx.tasks`. */
  tasks?(ctx: Ctx, ask: CaseAsk | FormAsk, found: Found<S> | undefined): TaskFilter | undefined;
  /** Its decisions ask for `ctx.clauseMark` or `ctx.clauseWords`. */
  readsPolicy?: true;
  /** Its decisions say under which version of the policy they were made. */
  keepsPolicy?: true;
  /** People it is kept from even where they may read its register: whom it is about. */
  keptFrom?(state: S): readonly PersonId[];
  /** Its decisions and forms ask for `ctx.contacts`. */
  readsContacts?: true;
  /** Its decisions ask for `ctx.house`. */
  readsHouse?: true;
};

/** Which cases: all of a person's, all that are open, or the newest of a kind in some units. */
export type Related =
  | { involving: PersonId }
  | { open: true }
  | { ids: readonly string[] }
  | { kind: string; units: readonly UnitId[]; openedFrom: string; newest: number };

export type Found<S> = { id: string; version: number; state: S };
