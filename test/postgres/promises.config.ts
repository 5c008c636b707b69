import { defineConfig } from 'vitest/config';
import usual from '../../.vitest.config.ts';
import crash from '../crash/config.ts';

const globalSetup = ['test/support/policy-index.ts', 'test/postgres/server.ts'];
const MAMORI_TEST_STORE = 'postgres';

/** The tests of the promises as they are, before a real server: what a file of SQLite shows has its own under *.pg.ts. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...usual.test,
          name: 'promises on PostgreSQL',
          include: ['test/**/promise-*.test.ts', 'test/journeys/promises-*.test.ts', 'test/journeys/forged.test.ts'],
          exclude: ['test/db/**', 'test/journeys/promise-20-*'],
          globalSetup,
          env: { ...usual.test?.env, MAMORI_TEST_STORE },
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...crash.test,
          name: 'kills on PostgreSQL',
          include: ['test/crash/**/*.crash.ts', 'test/postgres/promise-{06,13,14,15}-*.pg.ts'],
          // What a file leaves behind; on a server it is PostgreSQL that syncs.
          exclude: ['test/crash/promise-02-*'],
          globalSetup,
          env: { ...crash.test?.env, MAMORI_TEST_STORE, MAMORI_KILLS: process.env.MAMORI_KILLS ?? '200' },
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
