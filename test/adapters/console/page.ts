import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Fastify from 'fastify';
import { type ConsoleOptions, consoleAdapter } from '../../../adapters/console/index.ts';
import type { ShownCard, ShownMessage } from '../../../adapters/console/render.ts';
import { silentLog } from '../../../src/app/log.ts';
import type { Receive } from '../../../src/app/ports.ts';

const staff = [
  { id: 'S012', name: '青葉 みどり', unit: '企画部 企画グループ', post: 'グループリーダー' },
  { id: 'S013', name: '白石 さくら', unit: '企画部 企画グループ', post: '' },
];

export const newFile = (): string => path.join(mkdtempSync(path.join(tmpdir(), 'console-')), 'messages.jsonl');

/** The console on a port of its own, and a page that speaks to it as the browser does. */
export const openConsole = async (receive: Receive, over: Partial<ConsoleOptions> = {}) => {
  // Browsers and fetch open connections ahead of need: closing must not wait for them.
  const server = Fastify({ forceCloseConnections: true });
  const adapter = consoleAdapter({ server, people: async () => staff, log: silentLog, file: newFile(), ...over });
  await adapter.start(receive);
  const url = await server.listen({ host: '127.0.0.1', port: 0 });

  const ask = (person: string, asked: object, headers: Record<string, string> = {}) => {
    return fetch(`${url}/console/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, ...headers },
      body: JSON.stringify({ person, nonce: randomUUID(), ask: asked }),
    });
  };

  return {
    url,
    adapter,
    ask,
    close: async () => {
      await adapter.stop();
      await server.close();
    },
  };
};

type Everything = { messages: ShownMessage[]; home?: ShownCard };

/** An open page of one person: what it was given at first, and what came since. */
export const openStream = async (url: string, person: string) => {
  const ending = new AbortController();
  const response = await fetch(`${url}/console/stream?person=${person}`, { signal: ending.signal });
  const events: { event: string; data: unknown }[] = [];
  let ended = false;
  const reading = (async () => {
    let rest = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const parts = `${rest}${chunk}`.split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const [, event] = /^event: (.*)$/m.exec(part) ?? [];
        const [, data] = /^data: (.*)$/m.exec(part) ?? [];
        if (event && data) events.push({ event, data: JSON.parse(data) });
      }
    }
    ended = true;
  })().catch(() => undefined);
  const until = async (done: () => boolean): Promise<void> => {
    for (const end = Date.now() + 3000; !done(); await new Promise((resolve) => setTimeout(resolve, 5))) {
      if (Date.now() > end) throw new Error('the page waited for nothing');
    }
  };
  await until(() => events.length > 0);
  return {
    first: events[0]?.data as Everything,
    events,
    until,
    ended: () => ended,
    close: async () => {
      ending.abort();
      await reading;
    },
  };
};

/** What stands in somebody's chat now. */
export const everything = async (url: string, person: string): Promise<Everything> => {
  const stream = await openStream(url, person);
  await stream.close();
  return stream.first;
};

/** fetch would not send a false Host; node:http sends what it is told. */
export const statusWith = (url: string, headers: Record<string, string>, method = 'GET'): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { headers, method }, (response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(method === 'POST' ? '{}' : undefined);
  });
