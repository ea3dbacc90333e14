import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'lib/**/*.test.ts',
      'tests/**/*.test.ts',
      'bin/**/*.test.ts',
      'examples/**/*.test.ts',
      'torture/**/*.test.ts',
    ],
    pool: 'threads',
    // By default two cores get one worker: tests that start processes mostly wait.
    maxWorkers: 2,
    env: {
      // Whoever works on a server of theirs tests on folders made for it.
      ...{ PINTD_ENDPOINT: '', PINTD_API_KEY: '', PINTEREST_API_BASE_URL: '' },
      // Processes that tests start begin as fast as those that the launcher starts.
      NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'compiled'),
    },
    // Two busy cores make a slow test, not a failed one; a test that hangs is still found.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
