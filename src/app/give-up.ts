import { undeliverableNotice } from '../core/notices.ts';
import type { AccountRef, PersonId } from '../core/outbound.ts';
import type { Directory } from '../core/people/lookup.ts';
import { runnerOf } from '../core/people/runner.ts';
import { jstDate } from '../core/time.ts';
import { hashed, type Log } from './log.ts';
import type { OutboxRow, Store } from './ports.ts';

type Parts = {
  store: Pick<Store, 'commit'>;
  directory: () => Promise<Directory>;
  /** People's time, ISO in UTC. */
  now: () => string;
  log: Log;
};

const personOf = (row: OutboxRow, to: AccountRef | undefined, dir: Directory): PersonId | undefined =>
  'person' in row.to ? row.to.person : to && dir.personOf(to);

const placeOf = (row: OutboxRow, to: AccountRef | undefined): string => {
  if (to) return `${to.platform}/${to.user}`;
  return `none/${'person' in row.to ? row.to.person : row.to.account.user}`;
};

/** Tells somebody who can act, once an address and month: a thousand parked cards are one notice. */
export const createGiveUp =
  ({ store, directory, now, log }: Parts) =>
  async (row: OutboxRow, to: AccountRef | undefined, why: string): Promise<void> => {
    const place = placeOf(row, to);
    log.warn('delivery.parked', { lane: row.lane, platform: to?.platform ?? 'none', to: hashed(place), why });
    // A notice that cannot be delivered either would go round for ever; a home is drawn anew when it is next looked at.
    if (row.slot.startsWith('notice/') || row.surface === 'home') return;
    const dir = await directory();
    const at = now();
    const person = personOf(row, to, dir);
    const runner = runnerOf(dir, jstDate(at), person);
    const name = (person && dir.person(person)?.name) ?? '';
    const card = undeliverableNotice({ name, id: person ?? '', platform: to?.platform });
    await store.commit({
      key: `notice/${place}/${jstDate(at).slice(0, 7)}`,
      at,
      cases: [],
      facts: [],
      slots: runner === undefined ? [] : [{ slot: `notice/${place}`, to: { person: runner }, lane: 'note', card }],
      timers: [],
      homes: [],
    });
  };
