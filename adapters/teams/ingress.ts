import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../src/app/log.ts';
import { Activity, tenantsOf, Unverified } from './activity.ts';
import type { Answer } from './answer.ts';
import { isTrusted } from './service-url.ts';
import type { TokenCheck } from './token-check.ts';

export type IngressParts = {
  server: FastifyInstance;
  /** Absent: `TEAMS_LOCAL`, nobody is checked and only this machine is trusted. */
  check: TokenCheck | undefined;
  /** Whether there are keys to check with. */
  ready: () => boolean;
  /** The one tenant that is served; absent on this machine. */
  tenant: string | undefined;
  /** A connector on this machine is trusted. */
  local: boolean;
  handle: (activity: Activity, tenant: string) => Promise<Answer>;
  /** A request that was not Teams' or not our tenant's. */
  refused: () => void;
  log: Log;
};

/** Teams' own activities stay far below; whatever is larger is refused before it is read. */
const bodyLimit = 512 * 1024;

const parse = (body: unknown): unknown => {
  try {
    return Buffer.isBuffer(body) ? JSON.parse(body.toString('utf8')) : undefined;
  } catch {
    return undefined;
  }
};

type Read =
  | { is: 'refused' }
  | { is: 'odd' }
  | { is: 'later' }
  | { is: 'activity'; activity: Activity; tenant: string };

/** Everything Teams sends comes to `POST /api/messages`: who sends it is settled before what it says is looked at. */
export const serveActivities = (parts: IngressParts): { idle(): Promise<void> } => {
  const { server, check, ready, tenant, local, handle, refused, log } = parts;
  const underWay = new Set<Promise<FastifyReply>>();

  const isSender = async (request: FastifyRequest, body: unknown): Promise<boolean> => {
    const claimed = Unverified.safeParse(body);
    if (!claimed.success || !isTrusted(claimed.data.serviceUrl, local)) return false;
    return check ? check(request.headers.authorization, claimed.data) : true;
  };

  const tenantOf = (activity: Activity): string | undefined => {
    const named = tenantsOf(activity);
    if (tenant === undefined) return named[0] ?? 'local';
    return named.length > 0 && named.every((one) => one === tenant) ? tenant : undefined;
  };

  const read = async (request: FastifyRequest): Promise<Read> => {
    if (check && request.headers.authorization === undefined) return { is: 'refused' };
    const body = parse(request.body);
    if (!(await isSender(request, body))) return { is: ready() ? 'refused' : 'later' };
    const activity = Activity.safeParse(body);
    if (!activity.success) return { is: 'odd' };
    const own = tenantOf(activity.data);
    return own === undefined ? { is: 'refused' } : { is: 'activity', activity: activity.data, tenant: own };
  };

  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const found = await read(request);
    switch (found.is) {
      case 'refused':
        refused();
        return reply.code(401).send('');
      case 'later':
        return reply.code(503).send('');
      case 'odd':
        return reply.code(400).send('');
      case 'activity': {
        const { status, body } = await handle(found.activity, found.tenant);
        return body === undefined ? reply.code(status).send('') : reply.code(status).send(body);
      }
    }
  };

  server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, parsed) => parsed(null, body));
    scope.setErrorHandler(async (error: { statusCode?: number }, _request, reply) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) log.error('teams.request-failed', {}, error);
      return reply.code(status).send('');
    });
    scope.post('/api/messages', { bodyLimit }, (request, reply) => {
      const running = answer(request, reply).finally(() => underWay.delete(running));
      underWay.add(running);
      return running;
    });
    done();
  });

  return {
    idle: async () => {
      await Promise.allSettled(underWay);
    },
  };
};
