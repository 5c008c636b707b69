import { businessDayBefore } from '../core/calendar.ts';
import { defaultSettings } from '../core/settings.ts';
import { instantAt, jstClock, jstDate } from '../core/time.ts';
import type { Outbox, Store } from './ports.ts';

/** How the desk stands, for whoever looks after it: what `/metrics` shows and `doctor` reads. */
export type Condition = {
  /** Cards that wait or were given up, by lane. */
  lanes: Awaited<ReturnType<Outbox['state']>>;
  /** Requests nobody has decided within a business day. */
  overdue: number;
  /** Records no seal covers yet. */
  unsealed: number;
  /** Instants, ISO in UTC; undefined when there has been none. */
  sealedAt: string | undefined;
  backedUpAt: string | undefined;
};

/** The mark under which `backup` notes when it last made a copy. */
export const backupMark = 'backup';

/** `now`: people's time. `real`: of this machine, in ms. */
export const conditionOf = async (store: Store, now: string, real: number): Promise<Condition> => {
  const before = instantAt(businessDayBefore(jstDate(now), defaultSettings), jstClock(now));
  const [lanes, overdue, { records }, seal, backedUpAt] = await Promise.all([
    store.outbox.state(real),
    store.undecidedSince(before),
    store.ledger.unsealed(),
    store.ledger.lastSeal(),
    store.mark(backupMark),
  ]);
  return { lanes, overdue, unsealed: records, sealedAt: seal?.at, backedUpAt };
};
