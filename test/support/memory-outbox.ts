import type { Outbox, OutboxRow } from '../../src/app/ports.ts';
import { lanes, type Outbound } from '../../src/core/outbound.ts';

type Slot = OutboxRow & {
  dueAt: number | undefined;
  parked?: string;
  leasedBy?: string;
  leasedUntil: number;
  why?: string;
};

/** The outbox as the database keeps it, in memory: leases, superseding, and only the lease holder's word. */
export const memoryOutbox = () => {
  const slots = new Map<string, Slot>();
  const recipient = (slot: Slot): string => JSON.stringify(slot.to);
  const held = (row: OutboxRow, worker: string): Slot | undefined => {
    const slot = slots.get(row.slot);
    return slot?.leasedBy === worker ? slot : undefined;
  };
  const release = (slot: Slot): void => {
    delete slot.leasedBy;
    slot.leasedUntil = 0;
  };

  const put = (wanted: Outbound & { surface?: OutboxRow['surface'] }, now = 0): void => {
    const before = slots.get(wanted.slot);
    slots.set(wanted.slot, {
      surface: 'message',
      attempts: 0,
      uncertain: false,
      leasedUntil: 0,
      ...before,
      ...wanted,
      revision: (before?.revision ?? 0) + 1,
      dueAt: now,
    });
  };

  const outbox: Outbox = {
    reroute: async () => 0,
    parked: async () => [],
    retry: async () => 0,
    claim: async ({ worker, now, leaseMs, limit, lane }) => {
      const busy = new Set([...slots.values()].filter((slot) => slot.leasedUntil > now).map(recipient));
      const due = [...slots.values()]
        .filter((slot) => slot.dueAt !== undefined && slot.dueAt <= now && (lane ?? slot.lane) === slot.lane)
        .sort((a, b) => lanes.indexOf(a.lane) - lanes.indexOf(b.lane) || (a.dueAt ?? 0) - (b.dueAt ?? 0));
      const taken: OutboxRow[] = [];
      for (const slot of due) {
        if (taken.length >= limit || busy.has(recipient(slot))) continue;
        busy.add(recipient(slot));
        slot.uncertain ||= slot.leasedUntil > 0;
        slot.leasedBy = worker;
        slot.leasedUntil = now + leaseMs;
        taken.push({ ...slot });
      }
      return taken;
    },
    drop: async (row, worker) => {
      const slot = held(row, worker);
      if (!slot) return;
      release(slot);
      if (slot.revision === row.revision) slot.dueAt = undefined;
    },
    done: async (row, worker, posted) => {
      const slot = held(row, worker);
      if (!slot) return;
      release(slot);
      Object.assign(slot, { posted, uncertain: false, attempts: 0 });
      if (slot.revision === row.revision) slot.dueAt = undefined;
    },
    again: async (row, worker, { at, why, uncertain, attempts }) => {
      // As PostgreSQL does.
      if (!Number.isInteger(at)) throw new Error(`invalid input syntax for type bigint: "${at}"`);
      const slot = held(row, worker);
      if (!slot) return;
      release(slot);
      Object.assign(slot, { uncertain, why });
      if (slot.revision === row.revision) Object.assign(slot, { dueAt: at, attempts });
    },
    park: async (row, worker, why) => {
      const slot = held(row, worker);
      if (!slot) return;
      release(slot);
      if (slot.revision === row.revision) Object.assign(slot, { dueAt: undefined, parked: why });
    },
    find: async (name) => {
      const slot = slots.get(name);
      if (!slot) return undefined;
      const state = slot.parked ? 'parked' : slot.dueAt === undefined ? 'delivered' : 'due';
      return { state, why: slot.parked ?? slot.why ?? '' };
    },
    state: async (now) =>
      lanes.map((lane) => {
        const mine = [...slots.values()].filter((slot) => slot.lane === lane);
        const due = mine.flatMap(({ dueAt }) => (dueAt !== undefined && dueAt <= now ? [dueAt] : []));
        const oldestMs = due.length === 0 ? 0 : now - Math.min(...due);
        return { lane, due: due.length, parked: mine.filter((slot) => slot.parked).length, oldestMs };
      }),
  };
  return { outbox, put, slot: (name: string): Readonly<Slot> | undefined => slots.get(name) };
};
