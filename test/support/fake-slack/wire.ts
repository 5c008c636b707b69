import { createHmac } from 'node:crypto';
import type { Envelope, FakeSocket } from './socket.ts';
import type { World } from './world.ts';

// biome-ignore lint/suspicious/noExplicitAny: whatever the bot answers
export type Sent = { status: number; body: string; json: any };

export type Wire = {
  /** Sends one payload the way Slack does, signed and over HTTP or through the open socket. */
  send(kind: Envelope['type'], payload: Record<string, unknown>, headers?: Record<string, string>): Promise<Sent>;
  /** A raw request: for wrong signatures, stale ones, odd bodies. */
  post(body: string | Buffer, options?: PostOptions): Promise<Sent>;
};

type PostOptions = {
  type?: string;
  secret?: string;
  /** Seconds added to the timestamp. */
  skew?: number;
  headers?: Record<string, string>;
};

const signature = (secret: string, timestamp: string, body: string | Buffer): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const form = 'application/x-www-form-urlencoded';

export const openWire = (world: World, eventsUrl: () => string, socket: () => FakeSocket | undefined): Wire => {
  const post: Wire['post'] = async (
    body,
    { type = form, secret = world.signingSecret, skew = 0, headers = {} } = {},
  ) => {
    const timestamp = String(Math.floor(Date.now() / 1000) + skew);
    const answer = await fetch(eventsUrl(), {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': signature(secret, timestamp, body),
        ...headers,
      },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: text, json: json(text) };
  };
  return {
    post,
    send: async (kind, payload, headers = {}) => {
      const open = socket();
      if (open) {
        const answer = await open.send({ type: kind, payload });
        return { status: answer ? 200 : 503, body: '', json: answer?.payload };
      }
      if (kind === 'events_api') return post(JSON.stringify(payload), { type: 'application/json', headers });
      const fields =
        kind === 'slash_commands' ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) };
      return post(new URLSearchParams(fields).toString(), { headers });
    },
  };
};
