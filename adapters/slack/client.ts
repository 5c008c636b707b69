import { webApi } from '@slack/bolt';
import { ProxyAgent, fetch as proxiedFetch } from 'undici';
import type { Heard } from '../../src/app/clock-check.ts';
import type { Log } from '../../src/app/log.ts';

export type ClientOptions = {
  botToken: string;
  apiUrl?: string;
  proxy?: string;
  timeoutMs?: number;
  log: Log;
  /** Told what time Slack's answers say it is. */
  heard?: Heard | undefined;
};

/** A request that hangs is given up inside the eight seconds a delivery has. */
const defaultTimeoutMs = 7_000;
/** What a 429 without `Retry-After` is taken to mean. */
const assumedRetrySeconds = 30;

type Fetch = typeof globalThis.fetch;

/** Through the proxy where there is one; a 429 always says how long to wait (web-api gives up on one that does not). */
export const slackFetch = (proxy: string | undefined, heard: Heard = () => {}): Fetch => {
  const dispatcher = proxy ? new ProxyAgent(proxy) : undefined;
  const send: Fetch = dispatcher
    ? (((url: string, init: object) => proxiedFetch(url, { ...init, dispatcher })) as unknown as Fetch)
    : globalThis.fetch;
  return async (url, init) => {
    const sentAt = Date.now();
    const response = await send(url, init);
    const { headers } = response;
    heard({ date: headers.get('date'), age: headers.get('age') }, sentAt, Date.now());
    if (response.status !== 429 || Number.isInteger(Number(response.headers.get('retry-after') ?? 'none')))
      return response;
    await response.body?.cancel();
    return new Response(null, { status: 429, headers: { 'retry-after': String(assumedRetrySeconds) } });
  };
};

type BoltLogger = NonNullable<webApi.WebClientOptions['logger']>;

/** Slack's SDKs write request bodies to `debug` and `info`: only warnings pass, and of them only that there was one. */
export const quietLogger = (log: Log, level: webApi.LogLevel = webApi.LogLevel.WARN): BoltLogger => ({
  debug: () => {},
  info: () => {},
  warn: () => log.debug('slack.sdk-warning'),
  error: () => log.debug('slack.sdk-error'),
  setLevel: () => {},
  getLevel: () => level,
  setName: () => {},
});

/** One attempt each, with a time limit: waiting and trying again belong to the outbox. */
export const clientOptions = (options: Omit<ClientOptions, 'botToken'>): webApi.WebClientOptions => ({
  ...(options.apiUrl ? { slackApiUrl: options.apiUrl } : {}),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: options.timeoutMs ?? defaultTimeoutMs,
  allowAbsoluteUrls: false,
  logger: quietLogger(options.log),
  fetch: slackFetch(options.proxy, options.heard),
});

export const createClient = (options: ClientOptions): webApi.WebClient =>
  new webApi.WebClient(options.botToken, clientOptions(options));
