import type { Intent } from '../../src/app/intents.ts';
import type { ChatAdapter, Receive } from '../../src/app/ports.ts';
import type { Reply } from '../../src/core/ask.ts';
import type { RawValues } from '../../src/core/form.ts';
import type { AccountRef } from '../../src/core/outbound.ts';

/** What a person sees of one card: all its text as read, and the labels of its buttons. */
export type SeenCard = { text: string; buttons: readonly string[] };

/** The open form: its title, the labels of its fields in order, all text on it, and what stands in the fields by name. */
export type SeenForm = { title: string; labels: readonly string[]; text: string; values: RawValues };

/** By the label of a field: what is typed, or the label of the option chosen. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** An adapter with one person in front of it: everything the contract may do and look at. */
export type AdapterBench = {
  adapter: ChatAdapter;
  someone: AccountRef;
  /** The person's messages, oldest first, as they look now. */
  cards(): Promise<readonly SeenCard[]>;
  home(): Promise<SeenCard | undefined>;
  /** Types a sentence where a form could open: `/mamori …`, or the console's input line. */
  command(sentence: string): Promise<void>;
  /** Where a typed sentence cannot open a form: the way that can. */
  openForm?(): Promise<void>;
  /** The platform sends a press again under a new id: the same button of the same message is the same press. */
  repeats?: true;
  /** Presses the newest button of that label, on a card or in the open form (with what was typed so far). */
  press(label: string, typed?: Typed): Promise<void>;
  /** Text of the private answer shown last; waits for it. */
  answer(): Promise<string>;
  /** The open form; waits for it. */
  form(): Promise<SeenForm | undefined>;
  submit(typed: Typed): Promise<void>;
  close(): Promise<void>;
};

export type Received = {
  receive: Receive;
  /** What the next intent is answered with; an error is thrown as a store that is down would. */
  next(reply: Reply | Error): void;
  all(): readonly Intent[];
  last(): Intent | undefined;
};

/** A pipeline by hand: keeps every intent a person sent and answers as told, `done` otherwise. */
export const intentsOf = (): Received => {
  const intents: Intent[] = [];
  const replies: (Reply | Error)[] = [];
  return {
    receive: async (intent) => {
      // What an adapter asks by itself: whose account it is, and how a pressed card looks now.
      const { ask } = intent;
      if (ask.type === 'profiles' || (ask.type === 'press' && ask.verb === 'show')) return { kind: 'done' };
      intents.push(intent);
      const reply = replies.shift() ?? { kind: 'done' };
      if (reply instanceof Error) throw reply;
      return reply;
    },
    next: (reply) => void replies.push(reply),
    all: () => intents,
    last: () => intents.at(-1),
  };
};
