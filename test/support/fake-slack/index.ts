import type { AddressInfo } from 'node:net';
import { fakeSocket } from './socket.ts';
import { type Story, tellStory } from './story.ts';
import { webApi } from './web-api.ts';
import { openWire, type Wire } from './wire.ts';
import { type FakeMember, type Fault, openWorld, teamId, type World } from './world.ts';

/** Scopes the app's manifest asks for; a test takes one away to see what happens. */
export const grantedScopes = [
  'app_mentions:read',
  'chat:write',
  'commands',
  'files:read',
  'im:history',
  'im:write',
  'metadata.message:read',
  'users:read',
  'users:read.email',
];

export type FakeSlack = Story & {
  world: World;
  wire: Wire;
  team: string;
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  /** Where the bot takes requests: `http://127.0.0.1:3978/slack/events`. */
  sendTo(url: string): void;
  /** From now on everything goes through Socket Mode. */
  useSocket(): void;
  socket: ReturnType<typeof fakeSocket>;
  fail(fault: Omit<Fault, 'times'> & { times?: number }): void;
  heal(): void;
  calls(method: string): readonly Record<string, unknown>[];
  close(): Promise<void>;
};

/** A workspace of its own, with a Web API that refuses what Slack refuses, and people who press buttons. */
export const startFakeSlack = async (
  members: readonly FakeMember[],
  scopes: readonly string[] = grantedScopes,
): Promise<FakeSlack> => {
  const world = openWorld(members, scopes);
  let origin = '';
  let eventsUrl = '';
  let overSocket = false;
  const server = webApi(world, () => `${origin.replace('http', 'ws')}/socket`);
  const socket = fakeSocket(world, server.server);
  await server.listen({ host: '127.0.0.1', port: 0 });
  origin = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const wire = openWire(
    world,
    () => eventsUrl,
    () => (overSocket ? socket : undefined),
  );
  return {
    ...tellStory(world, wire, (id) => `${origin}/respond/${id}`),
    world,
    wire,
    team: teamId,
    apiUrl: `${origin}/api/`,
    botToken: world.botToken,
    appToken: world.appToken,
    signingSecret: world.signingSecret,
    sendTo: (url) => {
      eventsUrl = url;
    },
    useSocket: () => {
      overSocket = true;
    },
    socket,
    fail: (fault) => void world.faults.push({ times: 1, ...fault }),
    heal: () => {
      world.faults.length = 0;
    },
    calls: (method) => world.calls.filter((call) => call.method === method).map(({ body }) => body),
    close: async () => {
      await socket.close();
      await server.close();
    },
  };
};
