import { randomUUID, timingSafeEqual } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';

export type HttpParts = {
  /** Names of what is not ready yet (`database`, `slack`); empty when everything is. */
  waitingFor: () => Promise<readonly string[]>;
  metrics: { text: () => Promise<string>; contentType: string };
  metricsToken?: string;
};

export type Http = {
  /** Platforms add their own paths before it listens. */
  app: FastifyInstance;
  listen(host: string, port: number): Promise<{ port: number }>;
  /** Answers what is under way and takes nothing new. */
  close(): Promise<void>;
};

const bodyLimit = 512 * 1024;
const loopback = /^(::ffff:)?127\.|^::1$/;

/** Behind a proxy on the same machine everybody seems to be local: then only the token opens. */
const isLocal = (request: FastifyRequest): boolean =>
  loopback.test(request.socket.remoteAddress ?? '') &&
  request.headers['x-forwarded-for'] === undefined &&
  request.headers.forwarded === undefined;

const carries = (request: FastifyRequest, token: string | undefined): boolean => {
  if (token === undefined) return false;
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};

/** Every path reads what it is given with zod. Without these, Fastify loads two compilers of JSON schemas at start. */
const noSchemas = (): never => {
  throw new Error('a path has a JSON schema: read its input with zod instead');
};
const compilersFactory = { buildValidator: noSchemas, buildSerializer: noSchemas };

export const createHttp = (parts: HttpParts): Http => {
  const app = Fastify({
    bodyLimit,
    schemaController: { compilersFactory },
    genReqId: () => randomUUID(),
    requestTimeout: 15_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
  });
  // What went wrong inside is for the log of whoever failed, never for the caller.
  app.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    return reply.code(status).send({ status });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ status: 404 }));
  app.addHook('onSend', (request, reply, payload, done) => {
    reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
    done(null, payload);
  });

  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    const waiting = await parts.waitingFor();
    return reply.code(waiting.length === 0 ? 200 : 503).send({ ready: waiting.length === 0, waiting });
  });
  app.get('/metrics', async (request, reply) => {
    if (!isLocal(request) && !carries(request, parts.metricsToken)) return reply.code(401).send({ status: 401 });
    return reply.type(parts.metrics.contentType).send(await parts.metrics.text());
  });

  return {
    app,
    listen: async (host, port) => {
      await app.listen({ host, port });
      const bound = app.server.address();
      return { port: typeof bound === 'object' && bound ? bound.port : port };
    },
    close: () => app.close(),
  };
};
