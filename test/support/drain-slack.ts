import { fastify } from 'fastify';
import { slackAdapter } from '../../adapters/slack/index.ts';
import { createDeliverer } from '../../src/app/deliver.ts';
import { directoryOf } from '../../src/app/directory-of.ts';
import { createGiveUp } from '../../src/app/give-up.ts';
import { createHandle } from '../../src/app/handle.ts';
import { createLimiter } from '../../src/app/limiter.ts';
import { silentLog } from '../../src/app/log.ts';
import { createMetrics } from '../../src/app/metrics.ts';
import type { Store } from '../../src/app/ports.ts';
import { pause } from '../../src/app/wait.ts';
import type { FakeSlack } from './fake-slack/index.ts';

type Where = Pick<FakeSlack, 'botToken' | 'apiUrl'>;
type Over = { timeoutMs?: number; real?: () => number; now?: () => string };

/** Delivery to Slack as one worker does it, at the speed of this machine: the platform's limits are not what is looked at. */
export const slackWorker = async (
  store: Store,
  { botToken, apiUrl }: Where,
  { timeoutMs, real = Date.now, now = () => new Date().toISOString() }: Over = {},
) => {
  const log = silentLog;
  const wait = timeoutMs === undefined ? {} : { timeoutMs };
  const adapter = slackAdapter({ botToken, signingSecrets: ['unused'], apiUrl, server: fastify(), log, ...wait });
  const directory = directoryOf(store);
  const handle = createHandle({ store, adapters: [adapter], emailDomains: ['example.jp'], now, log });
  const deliverer = createDeliverer({
    outbox: store.outbox,
    adapters: [adapter],
    directory,
    lastSeen: store.lastSeen,
    homeCard: handle.homeCard,
    digestCard: handle.digestCard,
    giveUp: createGiveUp({ store, directory, now, log }),
    limiter: createLimiter({ slack: undefined, teams: undefined, console: undefined }),
    metrics: createMetrics(),
    log,
    worker: `worker-${crypto.randomUUID()}`,
    real,
    random: Math.random,
  });
  // Who has an account is the store's business here: nothing is read from the platform.
  await adapter.start(async () => ({ kind: 'done' }));
  deliverer.start();
  return {
    adapter,
    nudge: deliverer.nudge,
    stop: async (): Promise<void> => {
      await deliverer.stop();
      await adapter.stop();
    },
  };
};

/** How many cards wait, also those that wait for their next attempt or for a dead worker's lease to run out. */
export const waiting = async (store: Store): Promise<number> =>
  (await store.outbox.state(Date.now() + 86_400_000)).reduce((sum, { due }) => sum + due, 0);

export const parked = async (store: Store): Promise<number> =>
  (await store.outbox.state(Date.now())).reduce((sum, lane) => sum + lane.parked, 0);

/** Delivers whatever still waits. */
export const drainSlack = async (store: Store, slack: Where, over: Over = {}): Promise<void> => {
  const worker = await slackWorker(store, slack, over);
  while ((await waiting(store)) > 0) await pause(50);
  await worker.stop();
};
