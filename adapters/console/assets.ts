import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { packageFile } from '../../src/app/package-file.ts';

const page = packageFile('adapters', 'console', 'page');
const require = createRequire(import.meta.url);
const renderer = require.resolve('adaptivecards/dist/adaptivecards.min.js');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Every file of the page by name: nothing else on the disk can be asked for. */
const files: readonly (readonly [url: string, file: string])[] = [
  ['/', path.join(page, 'index.html')],
  ['/console/adaptivecards.min.js', renderer],
  ...[
    'page.css',
    'cards.css',
    'icon.svg',
    'page.js',
    'ask.js',
    'cards.js',
    'dom.js',
    'fields.js',
    'form.js',
    'host-config.js',
    'messages.js',
    'people.js',
    'stream.js',
  ].map((name) => [`/console/${name}`, path.join(page, name)] as const),
];

export const serveAssets = (server: FastifyInstance): void => {
  for (const [url, file] of files) {
    server.get(url, (_request, reply) => {
      const type = types[path.extname(file)] ?? 'application/octet-stream';
      return reply.type(type).header('cache-control', 'no-cache').send(readFileSync(file));
    });
  }
};
