import { webApi } from '@slack/bolt';
import { clientOptions } from '../../../adapters/slack/client.ts';
import { deliver } from '../../../adapters/slack/deliver.ts';
import { silentLog } from '../../../src/app/log.ts';
import type { ChatAdapter } from '../../../src/app/ports.ts';
import { passing } from './clock.ts';
import { bucket, type Counted, each } from './limits.ts';

export type SlackLimits = { perSecond: number; latency: () => number };

/**
 * Slack's own client before a Slack that counts: so many messages a second a workspace (Slack names no number), one a
 * second a channel with short bursts, fifty changes a minute. What is refused is told in whole seconds, as Slack does.
 */
export const simulatedSlack = ({ perSecond, latency }: SlackLimits, counted: Counted): ChatAdapter => {
  const workspace = bucket(perSecond, perSecond);
  const channels = each(() => bucket(4, 1));
  const methods = each(() => bucket(15, 50 / 60));
  let messages = 0;

  const call = (method: string, body: URLSearchParams, now: number): Response => {
    counted.sends += 1;
    const channel = (body.get('channel') ?? '').replace(/^D-/, '');
    const wait = workspace(now) || channels(channel, now) || (method === 'chat.update' ? methods(method, now) : 0);
    if (wait > 0) {
      counted.refused += 1;
      return new Response('', { status: 429, headers: { 'retry-after': String(Math.ceil(wait / 1000)) } });
    }
    counted.arrived(body.get('text') ?? '', now);
    messages += 1;
    return Response.json({ ok: true, channel: `D-${channel}`, ts: body.get('ts') ?? `1700000000.${messages}` });
  };

  const client = new webApi.WebClient('xoxb-simulated', {
    ...clientOptions({ log: silentLog }),
    fetch: async (url, init) => {
      await passing(latency() / 2);
      const answer = call(String(url).split('/').at(-1) ?? '', new URLSearchParams(String(init?.body)), Date.now());
      await passing(latency() / 2);
      return answer;
    },
  });
  return {
    platform: 'slack',
    start: async () => {},
    deliver: (message) => deliver(client, message, () => {}),
    profile: async () => undefined,
    unready: () => undefined,
    stop: async () => {},
  };
};
