import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../src/app/log.ts';
import type { Receive } from '../../src/app/ports.ts';
import { maskPasswords } from '../../src/core/passwords.ts';
import { couldNotSave } from '../../src/core/sentences.ts';
import { serveAssets } from './assets.ts';
import { type Chat, put, putCard } from './deliver.ts';
import { guard } from './guard.ts';
import { readIntent } from './receive.ts';
import { type ShownReply, showCard, showMessage, showReply } from './render.ts';

export type ConsolePerson = { id: string; name: string; unit: string; post: string };

export type Desk = {
  chat: Chat;
  people: () => Promise<readonly ConsolePerson[]>;
  log: Log;
  /** The pipeline, once the adapter has been started. */
  receive: () => Receive | undefined;
};

/** More people than this are no list to choose from: a name or 職員番号 is typed instead. */
const listedUpTo = 500;

const choicesOf = async ({ people }: Desk): Promise<{ people?: { id: string; label: string }[] }> => {
  const all = await people();
  if (all.length > listedUpTo) return {};
  const label = ({ id, name, unit, post }: ConsolePerson) => [name, unit, post, id].filter((part) => part).join(' ');
  return { people: all.map((person) => ({ id: person.id, label: label(person) })) };
};

const answer = async (desk: Desk, asked: NonNullable<ReturnType<typeof readIntent>>): Promise<ShownReply> => {
  const receive = desk.receive();
  if (!receive) throw new Error('not started');
  const { person, nonce, intent } = asked;
  // Its place is taken before the pipeline runs, so that what is typed stands above what it brought about.
  const seq = desk.chat.messages.nextSeq();
  const at = desk.chat.now().toISOString();
  const reply = await receive(intent);
  if (intent.ask.type === 'say') {
    put(desk.chat, { ref: `said-${nonce}`, person, seq, at, by: 'person', text: maskPasswords(intent.ask.text).text });
  }
  if (reply.kind === 'home') desk.chat.homes.set(person, reply.card);
  const options = reply.kind === 'form' || reply.kind === 'errors' ? await choicesOf(desk) : {};
  return showReply(reply, options, (card) => putCard(desk.chat, person, card, `reply/${nonce}`));
};

const ask = (desk: Desk) => async (request: FastifyRequest, reply: FastifyReply) => {
  const asked = readIntent(request.body);
  if (!asked) return reply.code(400).send({ error: 'not understood' });
  try {
    return await answer(desk, asked);
  } catch (error) {
    desk.log.error('console.ask.failed', { ask: asked.intent.ask.type }, error);
    return reply.code(503).send({ error: couldNotSave });
  }
};

const stream =
  ({ chat }: Desk) =>
  (request: FastifyRequest<{ Querystring: { person?: string } }>, reply: FastifyReply) => {
    const { person } = request.query;
    if (typeof person !== 'string' || person === '') return reply.code(400).send({ error: 'person' });
    const home = chat.homes.get(person);
    chat.streams.add(person, reply, {
      messages: chat.messages.of(person).map(showMessage),
      ...(home ? { home: showCard(home) } : {}),
    });
    return reply;
  };

/** Everything the page asks for, on a server of somebody else's: the checks hold for these routes alone. */
export const consoleRoutes = (server: FastifyInstance, desk: Desk): void => {
  server.register((scope, _options, done) => {
    scope.addHook('onRequest', guard);
    serveAssets(scope);
    scope.get('/console/people', () => desk.people());
    scope.get('/console/stream', stream(desk));
    scope.post('/console/ask', { bodyLimit: 512 * 1024 }, ask(desk));
    done();
  });
};
