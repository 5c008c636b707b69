import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCard } from '../../support/adapter-samples.ts';
import { openDesk } from './bench.ts';

/** A proxy that opens tunnels and remembers how many. */
const startProxy = async (): Promise<{ server: Server; url: string; tunnels: () => number; close(): void }> => {
  let tunnels = 0;
  const open = new Set<Socket>();
  const server = createServer((_request, response) => void response.writeHead(405).end());
  server.on('connect', (request, client: Socket) => {
    tunnels += 1;
    const { hostname, port } = new URL(`http://${request.url}`);
    const target = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(client).pipe(target);
    });
    for (const socket of [client, target]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    server,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels: () => tunnels,
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
};

describe('behind a proxy', () => {
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  beforeEach(async () => {
    proxy = await startProxy();
  });
  afterEach(() => proxy.close());

  it('cards and private answers go through it', async () => {
    const desk = await openDesk(
      async ({ ask }) => (ask.type === 'press' ? { kind: 'say', card: aCard() } : { kind: 'done' }),
      {
        proxy: proxy.url,
      },
    );
    const to = { platform: 'slack', space: desk.slack.team, user: 'U-tanaka' } as const;
    const sent = await desk.adapter.deliver({ to, surface: 'message', card: aCard(), key: 'a#1', uncertain: false });
    expect(sent).toMatchObject({ outcome: 'delivered' });
    expect(proxy.tunnels()).toBeGreaterThan(0);
    desk.slack.fail({ method: 'chat.postMessage', as: { kind: 'status', status: 429 } });
    expect(
      await desk.adapter.deliver({ to, surface: 'message', card: aCard(), key: 'b#1', uncertain: false }),
    ).toMatchObject({ outcome: 'again', afterMs: 30_000 });
    await desk.close();
  });

  it('Socket Mode goes through it', async () => {
    const desk = await openDesk(async () => ({ kind: 'done' }), { proxy: proxy.url, socket: true });
    expect((await desk.slack.say('U-tanaka', '質問')).status).toBe(200);
    expect(proxy.tunnels()).toBeGreaterThan(1);
    await desk.close();
  });
});
