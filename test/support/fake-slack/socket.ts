import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { World } from './world.ts';

export type Envelope = { type: 'events_api' | 'interactive' | 'slash_commands'; payload: unknown };

export type FakeSocket = {
  /** Sends an envelope and waits for its acknowledgement; undefined when none came in three seconds or the line broke. */
  send(envelope: Envelope): Promise<{ payload?: unknown } | undefined>;
  /** Sent and not waited for. */
  drop(): void;
  /** As Slack does when it moves a connection. */
  refresh(): void;
  connections(): number;
  close(): Promise<void>;
};

/** Socket Mode: one open connection gets each envelope. */
export const fakeSocket = (world: World, server: Server): FakeSocket => {
  const hub = new WebSocketServer({ server, path: '/socket' });
  const open = new Set<WebSocket>();
  const waiting = new Map<string, (answer: { payload?: unknown }) => void>();
  hub.on('connection', (socket) => {
    open.add(socket);
    socket.setMaxListeners(0);
    socket.on('close', () => open.delete(socket));
    // A bot that was killed: nobody sees the error of its end of the line.
    socket.on('error', () => undefined);
    socket.on('message', (data) => {
      const answer = JSON.parse(String(data)) as { envelope_id: string; payload?: unknown };
      waiting.get(answer.envelope_id)?.(answer);
      waiting.delete(answer.envelope_id);
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: open.size }));
  });
  return {
    send: async ({ type, payload }) => {
      const [socket] = open;
      if (!socket) throw new Error('no Socket Mode connection is open');
      const envelope_id = world.next('env-');
      const answered = new Promise<{ payload?: unknown } | undefined>((resolve) => {
        const late = setTimeout(() => resolve(undefined), 3_000);
        const lost = (): void => resolve(undefined);
        socket.once('close', lost);
        waiting.set(envelope_id, (answer) => {
          clearTimeout(late);
          socket.off('close', lost);
          resolve(answer);
        });
      });
      socket.send(JSON.stringify({ type, envelope_id, payload, accepts_response_payload: type !== 'events_api' }));
      return answered;
    },
    drop: () => {
      for (const socket of open) socket.terminate();
    },
    refresh: () => {
      for (const socket of open) socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    connections: () => open.size,
    close: async () => {
      for (const socket of open) socket.terminate();
      await new Promise<void>((resolve) => {
        hub.close(() => resolve());
      });
    },
  };
};
