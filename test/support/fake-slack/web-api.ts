import { parse } from 'node:querystring';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { type Answer, type Args, chatMethods, type Method, refuse, respond } from './methods-chat.ts';
import { peopleMethods } from './methods-people.ts';
import { viewMethods } from './methods-views.ts';
import { type Fault, userOfChannel, type World } from './world.ts';

const methods: Readonly<Record<string, Method>> = { ...chatMethods, ...viewMethods, ...peopleMethods };

const concerns = (args: Args): string => {
  const channel = String(args.channel ?? '');
  return String(args.user_id ?? args.users ?? args.user ?? userOfChannel(channel) ?? channel);
};

const takeFault = (world: World, method: string, args: Args): Fault['as'] | undefined => {
  const fault = world.faults.find(
    (one) => one.times > 0 && (!one.method || one.method === method) && (!one.user || one.user === concerns(args)),
  );
  if (!fault) return world.weather?.(method);
  fault.times -= 1;
  return fault.as;
};

const answer = (world: World, name: string, args: Args, token: string | undefined): Answer => {
  if (!token) return refuse('not_authed');
  if (token !== world.botToken) return refuse('invalid_auth');
  const method = methods[name];
  if (!method) return refuse('unknown_method');
  const needed = method.scopes.find((scope) => !world.scopes.has(scope));
  if (needed) return { ...refuse('missing_scope'), needed, provided: [...world.scopes].join(',') };
  return method.run(world, args);
};

const openSocket = (world: World, token: string | undefined, socketUrl: () => string): Answer =>
  token === world.appToken ? { ok: true, url: socketUrl() } : refuse(token ? 'invalid_auth' : 'not_authed');

/** The Web API under `/api/`, and response URLs under `/respond/`. */
export const webApi = (world: World, socketUrl: () => string): FastifyInstance => {
  const server = fastify({ bodyLimit: 4_000_000, forceCloseConnections: true });
  server.addHook('onSend', (_request, reply, payload, done) => {
    reply.header('date', new Date(Date.now() + world.aheadMs).toUTCString());
    done(null, payload);
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  const stumble = (as: Fault['as'], reply: FastifyReply, process: () => Answer): FastifyReply | undefined => {
    switch (as.kind) {
      case 'status':
        if (as.after) process();
        if (as.retryAfter !== undefined) reply.header('retry-after', String(as.retryAfter));
        return reply.code(as.status).send('');
      case 'reset':
        if (as.after) process();
        reply.hijack();
        reply.raw.destroy();
        return reply;
      case 'hang':
        reply.hijack();
        return reply;
      case 'broken-json':
        if (as.after) process();
        return reply.type('application/json').send('{"ok": tru');
      case 'error':
        return reply.send(refuse(as.error));
    }
  };

  server.post<{ Params: { method: string } }>('/api/:method', async (request, reply) => {
    const { method } = request.params;
    const { authorization } = request.headers;
    const token = authorization?.replace(/^Bearer /, '');
    const body = String(request.body ?? '');
    const args: Args = request.headers['content-type']?.startsWith('application/json')
      ? (JSON.parse(body) as Args)
      : { ...parse(body) };
    const call: World['calls'][number] = { method, body: args };
    world.calls.push(call);
    const process = (): Answer =>
      method === 'apps.connections.open' ? openSocket(world, token, socketUrl) : answer(world, method, args, token);
    const fault = takeFault(world, method, args);
    const stumbled = fault && stumble(fault, reply, process);
    if (stumbled) return stumbled;
    const result = process();
    if (result.error) call.error = result.error;
    return reply.header('x-oauth-scopes', [...world.scopes].join(',')).send(result);
  });

  // Slack shows a page to log in to whoever has no token, or none that may read files.
  server.get<{ Params: { id: string } }>('/files-pri/:id', async (request, reply) => {
    const file = world.files.get(request.params.id);
    const may = request.headers.authorization === `Bearer ${world.botToken}` && world.scopes.has('files:read');
    if (!may) return reply.code(302).header('location', 'https://mamori.slack.com/?redir=files').send('');
    return file ? reply.type('text/csv').send(file) : reply.code(404).type('text/html').send('<html></html>');
  });

  server.post<{ Params: { id: string } }>('/respond/:id', async (request, reply) => {
    const status = respond(world, request.params.id, JSON.parse(String(request.body)) as Args);
    return reply.code(status).send(status === 200 ? 'ok' : '');
  });

  return server;
};
