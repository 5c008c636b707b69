import { randomUUID } from 'node:crypto';
import type { Log } from '../../src/app/log.ts';
import type { Profile, Receive } from '../../src/app/ports.ts';
import type { Reply } from '../../src/core/ask.ts';
import type { Card } from '../../src/core/card.ts';
import type { AccountRef } from '../../src/core/outbound.ts';
import { addToChat } from '../../src/core/sentences.ts';
import type { Activity } from './activity.ts';
import { type Answer, answerTo, notSaved } from './answer.ts';
import type { Connector } from './connector.ts';
import { faultOf } from './faults.ts';
import { type Channel, createSeen, personalPlace } from './mention.ts';
import type { Places } from './places.ts';
import { readRequest } from './receive.ts';
import { renderLine, renderMessage } from './render.ts';
import type { HeardFrom, Request } from './request.ts';

export type ServeParts = {
  /** Undefined until the pipeline is there. */
  receive: () => Receive | undefined;
  places: Places;
  connector: Connector;
  profile: (account: AccountRef) => Promise<Profile | undefined>;
  now: () => number;
  log: Log;
};

export type Serve = {
  /** What becomes of one verified activity of our tenant; resolves after the commit. */
  handle(activity: Activity, tenant: string): Promise<Answer>;
  /** Nothing reaches this account any more: cards go to the person's other platform, if there is one. */
  gone(account: AccountRef): Promise<void>;
  /** Waits for what is still being posted. */
  idle(): Promise<void>;
};

type Asked = Extract<Request, { is: 'ask' }>;

const done: Answer = { status: 200 };
const again: Answer = { status: 503 };

export const createServe = ({ receive, places, connector, profile, now, log }: ServeParts): Serve => {
  const underWay = new Set<Promise<unknown>>();
  const seenBefore = createSeen();

  const learn = async (pipeline: Receive, account: AccountRef, found: Profile | undefined): Promise<void> => {
    if (!found) return;
    const key = `teams/${account.space}/${account.user}/profile/${randomUUID()}`;
    await pipeline({ key, actor: account, ask: { type: 'profiles', profiles: [found] } });
  };

  /** Somebody who had left is heard of again, so their account counts again. */
  const heard = async (pipeline: Receive, account: AccountRef, from: HeardFrom | undefined): Promise<void> => {
    if (!from || !(await places.note(account, from))) return;
    await learn(pipeline, account, await profile(account).catch(() => undefined));
  };

  /** The case a pressed card belongs to, as it looks to this person now; without it the card changes by delivery. */
  const presentLook = async (pipeline: Receive, { where, intent }: Asked, reply: Reply): Promise<Card | undefined> => {
    if (where.at !== 'card' || where.about === undefined || reply.kind !== 'done') return undefined;
    if (reply.card) return reply.card;
    const ask = { type: 'press', verb: 'show', case: where.about } as const;
    const shown = await pipeline({ ...intent, key: `${intent.key}/show`, ask }).catch(() => undefined);
    return shown?.kind === 'say' ? shown.card : undefined;
  };

  const sending = (sent: Promise<unknown>): void => {
    const running = sent
      .catch((error: unknown) => log.warn('teams.answer-not-shown', { why: faultOf(error).why }))
      .finally(() => underWay.delete(running));
    underWay.add(running);
  };
  const post = (card: Card, to: HeardFrom): void =>
    sending(connector.send(to.serviceUrl, to.conversation, renderMessage(card)));

  const line = (channel: Channel, said: string): void =>
    sending(connector.send(channel.serviceUrl, channel.conversation, renderLine(said)));

  /** Answered in the personal chat; the channel gets at most one line that tells nothing. */
  const mentioned = async (pipeline: Receive, { intent, account }: Asked, channel: Channel): Promise<Answer> => {
    try {
      const place = await personalPlace({ places, connector, log }, account, channel);
      if (place) {
        await heard(pipeline, account, place);
        const reply = await pipeline(intent);
        if (reply.kind === 'say') line(channel, reply.card.title);
      } else if (!seenBefore(intent.key)) line(channel, addToChat);
      return done;
    } catch (error) {
      log.warn('teams.not-saved', { at: channel.at }, error);
      return again;
    }
  };

  const ask = async (pipeline: Receive, request: Asked): Promise<Answer> => {
    const { where, intent, account, heardFrom } = request;
    if (where.at === 'channel') return mentioned(pipeline, request, where);
    try {
      await heard(pipeline, account, heardFrom);
      const reply = await pipeline(intent);
      const answer = answerTo(where, reply, await presentLook(pipeline, request, reply));
      if (answer.post && heardFrom) post(answer.post, heardFrom);
      return answer;
    } catch (error) {
      log.warn('teams.not-saved', { at: where.at }, error);
      return notSaved(where);
    }
  };

  const gone = async (account: AccountRef): Promise<void> => {
    const pipeline = receive();
    await places.left(account);
    const { platform, space, user } = account;
    if (pipeline) await learn(pipeline, account, { platform, space, user, email: '', kind: 'member', active: false });
  };

  /** The bot was installed, by the person or by an administrator for them: from now on cards arrive. */
  const arrived = async (pipeline: Receive, request: Extract<Request, { is: 'arrived' }>): Promise<void> => {
    const { account, heardFrom, key } = request;
    await places.note(account, heardFrom);
    await learn(pipeline, account, await profile(account).catch(() => undefined));
    await pipeline({ key, actor: account, ask: { type: 'home' } });
  };

  const presence = async (
    pipeline: Receive,
    request: Extract<Request, { is: 'left' | 'arrived' }>,
  ): Promise<Answer> => {
    try {
      await (request.is === 'left' ? gone(request.account) : arrived(pipeline, request));
      return done;
    } catch (error) {
      log.warn('teams.not-saved', { at: request.is }, error);
      return again;
    }
  };

  return {
    handle: async (activity, tenant) => {
      const request = readRequest(activity, tenant, new Date(now()));
      if (request.is === 'odd') return { status: 400 };
      if (request.is === 'ignored') return activity.type === 'invoke' ? { status: 200, body: {} } : done;
      const pipeline = receive();
      if (!pipeline) return again;
      return request.is === 'ask' ? ask(pipeline, request) : presence(pipeline, request);
    },
    gone,
    idle: async () => {
      await Promise.allSettled(underWay);
    },
  };
};
