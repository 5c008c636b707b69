import { z } from 'zod';
import type { Delivered, Delivery } from '../../src/app/ports.ts';
import type { AccountRef } from '../../src/core/outbound.ts';
import type { Connector } from './connector.ts';
import { type Fault, faultOf, outcomeOf } from './faults.ts';
import type { Place, Places } from './places.ts';
import { renderMessage, ringing } from './render.ts';

const Reference = z.object({ conversation: z.string(), id: z.string() });
type Reference = z.infer<typeof Reference>;

const readReference = (posted: string | undefined): Reference | undefined => {
  if (posted === undefined) return undefined;
  try {
    return Reference.parse(JSON.parse(posted));
  } catch {
    return undefined;
  }
};

export type DeliverParts = {
  connector: Connector;
  places: Places;
  /** Where a first conversation is begun. */
  firstServiceUrl: () => string;
  /** Teams says that nothing reaches this account any more. */
  gone: (account: AccountRef) => Promise<void>;
  /** A fault that concerns everybody. */
  tell: (fault: Fault) => void;
};

/** A first conversation is begun before the message is sent: Teams counts both. */
export const requestsFor = async ({ places }: Pick<DeliverParts, 'places'>, to: AccountRef): Promise<number> =>
  (await places.of(to)) ? 1 : 2;

/** The personal conversation: known from what the person did, or begun now. */
const placeOf = async (
  { connector, places, firstServiceUrl }: DeliverParts,
  to: AccountRef,
): Promise<Place | undefined> => {
  const known = await places.of(to);
  if (known?.left) return undefined;
  if (known) return known;
  const serviceUrl = firstServiceUrl();
  const conversation = await connector.open(serviceUrl, to.space, to.user);
  if (!conversation) return undefined;
  const place = { serviceUrl, conversation };
  await places.note(to, place);
  return place;
};

/** Changes the message in place; false when it is no longer there. */
const changed = async (
  { connector }: DeliverParts,
  place: Place,
  before: Reference,
  body: ReturnType<typeof renderMessage>,
): Promise<boolean> => {
  try {
    await connector.update(place.serviceUrl, before.conversation, before.id, body);
    return true;
  } catch (error) {
    if (faultOf(error).kind !== 'unposted') throw error;
    return false;
  }
};

/** One attempt, with an outcome the outbox understands. The home card is a message of the chat like any other. */
export const deliver = async (parts: DeliverParts, message: Delivery): Promise<Delivered> => {
  const before = readReference(message.posted);
  let trying: 'post' | 'update' = before ? 'update' : 'post';
  // An earlier attempt may stand in the chat, and Teams cannot be asked. Its buttons find the case decided or outdated.
  let maybePosted = message.uncertain;
  const attempt = async (): Promise<Delivered> => {
    const place = await placeOf(parts, message.to);
    if (!place) return { outcome: 'gone', why: 'not_in_teams' };
    const body = renderMessage(message.card);
    if (before && (await changed(parts, place, before, body))) {
      return { outcome: 'delivered', posted: JSON.stringify(before) };
    }
    trying = 'post';
    maybePosted = false;
    const id = await parts.connector.send(place.serviceUrl, place.conversation, ringing(body));
    return id
      ? { outcome: 'delivered', posted: JSON.stringify({ conversation: place.conversation, id }) }
      : { outcome: 'again', why: 'no_activity_id', uncertain: true };
  };
  try {
    return await attempt();
  } catch (error) {
    const fault = faultOf(error);
    if (fault.kind === 'installation') parts.tell(fault);
    if (fault.kind === 'gone' && fault.left) await parts.gone(message.to);
    return outcomeOf(fault, maybePosted, trying);
  }
};
