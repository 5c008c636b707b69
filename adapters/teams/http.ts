import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';
import type { Heard } from '../../src/app/clock-check.ts';

/** What one request came to; nothing is thrown for a status. */
export type Answered = { status: number; text: string; retryAfter: string | undefined };
export type Sent = { method: Dispatcher.HttpMethod; headers?: Record<string, string>; body?: string };

/** One request: no redirect is followed, nothing is tried again, and it ends after a time. */
export type Http = {
  send(url: string, what: Sent): Promise<Answered>;
  /** A file: no bytes when it is larger than that. */
  take(url: string, limit: number): Promise<{ status: number; bytes: Uint8Array | undefined }>;
};

/** A request that hangs is given up inside the eight seconds a delivery has. */
const defaultTimeoutMs = 7_000;
const mostBytes = 2 * 1024 * 1024;

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** Through the proxy where there is one, but never to this machine itself. */
/** `heard` is told what time the answers say it is. */
export const createHttp = (options: { proxy?: string; timeoutMs?: number; heard?: Heard | undefined } = {}): Http => {
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const limits = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs, maxResponseSize: mostBytes };
  const direct = new Agent({ ...limits, connect: { timeout: timeoutMs } });
  const proxied = options.proxy ? new ProxyAgent({ ...limits, uri: options.proxy }) : direct;
  const through = (url: string): Dispatcher => (url.startsWith('http:') ? direct : proxied);
  return {
    take: async (url, limit) => {
      const { statusCode, body } = await request(url, { method: 'GET', dispatcher: through(url) });
      const chunks: Uint8Array[] = [];
      let length = 0;
      for await (const chunk of body as AsyncIterable<Uint8Array>) {
        length += chunk.length;
        if (length > limit) {
          body.destroy();
          return { status: statusCode, bytes: undefined };
        }
        chunks.push(chunk);
      }
      return { status: statusCode, bytes: Buffer.concat(chunks) };
    },
    send: async (url, what) => {
      const sentAt = Date.now();
      const { statusCode, headers, body } = await request(url, { ...what, dispatcher: through(url) });
      options.heard?.({ date: single(headers.date), age: single(headers.age) }, sentAt, Date.now());
      return { status: statusCode, text: await body.text(), retryAfter: single(headers['retry-after']) };
    },
  };
};
