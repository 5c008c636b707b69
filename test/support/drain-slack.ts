import { fastify } from 'fastify';
import { slackAdapter } from '../../adapters/slack/index.ts';
import { createDeliverer } from '../../src/app/deliver.ts';
import { directoryOf } from '../../src/app/directory-of.ts';
import { createHandle } from '../../src/app/handle.ts';
import { createLimiter } from '../../src/app/limiter.ts';
import { silentLog } from '../../src/app/log.ts';
import { createMetrics } from '../../src/app/metrics.ts';
import type { Store } from '../../src/app/ports.ts';
import { pause } from '../../src/app/wait.ts';
import type { FakeSlack } from './fake-slack/index.ts';

/** Delivers whatever still waits, as another worker would, at the speed of this machine. */
export const drainSlack = async (store: Store, slack: FakeSlack): Promise<void> => {
  const { botToken, apiUrl } = slack;
  const adapter = slackAdapter({ botToken, signingSecrets: ['unused'], apiUrl, server: fastify(), log: silentLog });
  const now = (): string => new Date().toISOString();
  const handle = createHandle({ store, adapters: [adapter], emailDomains: ['example.jp'], now, log: silentLog });
  const parked: string[] = [];
  const deliverer = createDeliverer({
    outbox: store.outbox,
    adapters: [adapter],
    directory: directoryOf(store),
    lastSeen: store.lastSeen,
    homeCard: handle.homeCard,
    giveUp: async ({ slot }, _, why) => void parked.push(`${slot} ${why}`),
    limiter: createLimiter({ slack: undefined, teams: undefined, console: undefined }),
    metrics: createMetrics(),
    log: silentLog,
    worker: 'drain',
    real: Date.now,
    random: Math.random,
  });
  await adapter.start(async () => ({ kind: 'done' }));
  deliverer.start();
  const waits = async (): Promise<boolean> =>
    // A card the last bot was sending waits for that bot's lease to run out.
    (await store.outbox.state(Date.now() + 3_600_000)).some(({ due }) => due > 0);
  while ((await waits()) && parked.length === 0) await pause(100);
  await deliverer.stop();
  await adapter.stop();
  if (parked.length > 0) throw new Error(`given up: ${parked.slice(0, 5).join(', ')}`);
};
