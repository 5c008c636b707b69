import { createConnector } from '../../../adapters/teams/connector.ts';
import { deliver, requestsFor } from '../../../adapters/teams/deliver.ts';
import { createPlaces } from '../../../adapters/teams/places.ts';
import type { ChatAdapter } from '../../../src/app/ports.ts';
import { tooMany } from '../fake-teams/rules.ts';
import { passing } from './clock.ts';
import { type Counted, window } from './limits.ts';

/** `known`: the bot has a conversation with everybody already; otherwise each is begun first, which is one more request. */
export type TeamsLimits = { perSecond: number; known: boolean; latency: () => number };

/** botbuilder's client before a Teams that counts: so many requests in any second a tenant, and its windows a conversation. */
export const simulatedTeams = ({ perSecond, known, latency }: TeamsLimits, counted: Counted): ChatAdapter => {
  const tenant = window(perSecond, 1_000);
  const sent = new Map<string, number[]>();
  let ids = 0;

  const conversationGate = (conversation: string, now: number): number => {
    const times = sent.get(conversation) ?? [];
    const wait = tooMany(times, now);
    if (wait === 0) sent.set(conversation, [...times, now]);
    return wait;
  };

  const call = (
    url: string,
    body: string,
    now: number,
  ): { status: number; text: string; retryAfter: string | undefined } => {
    counted.sends += 1;
    const [, conversation] = /conversations\/([^/]+)\/activities/.exec(url) ?? [];
    const wait = tenant(now) || (conversation === undefined ? 0 : conversationGate(conversation, now));
    if (wait > 0) {
      counted.refused += 1;

      const text = JSON.stringify({ error: { code: 'Throttled' } });
      return { status: 429, text, retryAfter: String(Math.ceil(wait / 1000)) };
    }
    ids += 1;
    if (conversation === undefined) {
      return {
        status: 201,
        text: JSON.stringify({ id: `a:${JSON.parse(body).members[0].id}` }),
        retryAfter: undefined,
      };
    }
    counted.arrived(body, now);
    return { status: 201, text: JSON.stringify({ id: `1700${ids}` }), retryAfter: undefined };
  };

  const connector = createConnector({
    token: undefined,
    botId: '28:simulated',
    trusted: () => true,
    http: {
      send: async (url, { body }) => {
        await passing(latency() / 2);
        const answer = call(url, body ?? '', Date.now());
        await passing(latency() / 2);
        return answer;
      },
      take: async () => ({ status: 404, bytes: undefined }),
    },
  });
  const serviceUrl = 'https://teams.example/';
  const kept = new Map<string, string>();
  const places = createPlaces({
    get: async ({ user }) =>
      kept.get(user) ?? (known ? JSON.stringify({ serviceUrl, conversation: `a:${user}` }) : undefined),
    put: async ({ user }, reference) => void kept.set(user, reference),
  });
  return {
    platform: 'teams',
    start: async () => {},
    deliver: (message) =>
      deliver({ connector, places, firstServiceUrl: () => serviceUrl, gone: async () => {}, tell: () => {} }, message),
    requests: (to) => requestsFor({ places }, to),
    profile: async () => undefined,
    unready: () => undefined,
    stop: async () => {},
  };
};
