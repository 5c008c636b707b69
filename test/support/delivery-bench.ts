import type { DeliverParts } from '../../src/app/attempt.ts';
import { createDeliverer, type Deliverer } from '../../src/app/deliver.ts';
import { createLimiter } from '../../src/app/limiter.ts';
import { silentLog } from '../../src/app/log.ts';
import type { ChatAdapter, Delivered, Delivery } from '../../src/app/ports.ts';
import { pause } from '../../src/app/wait.ts';
import type { Card } from '../../src/core/card.ts';
import type { Outbound, Platform } from '../../src/core/outbound.ts';
import type { Account, Person } from '../../src/core/people/directory.ts';
import { indexDirectory } from '../../src/core/people/lookup.ts';
import { memoryOutbox } from './memory-outbox.ts';

export const card = (title: string): Card => ({ title, tone: 'plain', notice: title, blocks: [] });
const unlimited = { slack: undefined, teams: undefined, console: undefined };

/** A platform that keeps what it was sent and updates only what it once posted. */
export const fakePlatform = (
  platform: Platform,
  answer: (message: Delivery) => Delivered | undefined | Promise<Delivered | undefined>,
) => {
  const sent: Delivery[] = [];
  const shown = new Map<string, string>();
  const adapter: ChatAdapter = {
    platform,
    start: async () => {},
    deliver: async (message) => {
      sent.push(message);
      const special = await answer(message);
      if (special) return special;
      if (message.posted !== undefined && !shown.has(message.posted))
        return { outcome: 'gone', why: 'message_not_found' };
      const ref = message.posted ?? `${platform}-${shown.size + 1}`;
      shown.set(ref, message.card.title);
      return { outcome: 'delivered', posted: ref };
    },
    profile: async () => undefined,
    unready: () => undefined,
    stop: async () => {},
  };
  return { adapter, sent, shown };
};

export const account = (person: string, over: Partial<Account> = {}): Account => ({
  platform: 'slack',
  space: 'T1',
  user: `U-${person}`,
  person,
  email: '',
  kind: 'member',
  active: true,
  ...over,
});

const running: Deliverer[] = [];
export const stopAll = async (): Promise<void> => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
};
/** Begins to deliver; `stopAll` ends it. */
export const startAll = (...deliverers: readonly Deliverer[]): void => {
  running.push(...deliverers);
  for (const one of deliverers) one.start();
};

type Given = { people?: readonly string[]; accounts?: readonly Account[]; parts?: Partial<DeliverParts> };

export const deliveryBench = (platforms: readonly { adapter: ChatAdapter }[], given: Given = {}) => {
  const memory = memoryOutbox();
  const givenUp: string[] = [];
  const counted: string[] = [];
  let accounts = given.accounts ?? ['a', 'b', 'c'].map((person) => account(person));
  const people: Person[] = ['a', 'b', 'c'].map((id) => ({ id, name: id, email: '', phone: '' }));
  const parts: DeliverParts = {
    outbox: memory.outbox,
    adapters: platforms.map(({ adapter }) => adapter),
    directory: async () =>
      indexDirectory({ version: 1, people, units: [], posts: [], deputies: [], accounts, roles: {} }),
    homeCard: async (person) => card(`home of ${person}`),
    giveUp: async (row, to, why) => void givenUp.push(`${row.slot} ${to?.user ?? 'nowhere'} ${why}`),
    limiter: createLimiter(unlimited),
    metrics: {
      delivery: (platform, lane, outcome) => void counted.push(`${platform} ${lane} ${outcome}`),
      rateLimited: (platform) => void counted.push(`${platform} 429`),
    },
    log: silentLog,
    worker: 'w1',
    real: Date.now,
    random: () => 0,
    ...given.parts,
  };
  const deliverer = createDeliverer(parts);
  const want = (slot: string, to: Outbound['to'], over: Partial<Outbound> = {}): void =>
    memory.put({ slot, to, lane: 'card', card: card(slot), ...over });
  const setAccounts = (next: readonly Account[]): void => {
    accounts = next;
  };
  return { ...memory, deliverer, want, givenUp, counted, setAccounts, parts };
};

export const until = async (reached: () => boolean, ms = 5_000): Promise<void> => {
  for (const end = Date.now() + ms; !reached(); ) {
    if (Date.now() > end) throw new Error('it did not come to that');
    await pause(5);
  }
};
