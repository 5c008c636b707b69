import { webApi } from '@slack/bolt';
import { fastify } from 'fastify';
import { slackAdapter } from '../../adapters/slack/index.ts';
import { renderMessage } from '../../adapters/slack/render.ts';
import { nothing } from '../../src/app/change-of.ts';
import { createDeliverer } from '../../src/app/deliver.ts';
import { directoryOf } from '../../src/app/directory-of.ts';
import { createLimiter } from '../../src/app/limiter.ts';
import { silentLog } from '../../src/app/log.ts';
import type { Store } from '../../src/app/ports.ts';
import { pause } from '../../src/app/wait.ts';
import { aCard } from '../support/adapter-samples.ts';
import type { FakeSlack } from '../support/fake-slack/index.ts';
import { median } from './load.ts';

const messages = 1_000;
const atOnce = 10;
const recipients = 16;

/** Cards through the outbox, limits off, against Slack's own client sending the same card, drawn once, ten at a time. */
export const sending = async (slack: FakeSlack, store: Store, rounds: number): Promise<number> => {
  const server = fastify();
  const adapter = slackAdapter({
    botToken: slack.botToken,
    signingSecrets: [slack.signingSecret],
    apiUrl: slack.apiUrl,
    server,
    log: silentLog,
  });
  await adapter.start(async () => ({ kind: 'done' }));
  let delivered = 0;
  const deliverer = createDeliverer({
    outbox: store.outbox,
    adapters: [adapter],
    directory: directoryOf(store),
    homeCard: async () => aCard(),
    giveUp: async (_row, _to, why) => {
      throw new Error(why);
    },
    limiter: createLimiter({ slack: undefined, teams: undefined, console: undefined }),
    metrics: {
      delivery: (_platform, _lane, outcome) => {
        if (outcome === 'delivered') delivered += 1;
      },
      rateLimited: () => {},
    },
    log: silentLog,
    worker: 'bench',
    real: Date.now,
    random: Math.random,
  });
  const client = new webApi.WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
  const drawn = renderMessage(aCard());

  const bare = async (): Promise<void> => {
    let left = messages;
    const one = async (): Promise<void> => {
      for (; left > 0; ) {
        left -= 1;
        await client.chat.postMessage({ channel: `U-staff${left % recipients}`, ...drawn });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, one));
  };

  let round = 0;
  const ours = async (): Promise<void> => {
    round += 1;
    const slots = Array.from({ length: messages }, (_, n) => ({
      slot: `bench/${round}/${n}`,
      to: { person: `staff${n % recipients}` },
      lane: 'card' as const,
      card: aCard(),
    }));
    const until = delivered + messages;
    await store.commit({ ...nothing, key: `bench/sending/${round}`, at: new Date().toISOString(), facts: [], slots });
    deliverer.nudge();
    while (delivered < until) await pause(1);
  };

  const rate = async (send: () => Promise<void>): Promise<number> => {
    const began = performance.now();
    await send();
    return messages / ((performance.now() - began) / 1_000);
  };

  const ratios: number[] = [];
  deliverer.start();
  await bare();
  await ours();
  for (let n = 0; n < rounds; n++) {
    const first = await rate(bare);
    ratios.push((await rate(ours)) / first);
  }
  await deliverer.stop();
  await adapter.stop();
  return median(ratios);
};
