import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/soak/**/*.soak.ts'],
    env: { TZ: 'UTC' },
    testTimeout: 0,
    hookTimeout: 60_000,
    // Each of them looks at what time and memory a run needs.
    fileParallelism: false,
  },
});
