import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**', 'test/e2e/**', 'test/crash/**'],
    env: { TZ: 'UTC' },
    testTimeout: 20_000,
  },
});
