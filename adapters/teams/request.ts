import type { Intent } from '../../src/app/intents.ts';
import type { AccountRef } from '../../src/core/outbound.ts';

/** Where the answer to an activity can be shown. */
export type Where =
  | { at: 'message' }
  /** A message in a channel that names the bot; `member` is the person's id there. */
  | { at: 'channel'; serviceUrl: string; conversation: string; member: string }
  /** A button of a card; `about` is the case of that card, whose present look is the best answer. */
  | { at: 'card'; about: string | undefined; personal: boolean }
  | { at: 'dialog' };

/** The personal conversation an activity came from, when it came from one. */
export type HeardFrom = { serviceUrl: string; conversation: string; member: string };

/** A verified activity, read once. `odd` is none of Teams' making; `ignored` concerns nobody here. */
export type Request =
  | { is: 'ask'; account: AccountRef; where: Where; intent: Intent; heardFrom: HeardFrom | undefined }
  /** The bot was added to somebody's chats. */
  | { is: 'arrived'; account: AccountRef; key: string; heardFrom: HeardFrom }
  | { is: 'left'; account: AccountRef }
  | { is: 'ignored' }
  | { is: 'odd' };

export const odd: Request = { is: 'odd' };
export const ignored: Request = { is: 'ignored' };
