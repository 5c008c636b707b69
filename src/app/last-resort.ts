import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

/**
 * What nobody caught. A failed promise is counted and logged: one odd payload must not stop the desk.
 * After an uncaught exception nothing about the process is certain, so it ends; whatever was acknowledged is on disk.
 */
export const watchLastResort = (log: Log, metrics: Pick<Metrics, 'unhandled'>): void => {
  process.on('unhandledRejection', (error) => {
    metrics.unhandled();
    log.error('process.unhandled-rejection', {}, error);
  });
  process.on('uncaughtException', (error) => {
    log.error('process.uncaught-exception', {}, error);
    process.exit(1);
  });
};
