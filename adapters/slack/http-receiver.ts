import { parse } from 'node:querystring';
import type { Receiver } from '@slack/bolt';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../src/app/log.ts';
import type { Handle, Outcome } from './listen.ts';
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

/**
 * The payload alone, as Slack sends it: undoing the escapes in one go takes a third of the time of reading a form.
 * Undefined when it is another form, or not well escaped.
 */
const lonePayload = (text: string): string | undefined => {
  if (!text.startsWith('payload=') || text.includes('&')) return undefined;
  try {
    return decodeURIComponent(text.slice('payload='.length).replaceAll('+', ' '));
  } catch {
    return undefined;
  }
};

/** The body of a request, parsed once: JSON for events, a form for the rest, with JSON inside for interactions. */
const readBody = (type: string | undefined, text: string): unknown => {
  try {
    if (type?.startsWith('application/json')) return JSON.parse(text);
    const payload = lonePayload(text);
    if (payload !== undefined) return JSON.parse(payload);
    const form = parse(text);
    return 'payload' in form ? JSON.parse(String(form.payload)) : form;
  } catch {
    return undefined;
  }
};

/** Questions of Slack's that concern the endpoint itself. */
const housekeeping = (body: unknown): object | undefined => {
  if (typeof body !== 'object' || body === null) return undefined;
  if ('type' in body && body.type === 'url_verification')
    return { challenge: 'challenge' in body && typeof body.challenge === 'string' ? body.challenge : '' };
  return 'ssl_check' in body ? {} : undefined;
};

const send = (reply: FastifyReply, outcome: Outcome, refused: () => void): FastifyReply => {
  switch (outcome.is) {
    case 'done':
      return outcome.body ? reply.send(outcome.body) : reply.send('');
    case 'not-saved':
      return reply.code(503).send('');
    case 'foreign':
      refused();
      return reply.code(401).send('');
    case 'odd':
      return reply.code(400).send('');
  }
};

/** Everything Slack sends comes to `POST /slack/events`, and is answered when the work is done. */
export const httpReceiver = ({ server, signingSecrets, now, refused, log }: HttpOptions): HttpReceiver => {
  let handle: Handle | undefined;
  const underWay = new Set<Promise<FastifyReply>>();

  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
    if (!signedBySlack(body, request.headers, signingSecrets, now())) {
      refused();
      return reply.code(401).send('');
    }
    const payload = readBody(request.headers['content-type'], body);
    const asked = housekeeping(payload);
    if (asked) return reply.send(asked);
    if (!handle) return reply.code(503).send('');
    const outcome = await handle(payload);
    const sent = send(reply, outcome, refused);
    if (outcome.is === 'done') outcome.after();
    return sent;
  };

  server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body));
    scope.setErrorHandler(async (error: { statusCode?: number }, _request, reply) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) log.error('slack.request-failed', {}, error);
      return reply.code(status).send('');
    });
    scope.post('/slack/events', { bodyLimit }, (request, reply) => {
      const running = answer(request, reply).finally(() => underWay.delete(running));
      underWay.add(running);
      return running;
    });
    done();
  });

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
