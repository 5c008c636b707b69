import { connect, createServer, type Socket } from 'node:net';

export type SlowLine = {
  url: string;
  /** From now on each answer arrives so much later (ms). */
  delay(ms: number): void;
  close(): Promise<void>;
};

/** A way to a database that can become slow: what is asked arrives at once, what is answered does not. */
export const startSlowLine = async (database: string): Promise<SlowLine> => {
  const target = new URL(database);
  const open = new Set<Socket>();
  let late = 0;
  const server = createServer((client) => {
    const behind = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    client.pipe(behind);
    behind.on('data', (chunk) => setTimeout(() => client.destroyed || client.write(chunk), late));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const url = new URL(database);
  url.host = `127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
  return {
    url: url.href,
    delay: (ms) => {
      late = ms;
    },
    close: async () => {
      for (const one of open) one.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
