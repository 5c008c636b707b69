import { randomUUID } from 'node:crypto';
import type { Delivered, Delivery } from '../../src/app/ports.ts';
import type { Card } from '../../src/core/card.ts';
import type { Message, MessageLog } from './message-log.ts';
import { showCard, showMessage } from './render.ts';
import type { Streams } from './streams.ts';

export type Chat = { messages: MessageLog; homes: Map<string, Card>; streams: Streams; now: () => Date };

/** Written first, shown then: what a page has seen is still there after a restart. */
export const put = ({ messages, streams }: Chat, message: Message): string => {
  messages.put(message);
  streams.push(message.person, 'message', showMessage(message));
  return message.ref;
};

/** A card for one person: in place of the one it follows, else at the end of their chat. */
export const putCard = (chat: Chat, person: string, card: Card, key: string, posted?: string): string => {
  const at = chat.now().toISOString();
  const before = (posted && chat.messages.get(posted)) || chat.messages.byKey(person, key);
  if (before?.by === 'bot' && before.person === person) {
    return put(chat, { ...before, card, key, changes: before.changes + 1, updatedAt: at });
  }
  return put(chat, {
    ref: posted ?? randomUUID(),
    person,
    seq: chat.messages.nextSeq(),
    at,
    by: 'bot',
    card,
    key,
    changes: 0,
  });
};

export const deliver = async (chat: Chat, message: Delivery): Promise<Delivered> => {
  const person = message.to.user;
  if (message.surface === 'home') {
    chat.homes.set(person, message.card);
    chat.streams.push(person, 'home', showCard(message.card));
    return { outcome: 'delivered', posted: 'home' };
  }
  try {
    return { outcome: 'delivered', posted: putCard(chat, person, message.card, message.key, message.posted) };
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { outcome: 'again', why: `console messages cannot be written: ${why}`, uncertain: false };
  }
};
