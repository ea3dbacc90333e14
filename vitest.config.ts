import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { IS_WHOLE } from './tests/kit/whole.ts';

const ALL = ['lib', 'tests', 'bin', 'examples', 'torture'].map((folder) => `${folder}/**/*.test.ts`);

const ONLY_ON_POSTGRESQL = [
  'lib/adapters/store/migrations/postgresql-migrations.test.ts',
  'lib/adapters/store/postgresql/*.test.ts',
  'lib/web/uploads/several-processes.test.ts',
  'tests/cluster.test.ts',
  'tests/move.test.ts',
];

/**
 * Run on PostgreSQL: tests of stores, and of what most depends on their statements and transactions. No check finds a
 * test that is missing here.
 */
const ON_POSTGRESQL = [
  'lib/adapters/store/database/database.test.ts',
  'lib/adapters/store/migrations/contractions.test.ts',
  'lib/adapters/store/{access,jobs,rate-limits,sent,settings,status,workflow}/**/*.test.ts',
  ...ONLY_ON_POSTGRESQL,
  'lib/api/idempotency.test.ts',
  'lib/runtime/limits.test.ts',
  'lib/operations/uploads/{receive-upload,reread-upload,sweep-uploads}.test.ts',
  'lib/web/metrics.test.ts',
  'tests/{export,pausing,repeats,reread-race,resending}.test.ts',
  'tests/{confirmed-once,selection,story,takeover,uncertain,web-processes}.test.ts',
];

/**
 * Run on PostgreSQL only in `npm run test:whole`: stores of what seldom changes, and the same stores through other
 * entry points.
 */
const ON_POSTGRESQL_IN_WHOLE = [
  'lib/api/{api,audiences,reviews,workflows}.test.ts',
  'lib/web/uploads/uploads.test.ts',
  'tests/{activation-lists,archived-authentications,audit-list,drafts,fixing,job-destination}.test.ts',
  'tests/{job-list,job-log,outages,retention}.test.ts',
  'tests/notifications/*.test.ts',
  'tests/{passkeys,people,queries,refused-runs,remembered-choices,review-repeats}.test.ts',
  'tests/{samples,saved-mappings,schedules,second-factors,segments,single-sign-on,throughput,trials}.test.ts',
  'tests/{workbench,workflow-drafts,workflow-sessions}.test.ts',
  'tests/workflow-operators/*.test.ts',
];

const LONG = ['presto-names', 'container-recipe', 'other-destination', 'replication', 'several-processes'].map(
  (name) => `**/${name}.test.ts`,
);

export default defineConfig({
  test: {
    // Long tests that changes seldom affect run only in `npm run test:whole`.
    exclude: IS_WHOLE ? [] : ['torture/**', ...LONG],
    projects: [
      {
        extends: true,
        test: { name: 'sqlite', include: ALL, exclude: ONLY_ON_POSTGRESQL },
      },
      {
        extends: true,
        test: {
          name: 'postgresql',
          include: IS_WHOLE ? [...ON_POSTGRESQL, ...ON_POSTGRESQL_IN_WHOLE] : ON_POSTGRESQL,
          globalSetup: 'tests/kit/postgresql-setup.ts',
        },
      },
    ],
    // Not threads: starting a process copies the page tables of its parent, and one process for all tests has a
    // gigabyte and more.
    pool: 'forks',
    // Files share the modules of their process: loading them for each file took a third of the processor time of the
    // core's tests.
    isolate: false,
    // The default is one worker on two cores, but tests that start processes mostly wait.
    maxWorkers: 2,
    env: {
      // Tests use temporary data folders, even if the developer's shell points to a server.
      PINTD_ENDPOINT: '',
      PINTD_API_KEY: '',
      PINTEREST_API_BASE_URL: '',
      DATABASE_URL: '',
      DATABASE_URL_FILE: '',
      // Processes that tests start use the compile cache, as those of the launcher do.
      NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'compiled'),
    },
    // On two busy cores, a slow test must not fail; a test that hangs still does.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    // `npm test` allows one, and lists at the end the tests that needed it; but a property that failed once is wrong.
    retry: { count: Number(process.env['TEST_RETRIES'] ?? 0), condition: /^(?!Property failed)/ },
  },
});
