import type { Intent } from '../../src/app/intents.ts';
import type { Ask } from '../../src/core/ask.ts';
import type { AccountRef } from '../../src/core/outbound.ts';

/** Where the answer to a request can be shown. */
export type Place =
  /** A message in a channel that names the bot; `thread` when it stands in one. */
  | { at: 'mention'; channel: string; thread?: string }
  | { at: 'message'; trigger: string; responseUrl?: string; channel?: string; thread?: string }
  | { at: 'command' | 'shortcut'; trigger: string; responseUrl?: string }
  | { at: 'home'; trigger: string }
  | { at: 'modal'; trigger: string; view: string; hash?: string; holdsForm: boolean }
  | { at: 'submission'; inputs: readonly string[] }
  | { at: 'suggestion' }
  | { at: 'event' };

/** A verified payload, read once. `odd` is none of Slack's making; `ignored` concerns nobody here. */
export type Request =
  | { is: 'ask'; team: string; user: string; place: Place; intent: Intent }
  | { is: 'ignored' }
  | { is: 'odd' };

export const odd: Request = { is: 'odd' };
export const ignored: Request = { is: 'ignored' };

export const asked = (team: string, actor: AccountRef | 'clock', place: Place, key: string, ask: Ask): Request => ({
  is: 'ask',
  team,
  user: actor === 'clock' ? '' : actor.user,
  place,
  intent: { key: `slack/${team}/${key}`, actor, ask, ownKey: true },
});
