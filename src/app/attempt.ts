import type { Card } from '../core/card.ts';
import { type Digest, digestOf } from '../core/duties/task.ts';
import type { AccountRef, PersonId } from '../core/outbound.ts';
import type { Directory } from '../core/people/lookup.ts';
import { assertNever } from '../core/result.ts';
import { addressOf, reachableAt } from './address.ts';
import { lookDelay, retryDelay } from './backoff.ts';
import type { Limiter } from './limiter.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { ChatAdapter, Delivered, Delivery, Outbox, OutboxRow, Store } from './ports.ts';
import type { Method } from './rate.ts';
import { within } from './wait.ts';

export type DeliverParts = {
  outbox: Outbox;
  adapters: readonly ChatAdapter[];
  /** The directory of this moment. */
  directory: () => Promise<Directory>;
  /** For people with several accounts: which one they used last. */
  lastSeen?: Store['lastSeen'];
  /** A home view is drawn when it is delivered, from the state of that moment. */
  homeCard: (person: PersonId) => Promise<Card>;
  /** A message of a morning too; undefined when there is nothing left to say. */
  digestCard?: (digest: Digest, posted: boolean) => Promise<Card | undefined>;
  /** A card that will not arrive: tell somebody who can act. */
  giveUp: (row: OutboxRow, to: AccountRef | undefined, why: string) => Promise<void>;
  limiter: Limiter;
  metrics: Pick<Metrics, 'delivery' | 'rateLimited'>;
  log: Log;
  worker: string;
  /** Real time in ms, never people's time. */
  real: () => number;
  random: () => number;
};

/** An adapter answers well inside its lease, so that nobody else takes the slot while it is still sending. */
const answerMs = 8_000;

const same = (a: AccountRef | undefined, b: AccountRef): boolean =>
  a?.platform === b.platform && a.space === b.space && a.user === b.user;

/** What an adapter throws, or does not answer in time, may have got through all the same. */
const send = async (adapter: ChatAdapter, message: Delivery): Promise<Delivered> => {
  try {
    return await within(answerMs, adapter.deliver(message));
  } catch {
    return { outcome: 'again', why: 'no-answer', uncertain: true };
  }
};

const later = (
  parts: DeliverParts,
  row: OutboxRow,
  next: { delay: number; why: string; uncertain: boolean; attempts: number },
): Promise<void> => {
  const { delay, ...rest } = next;
  // Turns and the pauses platforms ask for have fractions, and PostgreSQL takes none: the card would stay leased.
  return parts.outbox.again(row, parts.worker, { at: Math.ceil(parts.real() + delay), ...rest });
};

const park = async (parts: DeliverParts, row: OutboxRow, to: AccountRef | undefined, why: string): Promise<void> => {
  await parts.outbox.park(row, parts.worker, why);
  parts.metrics.delivery(to?.platform ?? 'none', row.lane, 'parked');
  await parts.giveUp(row, to, why);
};

/** Puts the slot back for its next attempt, or parks it when there have been enough. */
const retry = (
  parts: DeliverParts,
  row: OutboxRow,
  to: AccountRef | undefined,
  failed: { why: string; uncertain: boolean; delay: number | undefined },
): Promise<void> => {
  const { delay, why, uncertain } = failed;
  if (delay === undefined) return park(parts, row, to, why);
  return later(parts, row, { delay, why, uncertain, attempts: row.attempts + 1 });
};

const atLeast = (ms: number | undefined, delay: number | undefined): number | undefined =>
  delay === undefined ? undefined : Math.max(delay, ms ?? 0);

/** An account that takes nothing any more: the card goes to the person's other one, if there is one. */
const elsewhere = async (parts: DeliverParts, row: OutboxRow, to: AccountRef, why: string): Promise<void> => {
  const enabled = parts.adapters.map(({ platform }) => platform);
  const left = await reachableAt(row.to, await parts.directory(), enabled, parts.lastSeen);
  if (left.length === 0 || left.some((account) => same(account, to))) return park(parts, row, to, why);
  return later(parts, row, { delay: 0, why, uncertain: false, attempts: row.attempts + 1 });
};

