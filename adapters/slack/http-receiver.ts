import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Receiver } from '@slack/bolt';
import type { FastifyInstance } from 'fastify';
import type { Log } from '../../src/app/log.ts';
import type { Handle } from './listen.ts';
import { readBody, readText } from './read-body.ts';
import { signedBySlack } from './signature.ts';

export type HttpOptions = {
  server: FastifyInstance;
  signingSecrets: readonly string[];
  /** The real clock: signatures do not follow people's time. */
  now: () => number;
  /** A request that was not Slack's, or another workspace's. */
  refused: () => void;
  log: Log;
};

export type HttpReceiver = { receiver: Receiver; serve(handle: Handle): void; idle(): Promise<void> };

/** Slack's own payloads stay far below; whatever is larger is refused before it is read. */
const bodyLimit = 512 * 1024;

/** Questions of Slack's that concern the endpoint itself. */
const housekeeping = (body: unknown): object | undefined => {
  if (typeof body !== 'object' || body === null) return undefined;
  if ('type' in body && body.type === 'url_verification')
    return { challenge: 'challenge' in body && typeof body.challenge === 'string' ? body.challenge : '' };
  return 'ssl_check' in body ? {} : undefined;
};

type Answer = { status: number; body?: object | undefined; after?: () => void };

const statusOf = { 'not-saved': 503, foreign: 401, odd: 400 } as const;

const send = (response: ServerResponse, { status, body }: Answer): void => {
  const text = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, {
    'x-content-type-options': 'nosniff',
    'content-length': Buffer.byteLength(text),
    ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    // Whoever sends too much is not listened to any longer.
    ...(status === 413 ? { connection: 'close' } : {}),
  });
  response.end(text);
};

/** Everything Slack sends comes to `POST /slack/events`, and is answered when the work is done. */
export const httpReceiver = ({ server, signingSecrets, now, refused, log }: HttpOptions): HttpReceiver => {
  let handle: Handle | undefined;
  const underWay = new Set<Promise<void>>();

  const done = async (payload: unknown): Promise<Answer> => {
    if (!handle) return { status: 503 };
    const outcome = await handle(payload);
    if (outcome.is === 'done') return { status: 200, ...outcome };
    if (outcome.is === 'foreign') refused();
    return { status: statusOf[outcome.is] };
  };

  const answered = (headers: IncomingHttpHeaders, text: string): Answer | Promise<Answer> => {
    if (!signedBySlack(text, headers, signingSecrets, now())) {
      refused();
      return { status: 401 };
    }
    const payload = readBody(headers['content-type'], text);
    const asked = housekeeping(payload);
    return asked ? { status: 200, body: asked } : done(payload);
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await readText(request, bodyLimit);
    const answer = text === undefined ? { status: 413 } : await answered(request.headers, text);
    send(response, answer);
    answer.after?.();
  };

  const failed = (request: IncomingMessage, response: ServerResponse, error: unknown): void => {
    // Whoever hung up in the middle waits for nothing.
    if (!request.complete || response.headersSent) return;
    log.error('slack.request-failed', {}, error);
    send(response, { status: 500 });
  };

  server.post(
    '/slack/events',
    {
      // Taken over before Fastify reads the body: its parsers, hooks and reply cost a third of what node:http does.
      onRequest: ({ raw: request }, reply) => {
        reply.hijack();
        const running = serve(request, reply.raw)
          .catch((error: unknown) => failed(request, reply.raw, error))
          .finally(() => underWay.delete(running));
        underWay.add(running);
      },
    },
    () => {},
  );

  return {
    receiver: { init: () => {}, start: async () => {}, stop: async () => {} },
    serve: (handler) => {
      handle = handler;
    },
    idle: async () => {
      await Promise.allSettled(underWay);
    },
  };
};
