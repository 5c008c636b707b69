import type { Ask } from '../core/ask.ts';
import type { AccountRef } from '../core/outbound.ts';

/**
 * One thing asked for, once. `key` names it: the same key never does its work twice
 * (Slack: team/action_ts/subject, event_id; Teams: case, version, actor, verb; clock: timer id and time).
 * `actor` comes from the platform's verified envelope alone, never from a card's value.
 */
export type Intent = {
  key: string;
  actor: AccountRef | 'clock';
  ask: Ask;
  /** The platform changes the pressed card with its answer: `done` comes with the card as it looks now. */
  redraws?: true;
  /**
   * Each act of a person has a key of its own here (Teams: the same button again is the same key). What comes again
   * under it was sent again by a machine, so a refused act stays refused, also when it would be allowed by now.
   */
  ownKey?: true;
};
