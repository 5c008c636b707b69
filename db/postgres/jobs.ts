import PgBoss from 'pg-boss';
import type { Shifts } from '../../src/app/shifts.ts';
import { pause } from '../../src/app/wait.ts';
import { openPool } from './pool.ts';
import { explained, isConflict } from './sentences.ts';

type Fault = (error: unknown) => void;

/** A server that has gone without a word is given up, and looked for again. */
const patience = { connectMs: 5_000, query_timeout: 10_000 };

/** Of several processes that make the same queue while others take from theirs, the server may turn one away. */
const mostTries = 10;

const createQueue = async (boss: PgBoss, name: string): Promise<void> => {
  for (let tries = 1; ; tries++) {
    try {
      return await boss.createQueue(name);
    } catch (error) {
      if (!isConflict(error) || tries === mostTries) throw error;
      await pause(100 * tries);
    }
  }
};

/**
 * Every process says each second that it is time; pg-boss keeps one job of that second, and one process does it.
 * Each second is a job of its own: one whose worker was killed holds up none that come after. What it left undone is
 * still due in the tables, and so done with the next.
 */
export const openJobs = async (url: string, failed: Fault): Promise<Shifts> => {
  const pool = openPool(url, { application_name: 'mamori-jobs', max: 2, ...patience });
  const executeSql = (text: string, values?: unknown[]) => pool.run((client) => client.query(text, values));
  const boss = new PgBoss({
    db: { executeSql },
    schedule: false,
    retryLimit: 0,
    expireInSeconds: 30,
    maintenanceIntervalSeconds: 60,
    // A job is only the word that it is time: nobody asks for it again.
    archiveCompletedAfterSeconds: 60,
    archiveFailedAfterSeconds: 3_600,
    deleteAfterHours: 1,
  });
  boss.on('error', failed);
  try {
    await boss.start();
  } catch (error) {
    await pool.close();
    throw explained(error);
  }
  return {
    share: async (name, everySeconds, work) => {
      await createQueue(boss, name);
      await boss.work(name, { pollingIntervalSeconds: 0.5 }, () => work());
      return async () => {
        // While the database is away nothing is due that could be done.
        await boss.send(name, {}, { singletonSeconds: everySeconds }).catch(failed);
      };
    },
    stop: async () => {
      await boss.stop({ graceful: true, timeout: 5_000, wait: true });
      await pool.close();
    },
  };
};
