import { describe, expect, it } from 'vitest';
import { directoryFindings } from '../../src/commands/findings.ts';
import { teamsFindings } from '../../src/commands/teams-findings.ts';
import { aChart, aDay } from '../support/chart.ts';
import { startFakeTeams } from '../support/fake-teams/index.ts';

describe('what doctor says about Teams', () => {
  it('names people who never opened the app, and what to do', () => {
    const text = directoryFindings(aChart({ unreachable: ['staff2'] }), aDay, true)[0]?.text;
    expect(text).toContain('staff2');
    expect(text).toContain('一度開くと');
  });

  it('says that keys and token can be had, or what to look at', async () => {
    const teams = await startFakeTeams([]);
    const weights = async (bot: typeof teams.bot) => (await teamsFindings(bot, undefined)).map(({ weight }) => weight);
    expect(await weights(teams.bot)).toEqual(['good', 'good']);
    expect(await weights({ ...teams.bot, password: 'expired' })).toEqual(['good', 'fix']);
    const said = await teamsFindings({ ...teams.bot, password: 'expired' }, undefined);
    expect(said.at(-1)?.text).toContain('GCC High、DoD');
    teams.fail({ on: 'keys', as: { kind: 'status', status: 503 } });
    expect(await weights(teams.bot)).toEqual(['fix', 'good']);
    await teams.close();
  });
});