const settle = async (parts: DeliverParts, row: OutboxRow, to: AccountRef, sent: Delivered): Promise<void> => {
  switch (sent.outcome) {
    case 'delivered':
      parts.limiter.passed(to, parts.real());
      await parts.outbox.done(row, parts.worker, { account: to, ref: sent.posted });
      return parts.metrics.delivery(to.platform, row.lane, 'delivered');
    case 'gone':
      return elsewhere(parts, row, to, sent.why);
    case 'again':
      parts.metrics.delivery(to.platform, row.lane, 'again');
      if (sent.afterMs === undefined) {
        return retry(parts, row, to, {
          ...sent,
          delay: atLeast(sent.waitMs, retryDelay(row.attempts, parts.random())),
        });
      }
      // Being told to slow down is no failure: it uses up no attempt.
      parts.metrics.rateLimited(to.platform);
      if (sent.pause) parts.limiter.pause(to.platform, parts.real() + sent.afterMs);
      else parts.limiter.refused(to, sent.afterMs, parts.real());
      return later(parts, row, { delay: sent.afterMs, ...sent, attempts: row.attempts });
    default:
      return assertNever(sent);
  }
};

const methodOf = (row: OutboxRow, posted: string | undefined): Method => {
  if (row.surface === 'home') return 'home';
  return posted === undefined ? 'post' : 'update';
};

/** Undefined when it cannot be drawn now; the log says why. */
const cardOf = async (
  parts: DeliverParts,
  row: OutboxRow,
  to: AccountRef,
  dir: Directory,
): Promise<Card | 'nothing' | undefined> => {
  if (row.card) return row.card;
  const person = 'person' in row.to ? row.to.person : dir.personOf(to);
  const digest = digestOf(row.slot);
  try {
    if (digest) return (await parts.digestCard?.(digest, row.posted !== undefined)) ?? 'nothing';
    return person === undefined ? undefined : await parts.homeCard(person);
  } catch (error) {
    parts.log.error('card.not-drawn', {}, error);
    return undefined;
  }
};

/** One attempt for one leased slot: where to, may it go now, send, and what came of it. */
export const attempt = async (parts: DeliverParts, row: OutboxRow): Promise<void> => {
  const dir = await parts.directory();
  const enabled = parts.adapters.map(({ platform }) => platform);
  const to = addressOf(await reachableAt(row.to, dir, enabled, parts.lastSeen), row.posted?.account);
  const adapter = parts.adapters.find(({ platform }) => platform === to?.platform);
  if (!to || !adapter) {
    const delay = lookDelay(row.attempts, parts.random());
    return retry(parts, row, undefined, { why: 'no-account', uncertain: row.uncertain, delay });
  }
  const put = { uncertain: row.uncertain, attempts: row.attempts };
  if (adapter.unready() !== undefined) return later(parts, row, { delay: 5_000, why: 'platform-unready', ...put });

  const posted = same(row.posted?.account, to) ? row.posted?.ref : undefined;
  const requests = posted === undefined ? ((await adapter.requests?.(to)) ?? 1) : 1;
  const sending = { to, method: methodOf(row, posted), lane: row.lane, requests };
  const wait = parts.limiter.take(sending, parts.real());
  if (wait > 0) {
    parts.metrics.delivery(to.platform, row.lane, 'limited');
    return later(parts, row, { delay: wait, why: 'rate', ...put });
  }
  const card = await cardOf(parts, row, to, dir);
  if (card === 'nothing') return parts.outbox.drop(row, parts.worker);
  if (!card) {
    const delay = retryDelay(row.attempts, parts.random());
    return retry(parts, row, to, { why: 'not-drawn', uncertain: row.uncertain, delay });
  }
  const sent = await send(adapter, {
    to,
    surface: row.surface,
    card,
    ...(posted === undefined ? {} : { posted }),
    key: `${row.slot}#${row.revision}`,
    uncertain: row.uncertain,
  });
  return settle(parts, row, to, sent);
};
