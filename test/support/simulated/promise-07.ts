import { expect } from 'vitest';
import type { Platform } from '../../../src/core/outbound.ts';
import { chance } from '../foul-weather.ts';
import { simulatedSlack } from './slack.ts';
import { simulatedTeams } from './teams.ts';
import { type Figures, playWave } from './wave.ts';

const latency = () => {
  const random = chance(7);
  return () => 80 + random() * 120;
};

/** Five approvals to a thousand reminders; a short wave has a few of them all the same. */
const approvalsFor = (reminders: number): number => Math.max(20, Math.round(reminders / 200));

/** So many reminders over a workspace that takes so many messages a second. */
export const slackWave = (reminders: number, perSecond: number): Promise<Figures> =>
  playWave({
    reminders,
    approvals: approvalsFor(reminders),
    seconds: reminders / perSecond,
    platformOf: () => 'slack',
    adapters: (counted) => [simulatedSlack({ perSecond, latency: latency() }, counted('slack'))],
  });

/** The same over a tenant; `known`: the bot has a conversation with everybody already. */
export const teamsWave = (reminders: number, perSecond: number, known: boolean): Promise<Figures> =>
  playWave({
    reminders,
    approvals: approvalsFor(reminders),
    seconds: (reminders * (known ? 1 : 2)) / perSecond,
    platformOf: () => 'teams',
    adapters: (counted) => [simulatedTeams({ perSecond, known, latency: latency() }, counted('teams'))],
  });

/** One in six reads Slack, the others Teams: those on Slack were written down first, and stand in front. */
export const mixedWave = (reminders: number, slackPerSecond: number, teamsPerSecond: number): Promise<Figures> =>
  playWave({
    reminders,
    approvals: approvalsFor(reminders),
    seconds: reminders / 6 / slackPerSecond,
    platformOf: (n) => (n < reminders / 6 ? 'slack' : 'teams'),
    adapters: (counted) => [
      simulatedSlack({ perSecond: slackPerSecond, latency: latency() }, counted('slack')),
      simulatedTeams({ perSecond: teamsPerSecond, known: true, latency: latency() }, counted('teams')),
    ],
  });

/** `perSecond`: what each platform lets through, and so what the whole of it cannot be faster than. */
export const expectPromise7 = (
  what: string,
  { sends, refused, missing, twice, cards, ended }: Figures,
  perSecond: Partial<Record<Platform, number>>,
): void => {
  const p99 = cards[Math.ceil(cards.length * 0.99) - 1] ?? Number.POSITIVE_INFINITY;
  const times = Object.entries(perSecond).map(([platform, rate]) => {
    const { seconds, requests } = ended[platform as Platform] ?? { seconds: Number.POSITIVE_INFINITY, requests: 0 };
    return { platform, seconds, share: seconds / (requests / rate) };
  });
  const lasted = times.map(
    ({ platform, seconds, share }) => `${platform} ${seconds.toFixed(0)} s = ${share.toFixed(3)}`,
  );
  process.stdout.write(
    `${what}: ${sends} requests, ${refused} refused (${((refused / sends) * 100).toFixed(3)} %), ${lasted.join(', ')} of ` +
      `what the limits allow, approvals' cards p99 ${p99.toFixed(2)} s\n`,
  );
  expect({ missing, twice }).toEqual({ missing: 0, twice: 0 });
  expect(refused / sends).toBeLessThan(0.001);
  expect(p99).toBeLessThanOrEqual(5);
  for (const { platform, share } of times) expect(share, platform).toBeLessThanOrEqual(1.1);
};
