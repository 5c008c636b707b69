import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDesk } from '../../src/app/desk.ts';
import { createDuties } from '../../src/app/duties.ts';
import { silentLog } from '../../src/app/log.ts';
import type { Plan } from '../../src/core/duties/plan.ts';
import { shippedDuty } from '../../src/core/duties/shipped.ts';
import { indexDirectory } from '../../src/core/people/lookup.ts';
import { aChange } from '../support/a-change.ts';
import { drainSlack, parked } from '../support/drain-slack.ts';
import { chance, foulWeather } from '../support/foul-weather.ts';
import { openWorkspace, type Workspace } from '../support/real-workspace.ts';

const staff = Number(process.env.MAMORI_REMINDED ?? 4);
const plan = 'duty-2026-1';
const seed = Number(process.env.CRASH_SEED ?? 20_261_123);

describe('a wave of reminders in bad weather', { timeout: 300_000 }, () => {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace(staff);
  });
  afterEach(() => workspace.close());

  it(`40 % of sends failing: each person is reminded once per round (CRASH_SEED=${seed})`, async () => {
    const { store, slack } = workspace;
    const dir = indexDirectory(await store.directory());
    let at = '2026-06-01T01:00:00.000Z';
    const desk = createDesk(store, () => at);
    const clock = async () => desk.ctx({ is: 'clock' }, dir);
    const duties = createDuties({ desk, clock, log: silentLog });
    const duty = { ...shippedDuty('virusScan')!, remind: [0], again: 5, tell: [] };
    const state: Plan = {
      status: 'running',
      duty,
      due: '2026-06-10',
      owner: 'head',
      proposedAt: at,
      startedAt: at,
      reach: [],
      reports: {},
      revision: 2,
    };
    const row = { id: plan, kind: 'duty', status: 'running', version: 1, open: true, unit: 'bu', owner: 'head' };
    const next = { ...row, openedAt: at, updatedAt: at, state, involved: [] };
    await store.commit(aChange({ cases: [{ next, expected: 0 }] }));
    await duties.shareOf(plan, 'share');

    const began = Date.now();
    // What failed is tried again later and later: those pauses pass a hundred times as fast.
    const real = (): number => began + (Date.now() - began) * 100;
    slack.world.weather = foulWeather(0.4, chance(seed));
    // The announcement, the day itself, and once more after it.
    const rounds = ['2026-06-01', '2026-06-10', '2026-06-17'];
    for (const day of rounds) {
      at = `${day}T01:00:00.000Z`;
      await duties.remindDue();
      await duties.remindDue();
      await drainSlack(store, slack, { timeoutMs: 150, real, now: () => at });
    }
    expect(await parked(store)).toBe(0);
    for (let n = 0; n < staff; n++) {
      const shown = (slack.world.dms.get(`U-staff${n}`) ?? []).map(({ metadata }) =>
        String(metadata?.event_payload.key).replace(/#\d+$/, ''),
      );
      expect(shown).toEqual(rounds.map((day) => `duties/staff${n}/${day}`));
    }
    const sends = slack.calls('chat.postMessage').length + slack.calls('chat.update').length;
    // Each of them and every older message that gave way: far more was tried than was shown.
    expect(sends).toBeGreaterThan(staff * rounds.length * 1.3);
  });
});
