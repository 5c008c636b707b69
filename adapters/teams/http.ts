import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';

/** What one request came to; nothing is thrown for a status. */
export type Answered = { status: number; text: string; retryAfter: string | undefined };
export type Sent = { method: Dispatcher.HttpMethod; headers?: Record<string, string>; body?: string };

/** One request: no redirect is followed, nothing is tried again, and it ends after a time. */
export type Http = { send(url: string, what: Sent): Promise<Answered> };

/** A request that hangs is given up inside the eight seconds a delivery has. */
const defaultTimeoutMs = 7_000;
const mostBytes = 1024 * 1024;

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** Through the proxy where there is one, but never to this machine itself. */
export const createHttp = (options: { proxy?: string; timeoutMs?: number } = {}): Http => {
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const limits = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs, maxResponseSize: mostBytes };
  const direct = new Agent({ ...limits, connect: { timeout: timeoutMs } });
  const proxied = options.proxy ? new ProxyAgent({ ...limits, uri: options.proxy }) : direct;
  return {
    send: async (url, what) => {
      const dispatcher = url.startsWith('http:') ? direct : proxied;
      const { statusCode, headers, body } = await request(url, { ...what, dispatcher });
      return { status: statusCode, text: await body.text(), retryAfter: single(headers['retry-after']) };
    },
  };
};
