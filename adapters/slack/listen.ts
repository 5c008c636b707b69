import { App, type Receiver, type webApi } from '@slack/bolt';
import type { Intent } from '../../src/app/intents.ts';
import type { Log } from '../../src/app/log.ts';
import type { Receive } from '../../src/app/ports.ts';
import { answerTo, notSaved } from './answer.ts';
import type { Effects } from './effects.ts';
import type { Identity } from './identity.ts';
import { readRequest } from './receive.ts';
import type { Request } from './request.ts';

/** What became of one verified payload. Effects run only once the answer is on its way. */
export type Outcome =
  | { is: 'done'; body: object | undefined; after: () => void }
  /** Nothing was saved and nobody waits at a screen: to be sent again. */
  | { is: 'not-saved' }
  /** Another workspace's. */
  | { is: 'foreign' }
  /** None of Slack's making. */
  | { is: 'odd' };

export type Handle = (body: unknown) => Promise<Outcome>;

export type ListenParts = {
  botToken: string;
  identity: Identity;
  effects: Effects;
  clientOptions: webApi.WebClientOptions;
  log: Log;
  /** Undefined until the pipeline is there. */
  receive: () => Receive | undefined;
};

type Asked = Extract<Request, { is: 'ask' }>;

const nothing = (): void => {};

/** The same question as if it had been asked in the direct conversation: for a channel the answer cannot be shown in. */
const inPrivate = (intent: Intent): Intent | undefined => {
  if (intent.ask.type !== 'say' || !intent.ask.inChannel) return undefined;
  const { inChannel: _, ...ask } = intent.ask;
  return { ...intent, key: `${intent.key}/private`, ask };
};

const serve = async (parts: ListenParts, request: Asked): Promise<Outcome> => {
  const { identity, effects, receive } = parts;
  const { intent, place, team, user } = request;
  const own = identity.team();
  if (own !== undefined && own !== team) return { is: 'foreign' };
  const failed = (): Outcome => {
    const answer = notSaved(place);
    if (!answer) return { is: 'not-saved' };
    const { effect } = answer;
    return { is: 'done', body: answer.ack, after: effect ? () => effects.run(effect, user) : nothing };
  };
  const pipeline = receive();
  if (!pipeline || own === undefined) return failed();
  try {
    const reply = await pipeline(intent);
    const { ack, effect } = answerTo(place, reply, intent.ask.type === 'redraw');
    const instead = inPrivate(intent);
    const privately = instead && (() => pipeline(instead));
    return { is: 'done', body: ack, after: effect ? () => effects.run(effect, user, privately) : nothing };
  } catch (error) {
    parts.log.error('slack.not-saved', {}, error);
    return failed();
  }
};

/**
 * What the desk reads goes straight to the pipeline; Bolt is there for everything else Slack may send, and acknowledges
 * it. Its way through the middleware parses the body again and costs twice what HTTP, signature and parsing do together
 * (95 against 47 us), and it acknowledges events before any listener runs. The receiver answers when `handle`
 * is done, which is after the commit.
 */
export const listen = (parts: ListenParts, receiver: Receiver): Handle => {
  const app = new App({
    receiver,
    authorize: async () => {
      // Never the payload's own word for it: Bolt keeps a client for each workspace it hears of.
      const teamId = parts.identity.team();
      return { botToken: parts.botToken, ...(teamId ? { teamId } : {}) };
    },
    clientOptions: parts.clientOptions,
    ...(parts.clientOptions.logger ? { logger: parts.clientOptions.logger } : {}),
    convoStore: false,
    ignoreSelf: false,
  });
  // Whatever nobody listens to ends here: one answer for every id, so that nothing hangs until Slack gives up.
  app.use(async () => {});
  app.error(async (error) => {
    throw error;
  });

  const leave = async (body: unknown): Promise<Outcome> => {
    try {
      await app.processEvent({ body: body as Record<string, unknown>, ack: async () => {} });
    } catch {
      // Bolt itself stumbled over it: there is nothing of ours in it that could be lost.
      parts.log.debug('slack.bolt-stumbled');
    }
    return { is: 'done', body: undefined, after: nothing };
  };

  return async (body) => {
    const request = readRequest(body);
    if (request.is === 'ask') return serve(parts, request);
    return request.is === 'odd' ? { is: 'odd' } : leave(body);
  };
};
