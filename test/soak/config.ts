import { defineConfig } from 'vitest/config';
import { onPostgres } from '../support/place.ts';

export default defineConfig({
  test: {
    include: ['test/soak/**/*.soak.ts'],
    env: { TZ: 'UTC' },
    ...(onPostgres ? { globalSetup: ['test/postgres/server.ts'] } : {}),
    testTimeout: 0,
    hookTimeout: 60_000,
    // Each of them looks at what time and memory a run needs.
    fileParallelism: false,
  },
});
