import type { FastifyInstance } from 'fastify';
import type { Log } from '../../src/app/log.ts';
import type { ChatAdapter, Profile, Receive } from '../../src/app/ports.ts';
import type { AccountRef } from '../../src/core/outbound.ts';
import { type Chat, deliver } from './deliver.ts';
import { openMessageLog } from './message-log.ts';
import { type ConsolePerson, consoleRoutes } from './routes.ts';
import { openStreams } from './streams.ts';

export type ConsoleOptions = {
  server: FastifyInstance;
  /** Everybody one can be; read anew each time, so that an import shows at once. `email` is what an account is matched by. */
  people: () => Promise<readonly (ConsolePerson & { email?: string })[]>;
  log: Log;
  /** Where the chat is kept; beside the database. */
  file?: string;
  now?: () => Date;
};

const profileOf = async (people: ConsoleOptions['people'], account: AccountRef): Promise<Profile | undefined> => {
  const person = (await people()).find(({ id }) => id === account.user);
  return person && { ...account, email: person.email ?? '', kind: 'member', active: true };
};

/** A chat platform on one page of this machine: a full peer of Slack and Teams, for trying and developing. */
export const consoleAdapter = (options: ConsoleOptions): ChatAdapter => {
  const { server, people, log, file = 'data/console-messages.jsonl', now = () => new Date() } = options;
  const chat: Chat = { messages: openMessageLog(file), homes: new Map(), streams: openStreams(), now };
  let receive: Receive | undefined;
  const listed = async (): Promise<ConsolePerson[]> =>
    (await people()).map(({ id, name, unit, post }) => ({ id, name, unit, post }));
  consoleRoutes(server, { chat, people: listed, log, receive: () => receive });
  return {
    platform: 'console',
    start: async (started) => {
      receive = started;
    },
    deliver: (message) => deliver(chat, message),
    profile: (account) => profileOf(people, account),
    unready: () => (receive ? undefined : 'the console has not been started'),
    stop: async () => {
      receive = undefined;
      chat.streams.close();
      chat.messages.close();
    },
  };
};
