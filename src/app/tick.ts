import type { Timer } from '../core/case.ts';
import { jstDate } from '../core/time.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Receive, Store } from './ports.ts';

type Parts = {
  store: Pick<Store, 'dueTimers' | 'directory'>;
  receive: Receive;
  /** Reminders of what comes round. */
  remindDue?: () => Promise<number>;
  /** People's time, ISO in UTC. */
  now: () => string;
  /** Real time in ms: how long a timer that failed is left alone. */
  real: () => number;
  metrics: Pick<Metrics, 'timer'>;
  log: Log;
};

const batch = 200;
/** The store groups what is asked for together into one commit. */
const together = 16;
const failedRestMs = 30_000;
/**
 * A pass over everything that is pending takes as long as there are people and requests. While the chart changes all
 * the time, as when 100,000 people come to the bot for the first time, passes get a twentieth of it; the day's first waits for nothing.
 */
const passShare = 20;
const passRestMs = 300_000;

/**
 * One look at the clock: hands on every timer that is due, and a pass over pending cases when the day or the chart
 * has changed. Timers are rows and their keys are fixed, so a tick that runs twice, or on two instances, acts once.
 */
export const createTick = ({ store, receive, remindDue, now, real, metrics, log }: Parts): (() => Promise<void>) => {
  /** Until when a timer that was tried is left alone: one that fails must not hold up those behind it. */
  const resting = new Map<string, number>();
  let rerouted = '';
  /** Real time in ms. */
  let nextPass = 0;
  let running: Promise<void> | undefined;

  const wake = async (key: string, subject: string, what: string, timer: string): Promise<boolean> => {
    try {
      await receive({ key, actor: 'clock', ask: { type: 'wake', subject, what, timer } });
      metrics.timer('done');
      return true;
    } catch (error) {
      metrics.timer('failed');
      log.error('timer.failed', { what }, error);
      return false;
    }
  };

  const fire = async (timer: Timer): Promise<void> => {
    const name = `wake/${timer.id}/${timer.at}`;
    resting.set(name, real() + failedRestMs);
    await wake(name, timer.subject, timer.what, timer.id);
  };

  const fireDue = async (): Promise<void> => {
    const at = real();
    for (const [name, until] of resting) if (until <= at) resting.delete(name);
    const due = await store.dueTimers(now(), batch + resting.size);
    const fresh = due.filter((timer) => !resting.has(`wake/${timer.id}/${timer.at}`));
    for (let from = 0; from < fresh.length; from += together) {
      await Promise.all(fresh.slice(from, from + together).map(fire));
    }
  };

  const reroute = async (): Promise<void> => {
    const { version } = await store.directory();
    const day = jstDate(now());
    const key = `reroute/${day}/${version}`;
    if (key === rerouted || (resting.get(key) ?? 0) > real()) return;
    if (rerouted.startsWith(`reroute/${day}/`) && real() < nextPass) return;
    const began = real();
    if (await wake(key, 'org', 'reroute', key)) rerouted = key;
    else resting.set(key, real() + failedRestMs);
    nextPass = real() + Math.min((real() - began) * passShare, passRestMs);
  };

  const once = async (): Promise<void> => {
    await reroute().catch((error: unknown) => log.error('reroute.failed', {}, error));
    await fireDue().catch((error: unknown) => log.error('timers.unreadable', {}, error));
    await remindDue?.().catch((error: unknown) => log.error('reminders.failed', {}, error));
  };

  return () => {
    running ??= once().finally(() => {
      running = undefined;
    });
    return running;
  };
};
