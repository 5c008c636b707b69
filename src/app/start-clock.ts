import type { Log } from './log.ts';
import type { Sealing } from './sealing.ts';
import type { Shifts } from './shifts.ts';

type Parts = { tick: () => Promise<void>; sealing: Sealing; shifts: Shifts; log: Log };

const sealEverySeconds = 15;

/** Everything that happens without anybody asking: due timers each second, seals when there is something to seal. */
export const startClock = async ({ tick, sealing, shifts, log }: Parts): Promise<() => Promise<void>> => {
  const { schedule } = await import('node-cron');
  const quiet = { info: () => {}, warn: () => {}, error: () => log.warn('clock.late'), debug: () => {} };
  const options = { timezone: 'Asia/Tokyo', noOverlap: true, suppressMissedWarning: true, logger: quiet };
  let looking = Promise.resolve();
  const look = await shifts.share('mamori-tick', 1, () => {
    looking = tick();
    return looking;
  });
  const seal = await shifts.share('mamori-seal', sealEverySeconds, () =>
    sealing.sealWhenDue().catch((error: unknown) => log.error('ledger.not-sealed', {}, error)),
  );
  const tasks = [schedule('* * * * * *', look, options), schedule(`*/${sealEverySeconds} * * * * *`, seal, options)];
  void look();
  return async () => {
    for (const task of tasks) await task.stop();
    await looking;
    await shifts.stop();
  };
};
