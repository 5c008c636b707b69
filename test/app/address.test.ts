import { describe, expect, it } from 'vitest';
import { reachableAt } from '../../src/app/address.ts';
import type { Account } from '../../src/core/people/directory.ts';
import { indexDirectory } from '../../src/core/people/lookup.ts';
import { aConsoleAccount, chartData } from '../support/chart.ts';

const onSlack: Account = { ...aConsoleAccount('staff'), platform: 'slack', space: 'T1', user: 'U1' };
const onTeams: Account = { ...aConsoleAccount('staff'), platform: 'teams', space: 'tenant', user: 'aad' };

const order = async (...accounts: readonly Account[]): Promise<readonly string[]> => {
  const dir = indexDirectory({ ...chartData(), accounts });
  const found = await reachableAt({ person: 'staff' }, dir, ['slack', 'teams'], undefined);
  return found.map(({ platform }) => platform);
};

describe('where somebody with two accounts gets a card', () => {
  it('is where they were last active', async () => {
    const seen = (account: Account, seenAt: string): Account => ({ ...account, seenAt });
    expect(await order(seen(onSlack, '2026-06-01T01:00:00.000Z'), seen(onTeams, '2026-06-01T02:00:00.000Z'))).toEqual([
      'teams',
      'slack',
    ]);
  });

  it('is where they have chosen, wherever they were last', async () => {
    const chosen: Account = { ...onSlack, preferred: true };
    expect(await order({ ...onTeams, seenAt: '2026-06-01T02:00:00.000Z' }, chosen)).toEqual(['slack', 'teams']);
  });

  it('is the other one when the chosen account has ended', async () => {
    expect(await order({ ...onSlack, preferred: true, active: false }, onTeams)).toEqual(['teams']);
  });
});
