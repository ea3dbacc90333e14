import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['lib/**/*.test.ts', 'bin/**/*.test.ts', 'examples/**/*.test.ts', 'torture/**/*.test.ts'],
    pool: 'threads',
    // By default two cores get one: the tests that start processes mostly wait.
    maxWorkers: 2,
    // Whoever works on a server of theirs tests on folders made for it.
    env: { PINTD_ENDPOINT: '', PINTD_API_KEY: '' },
    // Two busy cores make a slow test, not a failed one; a test that hangs is still found.
    testTimeout: 15_000,
    hookTimeout: 15_000,
  },
});
