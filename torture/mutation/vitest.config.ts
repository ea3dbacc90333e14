import { defineConfig } from 'vitest/config';

/** The tests of the delivery core that run in one process, in which mutations can be activated. */
export default defineConfig({
  test: {
    include: [
      'lib/core/{delivery,job}/*.test.ts',
      'tests/{export,job-log,uncertain,pausing,backup,model}.test.ts',
      'lib/adapters/store/jobs/records/records.test.ts',
      'lib/operations/**/*.test.ts',
    ],
    pool: 'threads',
    testTimeout: 20_000,
  },
});
