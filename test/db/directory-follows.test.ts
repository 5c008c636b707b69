import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import type { Account } from '../../src/core/people/directory.ts';
import { indexDirectory } from '../../src/core/people/lookup.ts';
import { aChange } from '../support/a-change.ts';
import { pgliteFixture } from '../support/pglite-fixture.ts';
import { sqliteFixture } from '../support/sqlite-fixture.ts';

const anAccount: fc.Arbitrary<Account> = fc
  .record({
    platform: fc.constantFrom('slack' as const, 'teams' as const),
    user: fc.constantFrom('U1', 'U2', 'U3', 'U10', 'あ'),
    person: fc.constantFrom('a', 'b', undefined),
    active: fc.boolean(),
    seenAt: fc.constantFrom('2026-06-01T00:00:00.000Z', '2026-06-02T00:00:00.000Z', undefined),
  })
  .map(({ person, seenAt, ...same }) => ({
    ...{ ...same, space: 'T1', email: `${person}@example.jp`, kind: 'member' as const },
    ...(person === undefined ? {} : { person }),
    ...(seenAt === undefined ? {} : { seenAt }),
  }));

/** Everything anybody asks about accounts. */
const told = async (store: Store) => {
  const dir = indexDirectory(await store.directory());
  return {
    version: dir.version,
    accounts: dir.data.accounts
      .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
      .map((account) => [dir.account(account), dir.personOf(account)]),
    people: ['a', 'b'].map((person) => [dir.accountsOf(person), dir.reachable(person)]),
  };
};

const nameOf = ({ platform, user }: Account): string => `${platform} ${user}`;

describe.each([
  { on: 'SQLite', fixture: sqliteFixture, numRuns: 40 },
  { on: 'PostgreSQL', fixture: pgliteFixture, numRuns: 20 },
])('the directory a bot has in memory, on $on', ({ fixture, numRuns }) => {
  it('is what stands in the database, whoever changed accounts last', async () => {
    const change = fc.record({ accounts: fc.array(anAccount, { minLength: 1, maxLength: 3 }), by: fc.nat({ max: 2 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), async (changes) => {
        const { store, another, clear } = await fixture();
        try {
          const other = await another();
          const people = ['a', 'b'].map((id) => ({ id, name: id, email: '', phone: '' }));
          await store.commit(aChange({ directory: { people } }));
          for (const { accounts, by } of changes) {
            // Two thirds come one after the other from the bot itself, the rest from a command beside it.
            await (by === 0 ? other : store).commit(aChange({ directory: { accounts } }));
            if (by === 1) await store.directory();
          }
          expect(await told(store)).toEqual(await told(await another()));
        } finally {
          await clear();
        }
      }),
      { numRuns },
    );
  });

  it('is not read again because of one account', async () => {
    const { store, clear } = await fixture();
    await store.commit(aChange({ directory: { people: [{ id: 'a', name: 'a', email: '', phone: '' }] } }));
    const before = await store.directory();
    const account = {
      platform: 'slack',
      space: 'T1',
      user: 'U1',
      person: 'a',
      email: '',
      kind: 'member',
      active: true,
    } as const;
    await store.commit(aChange({ directory: { accounts: [account] } }));
    const after = await store.directory();
    expect(after.version).toBe(before.version + 1);
    expect(after.people).toBe(before.people);
    expect(after.accounts).toEqual([account]);
    expect(before.accounts).toEqual([]);
    await clear();
  });
});
