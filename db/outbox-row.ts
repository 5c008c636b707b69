import type { OutboxRow } from '../src/app/ports.ts';
import { type Addressee, type Lane, lanes } from '../src/core/outbound.ts';

/** A slot as both databases answer it. */
export type SlotRow = {
  slot: string;
  addressee: string;
  lane: number;
  surface: 'message' | 'home';
  card: string | null;
  revision: number;
  posted: string | null;
  attempts: number;
  uncertain: number;
};

export const toOutboxRow = (row: SlotRow): OutboxRow => ({
  slot: row.slot,
  to: addresseeFrom(row.addressee),
  lane: laneAt(row.lane),
  surface: row.surface,
  card: row.card === null ? undefined : JSON.parse(row.card),
  revision: row.revision,
  ...(row.posted !== null && { posted: JSON.parse(row.posted) }),
  attempts: row.attempts,
  uncertain: row.uncertain === 1,
});

export const laneAt = (place: number): Lane => {
  const lane = lanes[place];
  if (!lane) throw new Error(`no lane ${place}`);
  return lane;
};

/** One text for each recipient: deliveries to the same one wait for each other. */
export const addresseeText = (to: Addressee): string =>
  'person' in to
    ? `person ${to.person}`
    : `account ${JSON.stringify([to.account.platform, to.account.space, to.account.user])}`;

export const addresseeFrom = (text: string): Addressee => {
  const at = text.indexOf(' ');
  const rest = text.slice(at + 1);
  if (text.slice(0, at) === 'person') return { person: rest };
  const [platform, space, user] = JSON.parse(rest);
  return { account: { platform, space, user } };
};

/** What became of a slot, as whoever sent it wants to know. */
export const slotState = (row: { due_at: number | null; parked: string | null; why: string | null }) => {
  const state = row.parked === null ? (row.due_at === null ? 'delivered' : 'due') : 'parked';
  return { state, why: row.parked ?? row.why ?? '' } as const;
};
