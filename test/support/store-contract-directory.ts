import { expect, it } from 'vitest';
import type { Account, Person, Post } from '../../src/core/people/directory.ts';
import { aChange, aRequest } from './a-change.ts';
import type { Held } from './store-contract.ts';

const person = (id: string): Person => ({ id, name: `見本 ${id}`, email: `${id}@example.jp`, phone: '' });
const post = (id: string, unit: string): Post => ({
  person: id,
  unit,
  position: '',
  employment: '固有',
  from: '2026-04-01',
});
const account: Account = {
  platform: 'slack',
  space: 'T1',
  user: 'U1',
  person: 'S001',
  email: 's001@example.jp',
  kind: 'member',
  active: true,
};

export const directoryContract = (held: Held): void => {
  it('an imported chart comes back whole', async () => {
    const { store } = held.fixture;
    const directory = {
      people: [person('S001'), person('S002')],
      units: [
        { id: 'u-1', bu: '総務部', group: '' },
        { id: 'u-2', bu: '旧部', group: '', until: '2026-03-31' },
      ],
      posts: [{ person: 'S001', posts: [post('S001', 'u-1'), { ...post('S001', 'u-2'), until: '2027-03-31' }] }],
      deputies: [
        {
          id: 'd1',
          principal: 'S001',
          deputy: 'S002',
          role: 'informationManager',
          from: '2026-05-01',
          until: '2026-05-09',
        },
      ],
      accounts: [account, { ...account, user: 'U2', seenAt: '2026-11-01T00:00:00.000Z', active: false }],
      roles: { securityManagerUnit: 'u-1', auditLead: 'S002' },
    } as const;
    await store.commit(aChange({ directory }));
    expect(await store.directory()).toEqual({
      ...directory,
      version: 1,
      posts: directory.posts.flatMap(({ posts }) => posts),
    });
  });

  it('what the organization has settled for itself comes back, and another chart leaves it as it is', async () => {
    const { store } = held.fixture;
    const settings = { receiveMinutes: 30, closedDays: ['2026-12-28'], byodProcedure: '「手順」\n1. 見本' };
    await store.commit(aChange({ directory: { settings } }));
    await store.commit(aChange({ directory: { people: [person('S001')] } }));
    expect(await store.directory()).toMatchObject({ settings, version: 2 });
    await store.commit(aChange({ directory: { settings: {} } }));
    expect((await store.directory()).settings).toEqual({});
  });

  it('a person who moves holds the new posts only', async () => {
    const { store } = held.fixture;
    await store.commit(aChange({ directory: { posts: [{ person: 'S001', posts: [post('S001', 'u-1')] }] } }));
    await store.commit(aChange({ directory: { posts: [{ person: 'S001', posts: [post('S001', 'u-2')] }] } }));
    expect((await store.directory()).posts).toEqual([post('S001', 'u-2')]);
  });

  it('an account whose person has gone belongs to nobody', async () => {
    const { store } = held.fixture;
    const { person: _, ...unmatched } = account;
    await store.commit(aChange({ directory: { accounts: [account] } }));
    await store.commit(aChange({ directory: { accounts: [unmatched] } }));
    expect((await store.directory()).accounts).toEqual([unmatched]);
  });

  it('a chart imported twice is no new chart: decisions under way stay good', async () => {
    const { store } = held.fixture;
    const directory = {
      people: [person('S001')],
      posts: [{ person: 'S001', posts: [post('S001', 'u-1')] }],
      accounts: [account],
      roles: { auditLead: 'S001' },
    };
    await store.commit(aChange({ directory }));
    await store.commit(aChange({ directory }));
    expect((await store.directory()).version).toBe(1);
  });

  it('a decision made with yesterday’s chart is refused', async () => {
    const { store } = held.fixture;
    await store.commit(aChange({ directory: { people: [person('S001')] } }));
    expect(await store.commit(aRequest('takeout-2026-1', { expectDirectory: 0 }))).toBe('stale');
    expect(await store.commit(aRequest('takeout-2026-1', { expectDirectory: 1 }))).toBe('committed');
  });

  it('a chart imported beside a running bot is seen by it at once', async () => {
    const { store, another } = held.fixture;
    const running = await another();
    expect((await running.directory()).people).toEqual([]);
    await store.commit(aChange({ directory: { people: [person('S001')] } }));
    expect((await running.directory()).people).toEqual([person('S001')]);
  });

  it('an unchanged chart is not read again', async () => {
    const { store } = held.fixture;
    await store.commit(aChange({ directory: { people: [person('S001')] } }));
    expect(await store.directory()).toBe(await store.directory());
  });
};
