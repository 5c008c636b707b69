import type { Ask } from '../../src/core/ask.ts';

/** What the app's message extension offers, by command id; the manifest is held against this. */
export const commands = {
  /** Opens the menu of forms, from wherever somebody writes. */
  menu: { type: 'action', contexts: ['compose', 'commandBox'] },
  /** Carries a message over into a report. */
  incidentFromMessage: { type: 'action', contexts: ['message'] },
} as const;

export type CommandId = keyof typeof commands;

export const isCommand = (id: string): id is CommandId => Object.hasOwn(commands, id);

/** What a command asks for; `carried` is the text and link of the message it was used on. */
export const askOfCommand = (id: CommandId, carried: string | undefined): Ask =>
  id === 'menu'
    ? { type: 'press', verb: 'menu' }
    : { type: 'open', form: 'incident/new', context: carried ? { arg: carried } : {} };
