import type { Log } from './log.ts';
import type { Sealing } from './sealing.ts';

/** Everything that happens without anybody asking: due timers each second, seals when there is something to seal. */
export const startClock = async (
  tick: () => Promise<void>,
  sealing: Sealing,
  log: Log,
): Promise<() => Promise<void>> => {
  const { schedule } = await import('node-cron');
  const quiet = { info: () => {}, warn: () => {}, error: () => log.warn('clock.late'), debug: () => {} };
  const options = { timezone: 'Asia/Tokyo', noOverlap: true, suppressMissedWarning: true, logger: quiet };
  const sealWhenDue = (): Promise<void> =>
    sealing.sealWhenDue().catch((error: unknown) => log.error('ledger.not-sealed', {}, error));
  let looking = Promise.resolve();
  const look = (): Promise<void> => {
    looking = tick();
    return looking;
  };
  const tasks = [schedule('* * * * * *', look, options), schedule('*/15 * * * * *', sealWhenDue, options)];
  void look();
  return async () => {
    for (const task of tasks) await task.stop();
    await looking;
  };
};
