import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/core/people/directory.ts';
import { aConsoleAccount } from '../support/chart.ts';
import { aWorld, textOf, type World } from '../support/world.ts';

const onTeams: Account = { ...aConsoleAccount('staff'), platform: 'teams', space: 'tenant', user: 'aad-staff' };

describe('choosing where to read', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await world.change({ accounts: [onTeams] });
  });
  afterEach(() => world.close());

  const preferred = async (): Promise<readonly string[]> =>
    (await world.store.directory()).accounts
      .filter((account) => account.person === 'staff' && account.preferred)
      .map(({ platform }) => platform);

  it('is kept, shown in the form again, and taken back', async () => {
    const reply = await world.submit('staff', 'reading/new', { where: 'teams' });
    expect(reply.kind === 'say' && textOf(reply.card)).toContain('Microsoft Teams');
    expect(await preferred()).toEqual(['teams']);
    const opened = await world.ask('staff', { type: 'open', form: 'reading/new', context: {} });
    expect(JSON.stringify(opened)).toContain('"value":"teams"');
    await world.submit('staff', 'reading/new', { where: 'last' });
    expect(await preferred()).toEqual([]);
  });

  it('outlives what the platform says about the account later', async () => {
    await world.submit('staff', 'reading/new', { where: 'teams' });
    const { person: _, ...profile } = onTeams;
    await world.ask('staff', { type: 'profiles', profiles: [{ ...profile, email: 'staff@example.jp', active: true }] });
    expect(await preferred()).toEqual(['teams']);
  });

  it('is on record without saying more than where', async () => {
    await world.submit('staff', 'reading/new', { where: 'console' });
    const record = (await world.store.ledger.recordsOf('org')).find(({ type }) => type === 'reading.chosen');
    expect(record?.data).toBe('{"where":"console"}');
  });

  it('is nothing to choose for somebody with one account, and not for a place they are not', async () => {
    const alone = await world.ask('colleague', { type: 'open', form: 'reading/new', context: {} });
    expect(alone.kind === 'say' && textOf(alone.card)).toContain('ほかに選べるところはありません');
    const elsewhere = await world.submit('staff', 'reading/new', { where: 'slack' });
    expect(elsewhere.kind).toBe('errors');
  });
});
