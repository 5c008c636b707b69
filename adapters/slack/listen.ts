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

/** How many requests are being worked on right now. */
type Load = { underWay: number };

type Asked = Extract<Request, { is: 'ask' }>;

const nothing = (): void => {};

/**
 * Far more than ever press at once, and few enough to be done in Slack's three seconds on a slow disk. Whoever comes on
 * top is told so at once: an answer that comes too late looks like a failure, and is done all the same.
 */
const mostUnderWay = 500;

/** The same question as if it had been asked in the direct conversation: for a channel the answer cannot be shown in. */
const inPrivate = (intent: Intent): Intent | undefined => {
  if (intent.ask.type !== 'say' || !intent.ask.inChannel) return undefined;
  const { inChannel: _, ...ask } = intent.ask;
  return { ...intent, key: `${intent.key}/private`, ask };
};

const serve = async (parts: ListenParts & { load: Load }, request: Asked): Promise<Outcome> => {
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
  if (!pipeline || own === undefined || parts.load.underWay >= mostUnderWay) return failed();
  parts.load.underWay += 1;
  try {
    const reply = await pipeline(intent);
    const { ack, effect } = answerTo(place, reply, intent.ask.type === 'redraw');
    const instead = inPrivate(intent);
    const privately = instead && (() => pipeline(instead));
    return { is: 'done', body: ack, after: effect ? () => effects.run(effect, user, privately) : nothing };
  } catch (error) {
    parts.log.error('slack.not-saved', {}, error);
    return failed();
  } finally {
    parts.load.underWay -= 1;
  }
};

/**
 * Bolt with one listener for everything, as global middleware: one answer for every id, known or not, so that nothing
 * hangs until Slack gives up. Bolt acknowledges events before its listeners run; its `ack` does nothing here, and the
 * receiver answers when `handle` is done, which is after the commit.
 */
export const listen = (parts: ListenParts, receiver: Receiver): Handle => {
  const load: Load = { underWay: 0 };
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
  app.use(async ({ context }) => {
    const { request, settle } = context as unknown as { request: Asked; settle: (outcome: Outcome) => void };
    settle(await serve({ ...parts, load }, request));
  });
  app.error(async (error) => {
    throw error;
  });

  return async (body) => {
    const request = readRequest(body);
    if (request.is === 'odd') return { is: 'odd' };
    if (request.is === 'ignored') return { is: 'done', body: undefined, after: nothing };
    let outcome: Outcome = { is: 'odd' };
    const settle = (settled: Outcome): void => {
      outcome = settled;
    };
    try {
      await app.processEvent({
        body: body as Record<string, unknown>,
        ack: async () => {},
        customProperties: { request, settle },
      });
    } catch {
      // Bolt itself stumbled over the payload: our listener does not throw.
      return outcome;
    }
    return outcome;
  };
};
