import { type FastifyInstance, fastify } from 'fastify';
import { type TeamsOptions, teamsAdapter } from '../../../adapters/teams/index.ts';
import { silentLog } from '../../../src/app/log.ts';
import type { ChatAdapter, Receive } from '../../../src/app/ports.ts';
import type { AdapterBench } from '../../support/adapter-bench.ts';
import { type FakeTeams, startFakeTeams } from '../../support/fake-teams/index.ts';
import { buttonsOf, filled, inputsOf, labelOf, wordsOf } from '../../support/fake-teams/look.ts';
import { conversationOf, type FakeUser } from '../../support/fake-teams/world.ts';

const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const tanaka = guid(1);
export const suzuki = guid(2);
export const guest = guid(3);
export const stranger = guid(4);

export const people: readonly FakeUser[] = [
  { id: tanaka, name: '田中 一郎', email: 'tanaka@example.or.jp' },
  { id: suzuki, name: '鈴木 花子', email: 'suzuki@example.or.jp' },
  { id: guest, name: '来客', email: 'guest@example.com', guest: true },
  { id: stranger, name: '他社 太郎', email: 'other@example.com', tenant: guid(99) },
];

export type Desk = {
  teams: FakeTeams;
  adapter: ChatAdapter;
  server: FastifyInstance;
  kept: Map<string, string>;
  refusals: () => number;
  close(): Promise<void>;
};

/** The real adapter over HTTP before a fake Teams. */
export const openDesk = async (
  receive: Receive,
  over: Partial<TeamsOptions> & { teams?: FakeTeams } = {},
): Promise<Desk> => {
  const { teams: given, ...options } = over;
  const teams = given ?? (await startFakeTeams(people));
  const server = fastify({ forceCloseConnections: true });
  const kept = new Map<string, string>();
  let refusals = 0;
  const adapter = teamsAdapter({
    bot: teams.bot,
    server,
    places: {
      get: async ({ user }) => kept.get(user),
      put: async ({ user }, reference) => void kept.set(user, reference),
    },
    log: silentLog,
    refused: () => {
      refusals += 1;
    },
    ...options,
  });
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  teams.sendTo(`${address}/api/messages`);
  await adapter.start(receive);
  return {
    teams,
    adapter,
    server,
    kept,
    refusals: () => refusals,
    close: async () => {
      await adapter.stop();
      await server.close();
      await teams.close();
    },
  };
};

/** The adapter as the shared contract looks at it: one person in front of a Teams client. */
export const teamsBench = async (receive: Receive): Promise<AdapterBench> => {
  const { teams, adapter, kept, close } = await openDesk(receive);
  teams.world.chats.set(tanaka, conversationOf(tanaka));
  kept.set(tanaka, JSON.stringify({ serviceUrl: teams.serviceUrl, conversation: conversationOf(tanaka) }));
  const newest = () => teams.messages(tanaka).at(-1);
  return {
    adapter,
    close,
    repeats: true,
    someone: { platform: 'teams', space: teams.tenant, user: tanaka },
    cards: async () => teams.messages(tanaka).map(({ card }) => ({ text: wordsOf(card), buttons: buttonsOf(card) })),
    home: async () => {
      const home = newest();
      return home && { text: wordsOf(home.card), buttons: buttonsOf(home.card) };
    },
    command: async (sentence) => void (await teams.say(tanaka, sentence)),
    openForm: async () => void (await teams.command(tanaka, 'menu')),
    press: async (label, typed) => {
      const card = newest();
      if (teams.dialog(tanaka)) await teams.submit(tanaka, label, typed);
      else if (card) await teams.press(tanaka, card, label);
    },
    answer: async () => teams.said(tanaka).at(-1) ?? '',
    form: async () => {
      const dialog = teams.dialog(tanaka);
      return (
        dialog && {
          title: dialog.title,
          labels: inputsOf(dialog.card).map(labelOf),
          text: wordsOf(dialog.card),
          values: filled(dialog.card, {}),
        }
      );
    },
    submit: async (typed) => void (await teams.submit(tanaka, '送信', typed)),
  };
};
