import type { FastifyReply, FastifyRequest } from 'fastify';

/** Names under which a browser on this machine may have opened the page. */
const hosts = (port: number): string[] => {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  return [...names.map((name) => `${name}:${port}`), ...(port === 80 ? names : [])];
};

export const headers = {
  // No script or style in the page itself, nothing from anywhere else: a card can never bring code along.
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

/**
 * The console lets anybody be anybody, so only pages of its own may talk to it. A foreign name in Host is how
 * another site's page reaches loopback (DNS rebinding); a foreign Origin is another site asking directly.
 */
const refusal = (request: FastifyRequest): { status: number; why: string } | undefined => {
  const { host = '', origin } = request.headers;
  if (!hosts(request.socket.localPort ?? 0).includes(host.toLowerCase())) return { status: 403, why: 'host' };
  if (origin !== undefined && origin !== `http://${host}`) return { status: 403, why: 'origin' };
  if (request.headers['sec-fetch-site'] === 'cross-site') return { status: 403, why: 'site' };
  if (request.method !== 'POST') return undefined;
  if (origin === undefined) return { status: 403, why: 'origin' };
  const type = request.headers['content-type'] ?? '';
  return /^application\/json\s*(;|$)/i.test(type) ? undefined : { status: 415, why: 'content-type' };
};

export const guard = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
  reply.headers(headers);
  const refused = refusal(request);
  return refused ? reply.code(refused.status).send({ error: refused.why }) : undefined;
};
