import type { Outbox, OutboxRow } from '../../src/app/ports.ts';
import { type Lane, lanes } from '../../src/core/outbound.ts';
import { addresseeFrom, addresseeText, laneAt, type SlotRow, slotState, toOutboxRow } from '../outbox-row.ts';
import type { Connection } from './connection.ts';
import type { Writer } from './group-commit.ts';

/** The delivery side of the slots. Every word a worker says shares the group commit of its turn. */
export const outbox = (db: Connection, writer: Writer): Outbox => {
  const choose = chooser(db);
  const lease = leaser(db);
  const done = db.prepare(
    `update slots set posted = ?, uncertain = 0, attempts = 0, why = null, lease_by = null, lease_until = null,
       due_at = iif(revision = ?, null, due_at)
     where slot = ? and lease_by = ?`,
  );
  const again = db.prepare(
    `update slots set uncertain = ?, why = ?, lease_by = null, lease_until = null,
       attempts = iif(revision = ?, ?, attempts), due_at = iif(revision = ?, ?, due_at)
     where slot = ? and lease_by = ?`,
  );
  const park = db.prepare(
    `update slots set why = ?, lease_by = null, lease_until = null,
       parked = iif(revision = ?, ?, null), due_at = iif(revision = ?, null, due_at)
     where slot = ? and lease_by = ?`,
  );
  const drop = db.prepare(
    `update slots set lease_by = null, lease_until = null, uncertain = 0, due_at = iif(revision = ?, null, due_at)
     where slot = ? and lease_by = ?`,
  );
  const state = outboxState(db);
  const find = slotFinder(db);
  const parked = db.prepare<[number], Pick<SlotRow, 'slot' | 'addressee' | 'lane'> & { parked: string }>(
    `select slot, addressee, lane, parked from slots where parked is not null and surface = 'message' order by rowid limit ?`,
  );
  const retry = db.prepare(
    `update slots set due_at = ?, attempts = 0, parked = null, why = null
     where parked is not null and surface = 'message' and addressee = ?`,
  );
  const reroute = db.prepare<[number, string]>(
    `update slots set due_at = ?, attempts = 0, parked = null, why = null
     where parked is null and lease_until is null and posted is not null and slot like 'case/%'
       and json_extract(posted, '$.account.platform') not in (select value from json_each(?))
       and substr(slot, 6, instr(substr(slot, 6), '/') - 1) in (select id from cases where open = 1)`,
  );
  return {
    // An idle bot looks without writing, and so without standing in the way of a command that writes.
    claim: async (ask) => {
      const chosen = choose(ask);
      return chosen.length === 0 ? [] : writer.accompany(() => chosen.flatMap((id) => lease(ask, id)));
    },
    done: ({ slot, revision }, worker, posted) =>
      writer.accompany(() => void done.run(JSON.stringify(posted), revision, slot, worker)),
    again: ({ slot, revision }, worker, { at, why, uncertain, attempts }) =>
      writer.accompany(() => void again.run(Number(uncertain), why, revision, attempts, revision, at, slot, worker)),
    park: ({ slot, revision }, worker, why) =>
      writer.accompany(() => void park.run(why, revision, why, revision, slot, worker)),
    drop: ({ slot, revision }, worker) => writer.accompany(() => void drop.run(revision, slot, worker)),
    reroute: (enabled, now) => writer.write(() => reroute.run(now, JSON.stringify(enabled)).changes),
    find: async (slot) => find(slot),
    parked: async (limit) =>
      parked.all(limit).map(({ slot, addressee, lane, parked: why }) => ({
        slot,
        to: addresseeFrom(addressee),
        lane: laneAt(lane),
        why,
      })),
    retry: (to, now) =>
      writer.write(() => to.reduce((sum, one) => sum + retry.run(now, addresseeText(one)).changes, 0)),
    state: async (now) => state(now),
  };
};

type ClaimAsk = Parameters<Outbox['claim']>[0];

/** As many as are looked at in one go. */
const page = 64;

/** Ids of the slots to lease: in order, free, and one a recipient. */
const chooser = (db: Connection) => {
  const leased = db.prepare<[number], string>('select addressee from slots where lease_until > ?').pluck();
  // Read from the index alone and only as far as the limit needs: 100,000 waiting reminders cost nothing. Those of busy
  // recipients are passed over in here: handed out one by one, a look among a thousand cost 540 us instead of 240.
  const due = db
    .prepare<[number, number, string, number], [number, string]>(
      `select rowid, addressee from slots where due_at is not null and lane = ? and due_at <= ?
         and addressee not in (select value from json_each(?)) order by due_at limit ?`,
    )
    .raw();

  /** Adds to `busy` whoever is served now. */
  const chooseIn = (lane: Lane, now: number, busy: Set<string>, room: number): number[] => {
    const chosen: number[] = [];
    while (chosen.length < room) {
      const found = due.all(lanes.indexOf(lane), now, JSON.stringify([...busy]), page);
      const first = found.filter(([, addressee]) => !busy.has(addressee) && busy.add(addressee));
      chosen.push(...first.slice(0, room - chosen.length).map(([id]) => id));
      if (found.length < page) break;
    }
    return chosen;
  };

  return (ask: ClaimAsk): number[] => {
    const busy = new Set(leased.all(ask.now));
    const chosen: number[] = [];
    for (const lane of ask.lane ? [ask.lane] : lanes) {
      chosen.push(...chooseIn(lane, ask.now, busy, ask.limit - chosen.length));
    }
    return chosen;
  };
};

const leaser = (db: Connection) => {
  // The condition is asked again in the transaction: meanwhile it may have been delivered, or somebody else been faster.
  // A lease that ran out belonged to somebody who may have sent the card and died before saying so.
  const lease = db.prepare<[string, number, number, number, number, number], SlotRow>(
    `update slots set lease_by = ?, uncertain = uncertain or lease_until is not null, lease_until = ?
     where rowid = ? and due_at <= ? and (lease_until is null or lease_until <= ?)
       and not exists (select 1 from slots other where other.lease_until > ? and other.addressee = slots.addressee)
     returning slot, addressee, lane, surface, card, revision, posted, attempts, uncertain`,
  );
  return ({ worker, now, leaseMs }: ClaimAsk, id: number): OutboxRow[] =>
    // `all`, not `get`: a statement that returns rows must run to its end to have written.
    lease.all(worker, now + leaseMs, id, now, now, now).map(toOutboxRow);
};

const slotFinder = (db: Connection) => {
  const find = db.prepare<[string], { due_at: number | null; parked: string | null; why: string | null }>(
    'select due_at, parked, why from slots where slot = ?',
  );
  return (slot: string): Awaited<ReturnType<Outbox['find']>> => {
    const row = find.get(slot);
    return row && slotState(row);
  };
};

const outboxState = (db: Connection) => {
  const waiting = db.prepare<[number, number], { due: number; oldest: number | null }>(
    'select count(*) as due, min(due_at) as oldest from slots where due_at is not null and lane = ? and due_at <= ?',
  );
  const parked = db
    .prepare<[number], number>('select count(*) from slots where parked is not null and lane = ?')
    .pluck();
  return (now: number) =>
    lanes.map((lane, place) => {
      const { due, oldest } = waiting.get(place, now) ?? { due: 0, oldest: null };
      return { lane, due, parked: parked.get(place) ?? 0, oldestMs: oldest === null ? 0 : now - oldest };
    });
};
