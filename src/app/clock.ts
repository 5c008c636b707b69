import { DateTime, Duration } from 'luxon';

/**
 * Where people's time stands: with real time, still at an instant, or shifted. Signatures, leases and back-off
 * never ask this clock: they use real time, so that trying out next April opens no hole today.
 */
export type Moment = { kind: 'real' } | { kind: 'fixed'; at: string } | { kind: 'shift'; by: string; sign: 1 | -1 };

const withOffset = /^\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:?\d{2})$/;

/** `2026-04-01T09:00:00+09:00` stands still, `+P3DT4H` and `-PT1H` run shifted; anything else is undefined. */
export const readMoment = (text: string): Moment | undefined => {
  if (withOffset.test(text)) {
    const at = DateTime.fromISO(text, { zone: 'utc' });
    return at.isValid ? { kind: 'fixed', at: at.toISO() } : undefined;
  }
  const [, sign, by] = /^([+-])(P[0-9A-Z.]+)$/.exec(text) ?? [];
  if (by === undefined || !Duration.fromISO(by).isValid) return undefined;
  return { kind: 'shift', by, sign: sign === '-' ? -1 : 1 };
};

/** People's time as an ISO instant in UTC. A shift by months or days is measured once, at start, in JST. */
export const peopleClock = (moment: Moment, real: () => number = Date.now): (() => string) => {
  if (moment.kind === 'fixed') return () => moment.at;
  if (moment.kind === 'real') return () => new Date(real()).toISOString();
  const start = DateTime.fromMillis(real(), { zone: 'Asia/Tokyo' });
  const duration = Duration.fromISO(moment.by);
  const shifted = moment.sign === 1 ? start.plus(duration) : start.minus(duration);
  const by = shifted.toMillis() - start.toMillis();
  return () => new Date(real() + by).toISOString();
};
