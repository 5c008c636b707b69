import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { gonePage, pageStyle, tooManyPage, waitingPage } from '../core/copies/page.ts';
import type { Copies, Taking } from './copies.ts';
import type { Log } from './log.ts';

const styleMark = createHash('sha256').update(pageStyle).digest('base64');

const headers = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleMark}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex',
} as const;

const show = (reply: FastifyReply, status: number, html: string): FastifyReply =>
  reply
    .code(status)
    .headers(headers)
    .type('text/html; charset=utf-8')
    .send(html.replace('</head>', `<style>${pageStyle}</style></head>`));

/** The name for browsers of today, and one in letters every browser reads. */
const attachment = (name: string): string =>
  `attachment; filename="mamori${name.slice(name.lastIndexOf('.'))}"; filename*=UTF-8''${encodeURIComponent(name)}`;

const answer = (reply: FastifyReply, taken: Taking): FastifyReply => {
  if (taken.is === 'gone') return show(reply, 410, gonePage());
  if (taken.is === 'tooMany') return show(reply, 422, tooManyPage(taken.most));
  const { name, type, bytes } = taken.file;
  return reply
    .headers({ ...headers, 'content-disposition': attachment(name) })
    .type(type)
    .send(bytes);
};

/** One at a time: each keeps a core busy, and nobody's click should wait for ten of them. */
export const serveCopies = (app: FastifyInstance, { waitsAt, take }: Copies, log: Log): void => {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (token: string): Promise<Taking> => {
    const mine = last.then(() => take(token));
    last = mine.catch(() => undefined);
    return mine;
  };
  app.register((pages, _options, ready) => {
    // The button of the page sends a form without a field.
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 1024 },
      (_request, _body, done) => done(null, {}),
    );
    pages.get<{ Params: { token: string } }>(
      '/copies/:token',
      { exposeHeadRoute: false },
      async ({ params }, reply) => {
        const what = await waitsAt(params.token);
        return what === undefined ? show(reply, 410, gonePage()) : show(reply, 200, waitingPage(what));
      },
    );
    pages.post<{ Params: { token: string } }>('/copies/:token', async ({ params }, reply) => {
      const taken = await inTurn(params.token);
      log.info('copy.asked-for', { outcome: taken.is });
      return answer(reply, taken);
    });
    ready();
  });
};
