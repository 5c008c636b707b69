import type { Receiver, webApi } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { ProxyAgent } from 'undici';
import type { Log } from '../../src/app/log.ts';
import { quietLogger } from './client.ts';
import { faultOf } from './faults.ts';
import type { Handle } from './listen.ts';

export type SocketOptions = {
  appToken: string;
  clientOptions: webApi.WebClientOptions;
  proxy?: string;
  /** An envelope of another workspace. */
  refused: () => void;
  log: Log;
};

export type SocketReceiver = {
  receiver: Receiver;
  serve(handle: Handle): void;
  /** Why no envelope can arrive just now. */
  trouble(): string | undefined;
  idle(): Promise<void>;
};

type Envelope = { body: unknown; ack: (response?: object) => Promise<void> };

const firstRetryMs = 1_000;
const lastRetryMs = 30_000;
const goodbyeMs = 2_000;

const after = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });

/**
 * Socket Mode that acknowledges an envelope after the commit (Bolt's own receiver acknowledges events before any listener).
 * It also reconnects by itself: the client's own way rejects a promise nobody holds when Slack can't be reached, which
 * ends a Node process.
 */
export const socketReceiver = ({ appToken, clientOptions, proxy, refused, log }: SocketOptions): SocketReceiver => {
  const client = new SocketModeClient({
    appToken,
    clientOptions,
    autoReconnectEnabled: false,
    logger: quietLogger(log),
    ...(proxy ? { dispatcher: new ProxyAgent(proxy) } : {}),
  });
  let handle: Handle | undefined;
  let trouble: string | undefined = 'not_connected';
  let stopped = false;
  const underWay = new Set<Promise<void>>();

  const answer = async ({ body, ack }: Envelope): Promise<void> => {
    if (!handle) return;
    const outcome = await handle(body);
    if (outcome.is === 'foreign') refused();
    // Unacknowledged, Slack sends it again, on this connection or the next.
    if (outcome.is === 'not-saved') return;
    await ack(outcome.is === 'done' ? outcome.body : undefined);
    if (outcome.is === 'done') outcome.after();
  };

  client.on('slack_event', (envelope: Envelope) => {
    const running = answer(envelope)
      .catch((error: unknown) => log.warn('slack.envelope-unanswered', {}, error))
      .finally(() => underWay.delete(running));
    underWay.add(running);
  });

  const stayConnected = async (): Promise<void> => {
    let delay = firstRetryMs;
    while (!stopped) {
      const ended = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
      try {
        await client.start();
        trouble = undefined;
        delay = firstRetryMs;
        await ended;
        trouble = 'disconnected';
      } catch (error) {
        trouble = error === undefined ? 'disconnected' : faultOf(error).why;
        log.warn('slack.socket-closed', { why: trouble });
      }
      if (stopped) return;
      await after(delay);
      delay = Math.min(delay * 2, lastRetryMs);
    }
  };

  return {
    receiver: {
      init: () => {},
      start: async () => {
        void stayConnected();
      },
      stop: async () => {
        stopped = true;
        trouble = 'stopped';
        await Promise.race([client.disconnect(), after(goodbyeMs)]);
      },
    },
    serve: (handler) => {
      handle = handler;
    },
    trouble: () => trouble,
    idle: async () => {
      await Promise.allSettled(underWay);
    },
  };
};
