import type { types, webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Delivered, Delivery } from '../../src/app/ports.ts';
import { type Fault, faultOf, outcomeOf } from './faults.ts';
import { renderHome, renderMessage } from './render.ts';

const metadataType = 'mamori_card';

const Reference = z.object({ channel: z.string(), ts: z.string() });
type Reference = z.infer<typeof Reference>;

const readReference = (posted: string | undefined): Reference | undefined => {
  if (posted === undefined) return undefined;
  try {
    return Reference.parse(JSON.parse(posted));
  } catch {
    return undefined;
  }
};

const at = (channel: string | undefined, ts: string | undefined): Delivered =>
  channel && ts
    ? { outcome: 'delivered', posted: JSON.stringify({ channel, ts }) }
    : { outcome: 'again', why: 'no_timestamp', uncertain: true };

type Message = { text: string; blocks: types.KnownBlock[]; metadata: types.MessageMetadata };

/** Nothing that was typed is looked at for links or names to call. */
const post = async (client: webApi.WebClient, user: string, message: Message): Promise<Delivered> => {
  const sent = await client.chat.postMessage({
    channel: user,
    ...message,
    unfurl_links: false,
    unfurl_media: false,
    link_names: false,
  });
  return at(sent.channel, sent.ts);
};

const update = async (client: webApi.WebClient, where: Reference, message: Message): Promise<Delivered> => {
  const sent = await client.chat.update({ ...where, ...message, link_names: false });
  return at(sent.channel ?? where.channel, sent.ts ?? where.ts);
};

/** `slot#revision`: any revision of the same slot is the message we look for. */
const slotOf = (key: string): string => key.replace(/#\d+$/, '');

const mostPages = 5;

/** Slack takes no idempotency key: before sending again, look whether the last attempt stands in the conversation. */
const lookFor = async (client: webApi.WebClient, user: string, key: string): Promise<Reference | undefined> => {
  const { channel } = await client.conversations.open({ users: user });
  if (!channel?.id) return undefined;
  let cursor: string | undefined;
  // As many messages may have come after it as a person gets in a quarter of an hour, the longest wait between two attempts.
  for (let page = 0; page < mostPages; page++) {
    const { messages, response_metadata } = await client.conversations.history({
      channel: channel.id,
      limit: 200,
      include_all_metadata: true,
      ...(cursor ? { cursor } : {}),
    });
    const found = messages?.find(({ metadata }) => {
      const sent = (metadata?.event_payload as { key?: unknown } | undefined)?.key;
      return metadata?.event_type === metadataType && typeof sent === 'string' && slotOf(sent) === slotOf(key);
    });
    if (found?.ts) return { channel: channel.id, ts: found.ts };
    cursor = response_metadata?.next_cursor;
    if (!cursor) return undefined;
  }
  return undefined;
};

/** One attempt, with an outcome the outbox understands. `tell` hears of faults that concern everybody. */
export const deliver = async (
  client: webApi.WebClient,
  message: Delivery,
  tell: (fault: Fault) => void,
): Promise<Delivered> => {
  // An earlier attempt stays doubtful until we have looked for it.
  let maybePosted = message.uncertain;
  /** A message that is gone is sent anew. */
  const change = async (where: Reference, body: Message): Promise<Delivered> => {
    try {
      return await update(client, where, body);
    } catch (error) {
      if (faultOf(error).kind !== 'unposted') throw error;
      maybePosted = false;
      return post(client, message.to.user, body);
    }
  };
  const attempt = async (): Promise<Delivered> => {
    if (message.surface === 'home') {
      maybePosted = false;
      await client.views.publish({ user_id: message.to.user, view: renderHome(message.card) });
      return { outcome: 'delivered', posted: 'home' };
    }
    const body: Message = {
      ...renderMessage(message.card),
      metadata: { event_type: metadataType, event_payload: { key: message.key } },
    };
    const known = readReference(message.posted);
    const where = known ?? (message.uncertain ? await lookFor(client, message.to.user, message.key) : undefined);
    // What was found stands there, also when changing it fails: it must be looked for again.
    maybePosted = known === undefined && where !== undefined;
    return where ? change(where, body) : post(client, message.to.user, body);
  };
  try {
    return await attempt();
  } catch (error) {
    const fault = faultOf(error);
    if (fault.kind === 'installation') tell(fault);
    return outcomeOf(fault, maybePosted);
  }
};
