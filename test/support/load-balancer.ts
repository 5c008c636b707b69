import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export type LoadBalancer = { url: string; close(): Promise<void> };

/** Hands requests to the bots in turn; one that does not answer the door is passed over. */
export const startLoadBalancer = async (origins: readonly string[]): Promise<LoadBalancer> => {
  let turn = 0;
  const server = createServer(async (asked, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of asked) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);

    const ask = (left: number): void => {
      const origin = origins[turn++ % origins.length] ?? '';
      const { method, url: path = '/', headers } = asked;
      // A connection of its own each time: one that was kept may be closed by the bot the moment it is used again.
      const passed = request(`${origin}${path}`, { method, headers, agent: false }, (given) => {
        // How long the bot keeps its connections says nothing of those to here.
        const { connection: _, 'keep-alive': __, ...kept } = given.headers;
        answer.writeHead(given.statusCode ?? 502, kept);
        given.pipe(answer);
        given.on('error', () => answer.destroy());
      });
      passed.on('error', (error: NodeJS.ErrnoException) => {
        // Only who has not heard anything of it may be passed over: else it would be done twice.
        if (error.code === 'ECONNREFUSED' && left > 1) ask(left - 1);
        else answer.destroy();
      });
      passed.end(body);
    };
    ask(origins.length);
  });
  // A connection that is closed the moment it is used again looks like a bot that is gone.
  server.keepAliveTimeout = 10 * 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
