import { expect, it } from 'vitest';
import type { LedgerRecord } from '../../src/app/ledger-store.ts';
import type { DirectoryData } from '../../src/core/people/directory.ts';
import { pgliteFixture } from '../support/pglite-fixture.ts';
import { aTakeout, aWorld, type World } from '../support/world.ts';

/** Everything that may happen to a few requests, with the days that pass, a chart that changes and people who may not. */
const story = async (world: World): Promise<void> => {
  const { submit, press, fill, travel } = world;
  for (let n = 0; n < 6; n++) await submit('staff', 'takeout/new', aTakeout({ purpose: `見本の用${n}` }));
  await press('leader', 'takeout-2026-1', '承認');
  const again = { type: 'press', verb: 'approve', case: 'takeout-2026-1', version: 1 } as const;
  await world.ask('leader', again);
  await world.ask('colleague', { type: 'press', verb: 'approve', case: 'takeout-2026-2', version: 1 });
  await fill('leader', 'takeout-2026-2', '却下', { said: '別の方法があるため' });
  await fill('leader', 'takeout-2026-3', '差し戻し', { said: '行き先は' });
  await travel('2026-06-02T12:00:00+09:00');
  await fill('staff', 'takeout-2026-1', '延長を申請', { until: '2026-06-10', reason: '延びたため' });
  await fill('leader', 'takeout-2026-1', '延長を却下', { said: '次の人が使います' });
  await world.change({ people: [{ id: 'leader', name: '改名した長', email: 'leader@example.jp', phone: '' }] });
  await world.ask('staff', { type: 'home' });
  await world.ask('head', { type: 'say', text: '私の番', canOpen: 'always' });
  await travel('2026-06-04T12:00:00+09:00');
};

const bare = ({ hash: _, prev: __, data, ...record }: LedgerRecord) => {
  // Salts are by chance, and what is bound with them.
  const { details, ...rest } = JSON.parse(data);
  return { ...record, data: rest, hasDetails: details !== undefined };
};

/** When an account was last used is real time. */
const withoutTimes = ({ accounts, ...rest }: DirectoryData) => ({
  ...rest,
  accounts: accounts.map(({ seenAt: _, ...account }) => account),
});

const told = async (world: World) => ({
  cases: await world.store.findCases({}),
  records: (await world.store.ledger.records(undefined, 10_000)).map(bare),
  timers: await world.store.dueTimers('2030-01-01T00:00:00.000Z', 1_000),
  cards: [...world.cards].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  rings: world.rung.map(({ to, slot, card }) => `${to} ${slot} ${card.notice}`).toSorted(),
  directory: withoutTimes(await world.store.directory()),
});

it('promise 20: the same story leaves the same cases, records, cards, rings and timers in SQLite and in PostgreSQL', async () => {
  const inFile = await aWorld();
  await story(inFile);
  const expected = await told(inFile);
  await inFile.close();
  expect(expected.records.length).toBeGreaterThan(20);
  expect(expected.cards.length).toBeGreaterThan(10);

  const { store } = await pgliteFixture();
  const inPostgres = await aWorld({ store });
  await story(inPostgres);
  expect(await told(inPostgres)).toEqual(expected);
  await inPostgres.close();
}, 180_000);
