import { ConnectorClient } from 'botframework-connector';
import { fastify } from 'fastify';
import { teamsAdapter } from '../../adapters/teams/index.ts';
import { renderMessage } from '../../adapters/teams/render.ts';
import { silentLog } from '../../src/app/log.ts';
import { aCard } from '../support/adapter-samples.ts';
import type { FakeTeams } from '../support/fake-teams/index.ts';
import { conversationOf } from '../support/fake-teams/world.ts';
import { median } from './load.ts';

const messages = 1_000;
const atOnce = 10;

const rate = async (send: () => Promise<unknown>): Promise<number> => {
  let left = messages;
  const one = async (): Promise<void> => {
    while (left-- > 0) await send();
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, one));
  return messages / ((performance.now() - began) / 1000);
};

/** Our whole delivery of a card (place, drawing, token, one request) against botbuilder's connector client with the card drawn once. */
export const outgoing = async (teams: FakeTeams, user: string, rounds: number): Promise<number> => {
  const place = JSON.stringify({ serviceUrl: teams.serviceUrl, conversation: conversationOf(user) });
  const adapter = teamsAdapter({
    bot: teams.bot,
    server: fastify(),
    places: { get: async () => place, put: async () => {} },
    log: silentLog,
  });
  await adapter.start(async () => ({ kind: 'done' }));
  const [token] = teams.world.tokens;
  const bare = new ConnectorClient(
    {
      signRequest: async (request) => {
        request.headers.set('authorization', `Bearer ${token}`);
        return request;
      },
    },
    { baseUri: teams.serviceUrl },
  );
  const drawn = renderMessage(aCard());
  const sendBare = () => bare.conversations.sendToConversation(conversationOf(user), drawn);
  const sendOurs = async () => {
    const to = { platform: 'teams', space: teams.tenant, user } as const;
    const sent = await adapter.deliver({ to, surface: 'message', card: aCard(), key: 'bench#1', uncertain: false });
    if (sent.outcome !== 'delivered') throw new Error(sent.why);
  };
  const forget = (): void => void teams.world.messages.set(user, []);
  const ratios: number[] = [];
  await rate(sendBare);
  await rate(sendOurs);
  for (let round = 0; round < rounds; round++) {
    forget();
    const first = await rate(sendBare);
    forget();
    const second = await rate(sendOurs);
    ratios.push(second / first);
  }
  await adapter.stop();
  return median(ratios);
};
