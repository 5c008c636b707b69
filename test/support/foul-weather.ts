import type { Fault } from './fake-slack/world.ts';
import type { Call, Fault as TeamsFault } from './fake-teams/world.ts';

/** Everything that can go wrong for a while, before Slack did what was asked and after. */
const troubles: readonly Fault['as'][] = [
  { kind: 'status', status: 429, retryAfter: 1 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 500, after: true },
  { kind: 'status', status: 502 },
  { kind: 'status', status: 503, after: true },
  { kind: 'reset', after: false },
  { kind: 'reset', after: true },
  { kind: 'broken-json', after: false },
  { kind: 'broken-json', after: true },
  { kind: 'error', error: 'internal_error' },
  { kind: 'error', error: 'ratelimited' },
  { kind: 'hang' },
];

/** Small and seeded, so that a run that failed can be had again. */
export const chance = (from: number) => {
  let state = from;
  return (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
};

/** That share of the calls that deliver something meets a trouble. `auth.test` passes, so that the bot comes up. */
export const foulWeather = (share: number, random: () => number) => {
  return (method: string): Fault['as'] | undefined =>
    method !== 'auth.test' && random() < share ? troubles[Math.floor(random() * troubles.length)] : undefined;
};

const teamsTroubles: readonly TeamsFault['as'][] = [
  { kind: 'status', status: 429, retryAfter: 1 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 500, after: true },
  { kind: 'status', status: 503, after: true },
  { kind: 'reset', after: false },
  { kind: 'reset', after: true },
  { kind: 'hang' },
];

/** The same on Teams: that share of what is sent, changed or begun. */
export const foulWeatherOnTeams = (share: number, random: () => number) => {
  return (call: Call): TeamsFault['as'] | undefined =>
    ['send', 'update', 'create'].includes(call) && random() < share
      ? teamsTroubles[Math.floor(random() * teamsTroubles.length)]
      : undefined;
};
