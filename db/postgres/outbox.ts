import type { Outbox } from '../../src/app/ports.ts';
import { lanes } from '../../src/core/outbound.ts';
import { addresseeFrom, addresseeText, laneAt, type SlotRow, slotState, toOutboxRow } from '../outbox-row.ts';
import type { Query } from './database.ts';

const columns = 'slot, addressee, lane, surface, card, revision, posted, attempts, uncertain';

const free = 'lease_by = null, lease_until = null';

const rerouted = `with moved as (
  update slots set due_at = $1, attempts = 0, parked = null, why = null
  where parked is null and lease_until is null and posted is not null and slot like 'case/%'
    and not (posted::json->'account'->>'platform') = any ($2)
    and split_part(slot, '/', 2) in (select id from cases where open)
  returning 1) select count(*) as moved from moved`;

const retried = `with tried as (
  update slots set due_at = $1, attempts = 0, parked = null, why = null
  where parked is not null and surface = 'message' and addressee = any ($2)
  returning 1) select count(*) as tried from tried`;

const stateOfLanes = `select lane, count(*) filter (where due_at <= $1) as due, min(due_at) filter (where due_at <= $1) as oldest,
  count(*) filter (where parked is not null) as parked
  from slots where due_at is not null or parked is not null group by lane`;

/**
 * Nobody waits for it, and there is one at a time. One given up too early may have leased its slots all the same: they
 * would lie for the whole lease, and be in doubt. With the sending it stays below the lease.
 */
const patience = { ms: 5_000 };

/** The delivery side of the slots: any number of processes take from it, and each slot goes to one of them. */
export const outbox = (query: Query): Outbox => ({
  claim: async ({ worker, now, leaseMs, limit, lane }) => {
    const asked = (lane ? [lane] : lanes).map((each) => lanes.indexOf(each));
    const values = [worker, now, leaseMs, limit, asked];
    const rows = await query<SlotRow>(`select ${columns} from mamori_claim($1, $2, $3, $4, $5)`, values, patience);
    return rows.map(toOutboxRow);
  },
  done: async ({ slot, revision }, worker, posted) => {
    await query(
      `update slots set posted = $4, uncertain = 0, attempts = 0, why = null, ${free},
         due_at = case when revision = $3 then null else due_at end
       where slot = $1 and lease_by = $2`,
      [slot, worker, revision, JSON.stringify(posted)],
    );
  },
  again: async ({ slot, revision }, worker, { at, why, uncertain, attempts }) => {
    await query(
      `update slots set uncertain = $4, why = $5, ${free},
         attempts = case when revision = $3 then $6 else attempts end,
         due_at = case when revision = $3 then $7 else due_at end
       where slot = $1 and lease_by = $2`,
      [slot, worker, revision, Number(uncertain), why, attempts, at],
    );
  },
  park: async ({ slot, revision }, worker, why) => {
    await query(
      `update slots set why = $4, ${free}, parked = case when revision = $3 then $4 end,
         due_at = case when revision = $3 then null else due_at end
       where slot = $1 and lease_by = $2`,
      [slot, worker, revision, why],
    );
  },
  drop: async ({ slot, revision }, worker) => {
    await query(
      `update slots set uncertain = 0, ${free}, due_at = case when revision = $3 then null else due_at end
       where slot = $1 and lease_by = $2`,
      [slot, worker, revision],
    );
  },
  reroute: async (enabled, now) => (await query<{ moved: number }>(rerouted, [now, enabled]))[0]?.moved ?? 0,
  parked: async (limit) => {
    const rows = await query<{ slot: string; addressee: string; lane: number; parked: string }>(
      `select slot, addressee, lane, parked from slots where parked is not null and surface = 'message' order by slot limit $1`,
      [limit],
    );
    return rows.map(({ slot, addressee, lane, parked: why }) => ({
      slot,
      to: addresseeFrom(addressee),
      lane: laneAt(lane),
      why,
    }));
  },
  retry: async (to, now) => (await query<{ tried: number }>(retried, [now, to.map(addresseeText)]))[0]?.tried ?? 0,
  find: async (slot) => {
    const [row] = await query<Parameters<typeof slotState>[0]>(
      'select due_at, parked, why from slots where slot = $1',
      [slot],
    );
    return row && slotState(row);
  },
  state: async (now) => {
    const rows = await query<{ lane: number; due: number; oldest: number | null; parked: number }>(stateOfLanes, [now]);
    return lanes.map((lane, place) => {
      const { due, oldest, parked } = rows.find((row) => row.lane === place) ?? { due: 0, oldest: null, parked: 0 };
      return { lane, due, parked, oldestMs: oldest === null ? 0 : now - oldest };
    });
  },
});
