import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/postgres/**/*.pg.ts'],
    // With the other tests of the promises: see promises.config.ts.
    exclude: ['test/postgres/promise-{06,13,14,15}-*'],
    globalSetup: ['test/postgres/server.ts'],
    env: { TZ: 'UTC' },
    testTimeout: 900_000,
    hookTimeout: 60_000,
    // What is measured in seconds is measured alone.
    fileParallelism: false,
  },
});
