import { describe, expect, it } from 'vitest';
import { createGiveUp } from '../../src/app/give-up.ts';
import { silentLog } from '../../src/app/log.ts';
import type { Change, OutboxRow } from '../../src/app/ports.ts';
import { type AccountRef, lanes } from '../../src/core/outbound.ts';
import { aChart, type ChartChange } from '../support/chart.ts';

const open = (change: ChartChange = {}) => {
  const committed: Change[] = [];
  const clock = { now: '2026-06-01T03:00:00.000Z' };
  const giveUp = createGiveUp({
    store: {
      commit: async (wanted) => {
        if (committed.some(({ key }) => key === wanted.key)) return 'duplicate';
        committed.push(wanted);
        return 'committed';
      },
    },
    directory: async () => aChart(change),
    now: () => clock.now,
    log: silentLog,
  });
  const slots = () => committed.flatMap((one) => one.slots);
  return { giveUp, slots, clock };
};

const row = (slot: string, person: string): OutboxRow => ({
  slot,
  to: { person },
  lane: lanes[1],
  surface: 'message',
  card: undefined,
  revision: 1,
  attempts: 0,
  uncertain: false,
});
const at = (user: string): AccountRef => ({ platform: 'slack', space: 'T1', user });

describe('promise 16: a card that will not arrive', () => {
  it('is told once to the head of the unit that runs the network, however many there are', async () => {
    const { giveUp, slots } = open();
    for (let n = 0; n < 50; n++) await giveUp(row(`case/${n}`, 'staff'), at('U1'), 'channel_not_found');
    expect(slots().map(({ slot, to }) => [slot, to])).toEqual([['notice/slack/U1', { person: 'infra' }]]);
    expect(slots()[0]?.card.notice).not.toContain('staff');
  });

  it('says nothing of a home, which is drawn anew when it is next looked at', async () => {
    const { giveUp, slots } = open();
    await giveUp({ ...row('home/staff', 'staff'), surface: 'home' }, at('U1'), 'not_in_teams');
    await giveUp(row('case/1', 'staff'), at('U1'), 'not_in_teams');
    expect(slots()).toHaveLength(1);
    expect(JSON.stringify(slots()[0]?.card)).toContain('staff');
  });

  it('is told again a month later, when it still does not arrive', async () => {
    const { giveUp, slots, clock } = open();
    await giveUp(row('case/1', 'staff'), at('U1'), 'channel_not_found');
    clock.now = '2026-07-01T03:00:00.000Z';
    await giveUp(row('case/2', 'staff'), at('U1'), 'channel_not_found');
    expect(slots()).toHaveLength(2);
  });

  it('goes up when that head is the one who cannot be reached', async () => {
    const { giveUp, slots } = open();
    await giveUp(row('case/1', 'infra'), at('U9'), 'account_inactive');
    expect(slots()[0]?.to).toEqual({ person: 'security' });
  });

  it('goes up when the post is vacant', async () => {
    const { giveUp, slots } = open({ vacant: ['somu-1'] });
    await giveUp(row('case/1', 'staff'), undefined, 'no-account');
    expect(slots()[0]).toMatchObject({ slot: 'notice/none/staff', to: { person: 'security' } });
  });

  it('reaches the 責任者 when nobody below is there', async () => {
    const { giveUp, slots } = open({ vacant: ['somu-1', 'somu'] });
    await giveUp(row('case/1', 'staff'), at('U1'), 'channel_not_found');
    expect(slots()[0]?.to).toEqual({ person: 'chief' });
  });

  it('makes no notice of a notice', async () => {
    const { giveUp, slots } = open();
    await giveUp(row('notice/slack/U1', 'infra'), at('U9'), 'channel_not_found');
    expect(slots()).toEqual([]);
  });
});
