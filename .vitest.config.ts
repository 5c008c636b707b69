import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

// Databases of tests wait for a disk a hundred times a second; what must survive a crash is tested elsewhere, on a real one.
const memory = existsSync('/dev/shm') ? { TMPDIR: '/dev/shm' } : {};

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**', 'test/e2e/**', 'test/crash/**'],
    env: { TZ: 'UTC', ...memory },
    setupFiles: ['test/support/fixed-seed.ts'],
    // Once for all files: each would take a second to build it.
    globalSetup: ['test/support/policy-index.ts'],
    // Many tests wait for sockets and clocks: on two cores three at once take 76 s where the runner's own choice takes 137.
    maxWorkers: 3,
    // A hang is a hang after a minute, too; a machine busy with other things is none.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
