import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The tests that run on PostgreSQL, too: those of the stores, and of what depends on their transactions. */
const ON_POSTGRESQL = [
  'lib/adapters/store/database/database.test.ts',
  'lib/adapters/store/{jobs,sent,settings,workflow}/*.test.ts',
];

export default defineConfig({
  test: {
    include: [
      'lib/**/*.test.ts',
      'tests/**/*.test.ts',
      'bin/**/*.test.ts',
      'examples/**/*.test.ts',
      'torture/**/*.test.ts',
    ],
    // Long, and seldom concerned by a change: they run in `npm run test:whole`.
    exclude:
      process.env['TEST_WHOLE'] === undefined
        ? ['torture/**', '**/presto-names.test.ts', '**/container-recipe.test.ts']
        : [],
    projects: [
      { extends: true, test: { name: 'sqlite' } },
      {
        extends: true,
        test: { name: 'postgresql', include: ON_POSTGRESQL, globalSetup: 'tests/kit/postgresql.ts' },
      },
    ],
    pool: 'threads',
    // Files share the modules of their thread: loading them for each file took a third of the processor time of the core's tests.
    isolate: false,
    // The default is one worker on two cores, but tests that start processes mostly wait.
    maxWorkers: 2,
    env: {
      // Tests use temporary data folders, even if the developer's shell points to a server.
      ...{ PINTD_ENDPOINT: '', PINTD_API_KEY: '', PINTEREST_API_BASE_URL: '' },
      // Processes that tests start use the compile cache, as those of the launcher do.
      NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'compiled'),
    },
    // Two busy cores make a slow test, not a failed one; a test that hangs is still found.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    // `npm test` allows one, and lists what needed it at the end; but a property that failed once is wrong.
    retry: { count: Number(process.env['TEST_RETRIES'] ?? 0), condition: /^(?!Property failed)/ },
  },
});
