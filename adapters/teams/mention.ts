import type { Log } from '../../src/app/log.ts';
import type { AccountRef } from '../../src/core/outbound.ts';
import type { Connector } from './connector.ts';
import { faultOf } from './faults.ts';
import type { Places } from './places.ts';
import type { HeardFrom, Where } from './request.ts';

export type Channel = Extract<Where, { at: 'channel' }>;

/** The asker's personal conversation: known, or begun now, which works for members of a team that has the app. */
export const personalPlace = async (
  { places, connector, log }: { places: Places; connector: Connector; log: Log },
  account: AccountRef,
  { serviceUrl, member }: Channel,
): Promise<HeardFrom | undefined> => {
  const known = await places.of(account);
  if (known && !known.left && known.member) return { ...known, member: known.member };
  try {
    const conversation = await connector.open(serviceUrl, account.space, member);
    return conversation ? { serviceUrl, conversation, member } : undefined;
  } catch (error) {
    const fault = faultOf(error);
    if (fault.kind !== 'gone') throw error;
    log.warn('teams.not-in-chat', { why: fault.why });
    return undefined;
  }
};

const remembered = 1_000;

/** True for a message seen before: Teams repeats what it takes for unanswered. */
export const createSeen = (): ((key: string) => boolean) => {
  const keys = new Set<string>();
  return (key) => {
    if (keys.has(key)) return true;
    if (keys.size >= remembered) keys.delete(keys.values().next().value ?? '');
    keys.add(key);
    return false;
  };
};
