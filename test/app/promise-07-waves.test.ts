import { describe, expect, it } from 'vitest';
import { expectPromise7, mixedWave, slackWave, teamsWave } from '../support/simulated/promise-07.ts';
import { thorough } from '../support/thorough.ts';

/** 100,000 of them go out in `npm run test:soak`. */
const reminders = thorough ? 10_000 : 3_000;
const slackTakes = thorough ? [5, 7, 10] : [7];
const conversations = thorough ? [true, false] : [false];

describe('promise 7: a wave of reminders with approvals in between', { timeout: 600_000 }, () => {
  it.each(slackTakes)('keeps to what Slack takes, %i a second, and takes no longer than that', async (perSecond) => {
    const figures = await slackWave(reminders, perSecond);
    expectPromise7(`Slack at ${perSecond} a second`, figures, { slack: perSecond });
  });

  it.each(conversations)('keeps to what Teams takes, conversations begun before: %s', async (known) => {
    const figures = await teamsWave(reminders, 50, known);
    expectPromise7(`Teams, conversations begun before: ${known}`, figures, { teams: 50 });
  });

  // Finding out that Slack takes 10 a second costs half a minute, whatever goes over Teams: a short wave shows that alone.
  it.each(thorough ? [3 * reminders] : [])(
    'goes over Slack and Teams at once, %i in all, as over either',
    async (all) => {
      const figures = await mixedWave(all, 10, 50);
      expectPromise7('Slack and Teams at once', figures, { slack: 10, teams: 50 });
    },
  );

  it('puts what waits for Slack off to its own turn, and neither misses one nor looks at all for every message', async () => {
    const figures = await mixedWave(1_200, 5, 50);
    expectPromise7('Slack and Teams at once', figures, { slack: 5, teams: 50 });
    // A look, a word that it waits and one that it was sent, each of which begins and ends.
    expect(figures.writes / figures.sends).toBeLessThan(20);
  });
});
