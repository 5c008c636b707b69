import type { FastifyInstance } from 'fastify';
import type { Heard } from '../../src/app/clock-check.ts';
import type { Log } from '../../src/app/log.ts';
import type { ChatAdapter, Profile, Receive } from '../../src/app/ports.ts';
import { clientOptions, createClient, slackFetch } from './client.ts';
import { deliver } from './deliver.ts';
import { createDirectorySync } from './directory-sync.ts';
import { createEffects } from './effects.ts';
import { type Fault, faultOf } from './faults.ts';
import { httpReceiver } from './http-receiver.ts';
import { createIdentity } from './identity.ts';
import { listen } from './listen.ts';
import { Member } from './payload.ts';
import { profileOf } from './profile.ts';
import { createReadFile } from './read-file.ts';
import { socketReceiver } from './socket-receiver.ts';

export type SlackOptions = {
  botToken: string;
  /** Several while a secret is being changed. */
  signingSecrets: readonly string[];
  /** Present: Socket Mode. */
  appToken?: string;
  /** Another Web API endpoint; ends in `/api/`. */
  apiUrl?: string;
  server: FastifyInstance;
  log: Log;
  proxy?: string;
  /** For one call of the Web API; a delivery as a whole has eight seconds. */
  timeoutMs?: number;
  /** A request that was not Slack's or not this workspace's. */
  refused?: () => void;
  /** Told what time Slack's answers say it is. */
  heard?: Heard | undefined;
  /** Real time in ms. */
  now?: () => number;
};

export type SlackAdapter = ChatAdapter & {
  /** Reads the members now, apart from the hourly round. */
  sync(): Promise<void>;
};

export const slackAdapter = (options: SlackOptions): SlackAdapter => {
  const { log, apiUrl, proxy, appToken, timeoutMs } = options;
  const now = options.now ?? Date.now;
  const refused = options.refused ?? (() => {});
  const given = {
    log,
    ...(apiUrl ? { apiUrl } : {}),
    ...(proxy ? { proxy } : {}),
    ...(timeoutMs ? { timeoutMs } : {}),
    heard: options.heard,
  };
  const client = createClient({ ...given, botToken: options.botToken });
  const identity = createIdentity(client, log);
  const tell = (fault: Fault): void => identity.doubt(fault.why);
  const effects = createEffects({ client, fetch: slackFetch(proxy), apiUrl, tell, log });
  let receive: Receive | undefined;
  const sync = createDirectorySync({ client, team: identity.team, receive: () => receive, now, log });

  const http = appToken
    ? undefined
    : httpReceiver({ server: options.server, signingSecrets: options.signingSecrets, now, refused, log });
  const socket = appToken
    ? socketReceiver({ appToken, clientOptions: clientOptions(given), refused, log, ...(proxy ? { proxy } : {}) })
    : undefined;
  const inbound = http ?? socket;
  if (!inbound) throw new Error('either HTTP or Socket Mode');
  const parts = { botToken: options.botToken, identity, effects, log, clientOptions: clientOptions(given) };
  inbound.serve(listen({ ...parts, receive: () => receive }, inbound.receiver));

  const profile = async (user: string, space: string): Promise<Profile | undefined> => {
    // Another workspace's people may report, and vouch for nothing here.
    if (space !== identity.team())
      return { platform: 'slack', space, user, email: '', kind: 'external', active: false };
    try {
      const { user: member } = await client.users.info({ user });
      return profileOf(Member.parse(member), space);
    } catch (error) {
      if (faultOf(error).kind === 'gone') return undefined;
      throw error;
    }
  };

  return {
    platform: 'slack',
    start: async (given) => {
      receive = given;
      identity.onReached(() => sync.start());
      await identity.start();
      await inbound.receiver.start();
    },
    deliver: (message) => deliver(client, message, tell),
    readFile: createReadFile({
      botToken: options.botToken,
      fetch: slackFetch(proxy),
      apiUrl,
      ...(timeoutMs ? { timeoutMs } : {}),
    }),
    profile: ({ user, space }) => profile(user, space),
    unready: () => identity.trouble() ?? socket?.trouble(),
    sync: sync.run,
    stop: async () => {
      identity.stop();
      sync.stop();
      await inbound.idle();
      await effects.settled();
      await inbound.receiver.stop();
    },
  };
};
