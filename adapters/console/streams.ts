import type { FastifyReply } from 'fastify';
import { headers } from './guard.ts';

/** Proxies and browsers give up on a silent connection; a comment keeps it open. */
const heartbeatMs = 20_000;

/** The open pages, by the person they show. */
export const openStreams = () => {
  const open = new Map<string, Set<FastifyReply['raw']>>();
  const heartbeat = setInterval(() => {
    for (const streams of open.values()) for (const raw of streams) raw.write(':\n\n');
  }, heartbeatMs);
  heartbeat.unref();

  const line = (event: string, data: unknown): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

  return {
    /** Begins with everything there is, so that a page that comes back misses nothing. */
    add: (person: string, reply: FastifyReply, everything: unknown): void => {
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8', connection: 'keep-alive' });
      raw.write(`retry: 1000\n${line('everything', everything)}`);
      const streams = open.get(person) ?? new Set();
      open.set(person, streams.add(raw));
      raw.on('close', () => streams.delete(raw));
    },
    push: (person: string, event: 'message' | 'home', data: unknown): void => {
      for (const raw of open.get(person) ?? []) raw.write(line(event, data));
    },
    close: (): void => {
      clearInterval(heartbeat);
      for (const streams of open.values()) for (const raw of streams) raw.end();
      open.clear();
    },
  };
};
export type Streams = ReturnType<typeof openStreams>;
