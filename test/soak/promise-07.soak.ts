import { it } from 'vitest';
import { expectPromise7, mixedWave, slackWave, teamsWave } from '../support/simulated/promise-07.ts';

/** Hours of simulated time, minutes of this machine's. */
const reminders = Number(process.env.MAMORI_WAVE ?? 100_000);

it.each([5, 10])(`promise 7: ${reminders} reminders over a Slack that takes %i a second`, async (perSecond) => {
  const figures = await slackWave(reminders, perSecond);
  expectPromise7(`Slack at ${perSecond} a second`, figures, { slack: perSecond });
});

it.each([true, false])(`promise 7: ${reminders} reminders over Teams, conversations known: %s`, async (known) => {
  const figures = await teamsWave(reminders, 50, known);
  expectPromise7(`Teams, conversations known: ${known}`, figures, { teams: 50 });
});

it(`promise 7: ${reminders} reminders over Slack and Teams at once`, async () => {
  const figures = await mixedWave(reminders, 10, 50);
  expectPromise7('Slack and Teams at once', figures, { slack: 10, teams: 50 });
});
