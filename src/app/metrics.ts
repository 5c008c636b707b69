import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Lane, Platform } from '../core/outbound.ts';
import type { Condition } from './condition.ts';
import type { Store } from './ports.ts';

export type DeliveryOutcome = 'delivered' | 'again' | 'limited' | 'parked';

export type Metrics = {
  delivery(platform: Platform | 'none', lane: Lane, outcome: DeliveryOutcome): void;
  rateLimited(platform: Platform): void;
  unauthenticated(platform: Platform): void;
  /** Somebody was told at once that too much waits already. */
  overloaded(): void;
  unhandled(): void;
  timer(outcome: 'done' | 'failed'): void;
  committed(seconds: number): void;
  /** So many changes were written together. */
  grouped(changes: number): void;
  /** Prometheus text, with how the desk stands right now. */
  text(condition: Condition): Promise<string>;
  contentType: string;
};

/** A registry of its own: two bots in one process (tests) do not share counters. */
export const createMetrics = (): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  const deliveries = new Counter({
    name: 'mamori_deliveries_total',
    help: 'Attempts to deliver a card, by platform, lane and outcome',
    labelNames: ['platform', 'lane', 'outcome'],
    registers,
  });
  const limited = new Counter({
    name: 'mamori_rate_limited_total',
    help: 'Answers of a platform that asked to slow down (429)',
    labelNames: ['platform'],
    registers,
  });
  const unauthenticated = new Counter({
    name: 'mamori_unauthenticated_total',
    help: 'Requests refused because their signature or token did not hold',
    labelNames: ['platform'],
    registers,
  });
  const unhandled = new Counter({
    name: 'mamori_unhandled_rejections_total',
    help: 'Promises nobody waited for that failed',
    registers,
  });
  const overloads = new Counter({
    name: 'mamori_overloaded_total',
    help: 'Requests answered at once because too much waited already',
    registers,
  });
  const timers = new Counter({
    name: 'mamori_timers_total',
    help: 'Timers handed on, by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const commits = new Histogram({
    name: 'mamori_commit_seconds',
    help: 'Time from a decision to its durable commit',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const groups = new Histogram({
    name: 'mamori_commit_group_size',
    help: 'Changes that were written together, in one transaction',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128],
    registers,
  });
  const waiting = new Gauge({
    name: 'mamori_outbox_slots',
    help: 'Cards that wait, and cards given up, by lane',
    labelNames: ['lane', 'state'],
    registers,
  });
  const oldest = new Gauge({
    name: 'mamori_outbox_oldest_seconds',
    help: 'Age of the oldest card that is due, by lane',
    labelNames: ['lane'],
    registers,
  });
  const overdue = new Gauge({
    name: 'mamori_requests_overdue',
    help: 'Requests nobody has decided within a business day',
    registers,
  });
  const unsealed = new Gauge({
    name: 'mamori_ledger_unsealed_records',
    help: 'Records of the ledger that no seal covers yet',
    registers,
  });
  const lastAt = new Gauge({
    name: 'mamori_last_timestamp_seconds',
    help: 'When the last seal and the last backup were made (Unix time); absent when there has been none',
    labelNames: ['what'],
    registers,
  });
  const memory = new Gauge({
    name: 'mamori_resident_memory_bytes',
    help: 'Memory of the process',
    registers,
  });

  return {
    delivery: (platform, lane, outcome) => deliveries.inc({ platform, lane, outcome }),
    rateLimited: (platform) => limited.inc({ platform }),
    unauthenticated: (platform) => unauthenticated.inc({ platform }),
    overloaded: () => overloads.inc(),
    unhandled: () => unhandled.inc(),
    timer: (outcome) => timers.inc({ outcome }),
    committed: (seconds) => commits.observe(seconds),
    grouped: (changes) => groups.observe(changes),
    text: async (condition) => {
      for (const { lane, due, parked, oldestMs } of condition.lanes) {
        waiting.set({ lane, state: 'due' }, due);
        waiting.set({ lane, state: 'parked' }, parked);
        oldest.set({ lane }, oldestMs / 1000);
      }
      overdue.set(condition.overdue);
      unsealed.set(condition.unsealed);
      const { sealedAt, backedUpAt } = condition;
      for (const [what, at] of Object.entries({ seal: sealedAt, backup: backedUpAt }))
        if (at) lastAt.set({ what }, Date.parse(at) / 1000);
      memory.set(process.memoryUsage.rss());
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
};

/** The same store, with the time of each commit measured. */
export const measured = (store: Store, metrics: Pick<Metrics, 'committed'>, real: () => number): Store => ({
  ...store,
  commit: async (change) => {
    const began = real();
    const outcome = await store.commit(change);
    metrics.committed((real() - began) / 1000);
    return outcome;
  },
});
