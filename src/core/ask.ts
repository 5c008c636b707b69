import type { Action, Card } from './card.ts';
import type { Form, FormContext, Option, RawValues } from './form.ts';
import type { Account } from './people/directory.ts';

/** Everything a person, a platform or the clock can ask for. */
export type Ask =
  /**
   * A typed sentence or the words after `/mamori`. A form opens at once after a command (`always`: it carries the trigger) and for
   * a bare word on the console (`words`); elsewhere the answer is a card with 「フォームを開く」.
   * `inChannel`: said to the bot where others read along. `aside`: the platform shows the asker alone an answer in that place;
   * `elsewhere`: the answer goes to the personal chat, and the channel gets a line that tells nothing.
   */
  | { type: 'say'; text: string; canOpen: 'always' | 'words' | 'never'; inChannel?: 'aside' | 'elsewhere' }
  | { type: 'open'; form: string; context: FormContext }
  /** The same form with what was typed and one row more. */
  | { type: 'redraw'; form: string; context: FormContext; values: RawValues; more: string }
  | { type: 'submit'; form: string; context: FormContext; values: RawValues }
  | ({ type: 'press' } & Omit<Extract<Action, { do: 'press' }>, 'do'>)
  | { type: 'home' }
  /** A table sent to the bot as a file. `at` is the platform's own reference: read only once it is known who asks. */
  | { type: 'file'; name: string; size: number; at: string }
  | { type: 'suggest'; query: string }
  /** What a platform says about its accounts: at a sync, or when one changes. */
  | { type: 'profiles'; profiles: readonly Omit<Account, 'person' | 'seenAt' | 'preferred'>[] }
  | { type: 'wake'; subject: string; what: string; timer: string };

/** The private answer to whoever asked. Cards of others change by delivery, not here. */
export type Reply =
  /** `card`: the case's card of whoever asked, as it looks now; for platforms that asked for it. */
  | { kind: 'done'; card?: Card }
  | { kind: 'say'; card: Card }
  /** For everybody where the button was pressed. */
  | { kind: 'share'; card: Card }
  | { kind: 'form'; form: Form }
  /** The form again, with a sentence at each field to correct and everything typed still in it. */
  | { kind: 'errors'; form: Form }
  | { kind: 'options'; options: readonly Option[] }
  | { kind: 'home'; card: Card };
