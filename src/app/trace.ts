import { hashed, type Log } from './log.ts';
import type { OutboxRow, Receive, Store } from './ports.ts';

/** As the log names a card's place; which request wanted it stands in `trace.commit`. */
const card = ({ slot, lane, attempts }: OutboxRow) => ({ card: hashed(slot), lane, attempts });

const cardsOf = (slots: readonly { slot: string }[]): string => slots.map(({ slot }) => hashed(slot)).join(' ');

/**
 * With `LOG_LEVEL=debug` one request can be followed through the whole path: `trace.request` (asked and answered) and
 * `trace.commit` carry the same `request`, `trace.commit` names the cards it wants, `trace.delivery` what became of each.
 * Ids are hashed anew at every start, and nothing anybody typed is in them.
 */
export const createTrace = (log: Log, real: () => number) => {
  const receive =
    (inner: Receive): Receive =>
    async (intent) => {
      const began = real();
      const said = { request: hashed(intent.key), ask: intent.ask.type };
      const ms = (): number => Math.round(real() - began);
      try {
        const reply = await inner(intent);
        log.debug('trace.request', { ...said, reply: reply.kind, ms: ms() });
        return reply;
      } catch (error) {
        log.debug('trace.request', { ...said, reply: 'failed', ms: ms() }, error);
        throw error;
      }
    };

  const store = (inner: Store): Store => ({
    ...inner,
    commit: async (change) => {
      const outcome = await inner.commit(change);
      const { facts, slots } = change;
      log.debug('trace.commit', { request: hashed(change.key), outcome, facts: facts.length, cards: cardsOf(slots) });
      return outcome;
    },
    outbox: {
      ...inner.outbox,
      done: async (row, worker, posted) => {
        await inner.outbox.done(row, worker, posted);
        log.debug('trace.delivery', { ...card(row), outcome: 'delivered' });
      },
      again: async (row, worker, next) => {
        await inner.outbox.again(row, worker, next);
        log.debug('trace.delivery', { ...card(row), outcome: 'again', why: next.why });
      },
      park: async (row, worker, why) => {
        await inner.outbox.park(row, worker, why);
        log.debug('trace.delivery', { ...card(row), outcome: 'parked', why });
      },
    },
  });

  return { receive, store };
};

/** Nobody looks: nothing is counted or hashed for it. */
export const noTrace: ReturnType<typeof createTrace> = { receive: (inner) => inner, store: (inner) => inner };
