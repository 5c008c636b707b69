import { type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { refusedLine, refusedMessage, tooMany } from './rules.ts';
import type { Signer } from './sign.ts';
import {
  appId,
  appPassword,
  type Call,
  conversationOf,
  type Fault,
  type Json,
  tenantId,
  userOf,
  type World,
} from './world.ts';

type Work = () => { status: number; body: object };

const fail = (status: number, code: string) => ({ status, body: { error: { code, message: code } } });

const trouble = (world: World, call: Call, user: string): Fault['as'] | undefined => {
  const fault = world.faults.find(
    (one) => one.times > 0 && (one.on ?? call) === call && (one.user === undefined || one.user === user),
  );
  if (!fault) return world.weather?.(call);
  fault.times -= 1;
  return fault.as;
};

/** The connector, the list of signing keys and the place tokens come from, on one port. */
export const fakeConnector = (world: World, signer: Signer) => {
  const server = fastify({ forceCloseConnections: true, bodyLimit: 1024 * 1024 });
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  /** Every call goes through here: faults on demand, before the work or after it. */
  const serve = async (call: Call, user: string, request: FastifyRequest, reply: FastifyReply, work: Work) => {
    const fault = trouble(world, call, user);
    const note = (status: number): void => void world.calls.push({ call, user, status });
    if (fault?.kind === 'hang') return new Promise(() => note(0));
    if (fault?.kind === 'reset') {
      if (fault.after) work();
      note(0);
      request.raw.socket.destroy();
      return reply;
    }
    if (fault?.kind === 'status') {
      if (fault.after) work();
      note(fault.status);
      if (fault.retryAfter !== undefined) reply.header('retry-after', String(fault.retryAfter));
      return reply.code(fault.status).send(fail(fault.status, fault.code ?? 'ServiceError').body);
    }
    const { status, body } = work();
    note(status);
    return reply.code(status).send(body);
  };

  const knowsBot = (request: FastifyRequest): boolean =>
    world.tokens.has(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '');

  const refusedPlace = (request: FastifyRequest, conversation: string) => {
    if (!knowsBot(request)) return fail(401, 'Unauthorized');
    const user = userOf(conversation);
    if (world.disabled) return fail(403, 'BotDisabledByAdmin');
    if (!world.users.has(user)) return fail(404, 'ConversationNotFound');
    if (world.blocked.has(user)) return fail(403, 'MessageWritesBlocked');
    if (world.chats.get(user) !== conversation) return fail(403, 'BotNotInConversationRoster');
    return undefined;
  };

  const crowded = (conversation: string, reply: FastifyReply) => {
    if (!world.limited) return undefined;
    const times = world.sendTimes.get(conversation) ?? [];
    const wait = tooMany(times, Date.now());
    if (wait > 0) {
      reply.header('retry-after', String(Math.ceil(wait / 1000)));
      return fail(429, 'Throttled');
    }
    world.sendTimes.set(conversation, [...times, Date.now()].slice(-2_000));
    return undefined;
  };

  server.get('/.well-known/openidconfiguration', async (request, reply) =>
    serve('keys', '', request, reply, () => ({
      status: 200,
      body: { issuer: 'https://api.botframework.com', jwks_uri: `http://${request.headers.host}/keys` },
    })),
  );
  server.get('/keys', async () => signer.jwks());
  server.post('/token', async (request, reply) =>
    serve('token', '', request, reply, () => {
      const { client_id, client_secret, grant_type, scope } = request.body as Record<string, string>;
      const right =
        client_id === appId &&
        client_secret === appPassword &&
        grant_type === 'client_credentials' &&
        scope === 'https://api.botframework.com/.default';
      if (!right) return { status: 401, body: { error: 'invalid_client' } };
      const token = world.next('bot-token-');
      world.tokens.add(token);
      return { status: 200, body: { token_type: 'Bearer', expires_in: 3_600, access_token: token } };
    }),
  );

  /** A reply names its thread behind the channel: `19:…;messageid=…`. */
  const channelOf = (conversation: string) => world.channels.get(conversation.split(';')[0] ?? '');

  const writeInChannel = (request: FastifyRequest, reply: FastifyReply, conversation: string) => {
    const channel = channelOf(conversation);
    if (!knowsBot(request)) return fail(401, 'Unauthorized');
    if (world.disabled) return fail(403, 'BotDisabledByAdmin');
    if (!channel) return fail(403, 'BotNotInConversationRoster');
    const activity = request.body as Json;
    const bad = refusedLine(activity);
    const refused = crowded(conversation, reply) ?? (bad && fail(bad.status, bad.code));
    if (refused) return refused;
    channel.lines.push(activity.text);
    return { status: 201, body: { id: world.next('17000000') } };
  };

  type OfChat = { Params: { conversation: string; id: string } };
  server.post<OfChat>('/v3/conversations/:conversation/activities', async (request, reply) => {
    const { conversation } = request.params;
    const user = userOf(conversation);
    if (conversation.startsWith('19:'))
      return serve('send', user, request, reply, () => writeInChannel(request, reply, conversation));
    return serve('send', user, request, reply, () => {
      const refused = refusedPlace(request, conversation) ?? crowded(conversation, reply);
      if (refused) return refused;
      const activity = request.body as Json;
      const bad = refusedMessage(activity);
      if (bad) return fail(bad.status, bad.code);
      const id = world.next('17000000');
      const card = activity.attachments[0].content;
      const alert = activity.channelData?.notification?.alert === true;
      const list = world.messages.get(user) ?? [];
      world.messages.set(user, [...list, { id, conversation, card, summary: activity.summary ?? '', alert, edits: 0 }]);
      return { status: 201, body: { id } };
    });
  });
  server.put<OfChat>('/v3/conversations/:conversation/activities/:id', async (request, reply) => {
    const { conversation, id } = request.params;
    const user = userOf(conversation);
    return serve('update', user, request, reply, () => {
      const refused = refusedPlace(request, conversation) ?? crowded(conversation, reply);
      if (refused) return refused;
      const bad = refusedMessage(request.body);
      if (bad) return fail(bad.status, bad.code);
      const message = world.messages.get(user)?.find((one) => one.id === id);
      if (!message) return fail(404, 'ActivityNotFoundInConversation');
      const activity = request.body as Json;
      Object.assign(message, {
        card: activity.attachments[0].content,
        summary: activity.summary ?? '',
        edits: message.edits + 1,
      });
      return { status: 200, body: { id } };
    });
  });
  server.post('/v3/conversations', async (request, reply) => {
    const { members, tenantId: tenant } = request.body as Json;
    const user = String(members?.[0]?.id ?? '').replace(/^29:/, '');
    return serve('create', user, request, reply, () => {
      if (!knowsBot(request)) return fail(401, 'Unauthorized');
      if (!world.users.has(user) || tenant !== tenantId) return fail(400, 'BadArgument');
      // Nobody is written to out of the blue: the app has to be installed for them, or for a team they are in.
      const inTeam = [...world.channels.values()].some((channel) => channel.members.has(user));
      if ((!world.chats.has(user) && !inTeam) || world.blocked.has(user))
        return fail(403, 'ForbiddenOperationException');
      world.chats.set(user, conversationOf(user));
      return { status: 201, body: { id: conversationOf(user) } };
    });
  });
  // The address of a file holds the permission to read it: whoever sends a token along gives it away.
  server.get<{ Params: { name: string } }>('/files/:name', async (request, reply) => {
    if (request.headers.authorization) return reply.code(400).send('');
    const file = world.files.get(request.params.name);
    return file ? reply.type('application/octet-stream').send(file) : reply.code(404).send('');
  });
  server.get<OfChat>('/v3/conversations/:conversation/members/:id', async (request, reply) => {
    const { conversation } = request.params;
    const id = request.params.id.replace(/^29:/, '');
    return serve('member', id, request, reply, () => {
      const refused = refusedPlace(request, conversation);
      if (refused) return refused;
      const user = world.users.get(id);
      if (!user) return fail(404, 'MemberNotFoundInConversation');
      const { name, email, guest, tenant } = user;
      const upn = guest ? `${id}#EXT#@example.onmicrosoft.com` : (email ?? '');
      return {
        status: 200,
        body: {
          id: `29:${id}`,
          name,
          aadObjectId: id,
          objectId: id,
          ...(email ? { email } : {}),
          userPrincipalName: upn,
          userRole: guest ? 'guest' : 'user',
          tenantId: tenant ?? tenantId,
        },
      };
    });
  });
  return server;
};
