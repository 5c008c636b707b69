import type { Card } from './card.ts';

export type PersonId = string;

export type Platform = 'slack' | 'teams' | 'console';

/** One chat account: `space` is the Slack team or Teams tenant (`console` on the console). */
export type AccountRef = { platform: Platform; space: string; user: string };

/** People first: which platform a person reads is resolved at delivery. Unmatched accounts are addressed directly. */
export type Addressee = { person: PersonId } | { account: AccountRef };

/** Lanes in order of precedence: accidents, decisions, notes to one person, reminder waves. */
export const lanes = ['urgent', 'card', 'note', 'wave'] as const;
export type Lane = (typeof lanes)[number];

/** How one card of one person should look now. Posting and updating are one operation; a newer one supersedes. */
export type Outbound = {
  /** `case/takeout-2026-1/S012`; a message that must make the phone ring is a slot of its own. */
  slot: string;
  to: Addressee;
  lane: Lane;
  card: Card;
};
