import { type Digest, digestSlot } from '../../src/core/duties/task.ts';
import type { AccountRef, Outbound, PersonId } from '../../src/core/outbound.ts';
import { lanes } from '../../src/core/outbound.ts';
import { addresseeText } from '../outbox-row.ts';
import type { Connection } from './connection.ts';

export type SlotWriter = {
  show(message: Outbound, now: number): void;
  redrawDigest(digest: Digest, now: number): void;
  redrawHome(person: PersonId, now: number): void;
  openHome(person: PersonId, account: AccountRef, now: number): void;
};

/** What commits do to slots: say how cards should look from now on. Delivery is in `outbox.ts`. */
export const slotWriter = (db: Connection): SlotWriter => {
  // Redrawing a case repeats cards that have not changed: those already delivered must not be sent once more.
  const show = db.prepare(
    `insert into slots (slot, addressee, lane, surface, card, revision, attempts, uncertain, due_at)
     values (?, ?, ?, 'message', ?, 1, 0, 0, ?)
     on conflict (slot) do update set
       addressee = excluded.addressee, lane = excluded.lane, card = excluded.card, revision = revision + 1,
       attempts = 0, due_at = excluded.due_at, parked = null, why = null
     where card is not excluded.card or addressee is not excluded.addressee`,
  );
  // A parked home stays so until its owner opens it again: the account is gone, or never was.
  const redraw = db.prepare(
    `update slots set revision = revision + 1, attempts = 0, due_at = ?, why = null
     where slot = ? and surface = 'home' and parked is null`,
  );
  const open = db.prepare(
    `insert into slots (slot, addressee, lane, surface, card, revision, attempts, uncertain, due_at)
     values (?, ?, ?, 'home', null, 1, 0, 0, ?)
     on conflict (slot) do update set
       addressee = excluded.addressee, revision = revision + 1, attempts = 0, due_at = excluded.due_at,
       parked = null, why = null`,
  );
  // Drawn when it is delivered, like a home: so it has no card here.
  const digest = db.prepare(
    `insert into slots (slot, addressee, lane, surface, card, revision, attempts, uncertain, due_at)
     values (?, ?, ?, 'message', null, 1, 0, 0, ?)
     on conflict (slot) do update set
       revision = revision + 1, attempts = 0, due_at = excluded.due_at, parked = null, why = null`,
  );
  const note = lanes.indexOf('note');
  const wave = lanes.indexOf('wave');
  return {
    show: ({ slot, to, lane, card }, now) =>
      void show.run(slot, addresseeText(to), lanes.indexOf(lane), JSON.stringify(card), now),
    redrawDigest: (one, now) => void digest.run(digestSlot(one), addresseeText({ person: one.person }), wave, now),
    redrawHome: (person, now) => void redraw.run(now, `home/${person}`),
    openHome: (person, account, now) => void open.run(`home/${person}`, addresseeText({ account }), note, now),
  };
};
