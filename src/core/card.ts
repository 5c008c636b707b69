import { z } from 'zod';

/**
 * What a button does. `press` acts at once; `open` opens a form and needs the click's short-lived trigger.
 * A card carries the case and the version it was drawn from, never who may act: that is decided on the click.
 */
export const Action = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('press'),
    verb: z.string().min(1).max(60),
    case: z.string().min(1).max(80).optional(),
    version: z.number().int().nonnegative().optional(),
    arg: z.string().max(1000).optional(),
  }),
  z.object({
    do: z.literal('open'),
    form: z.string().min(1).max(60),
    case: z.string().min(1).max(80).optional(),
    version: z.number().int().nonnegative().optional(),
    arg: z.string().max(1000).optional(),
  }),
]);
export type Action = z.infer<typeof Action>;

/** Asked once more before a press counts: who and what. */
export type Confirm = { title: string; text: string; yes: string; no: string };

export type Button = { label: string; style?: 'primary' | 'danger'; action: Action; confirm?: Confirm };

export type FactRow = readonly [label: string, value: string];

export type BarRow = { label: string; done: number; total: number };

/** The closed vocabulary of cards. All text is plain: an adapter escapes it for its platform. */
export type Block =
  | { kind: 'text'; text: string; style?: 'strong' | 'subtle' }
  | { kind: 'facts'; rows: readonly FactRow[] }
  | { kind: 'list'; items: readonly string[] }
  /** How far each of some groups is: drawn where a platform can, else in letters. */
  | { kind: 'bars'; rows: readonly BarRow[] }
  | { kind: 'divider' }
  /** Leads out of the chat, to a page of our own. */
  | { kind: 'link'; label: string; url: string }
  | { kind: 'buttons'; buttons: readonly Button[] };

export type Card = {
  title: string;
  /** Colour or mark of the card; never the only carrier of meaning. */
  tone: 'plain' | 'attention' | 'good' | 'stop';
  /** Notification and lock-screen text: kind and number, no names, no contents. */
  notice: string;
  blocks: readonly Block[];
};

export const text = (value: string, style?: 'strong' | 'subtle'): Block =>
  style ? { kind: 'text', text: value, style } : { kind: 'text', text: value };

export const buttons = (...list: readonly Button[]): Block => ({ kind: 'buttons', buttons: list });
