import { defineConfig } from 'vitest/config';

/** The tests of the delivery core that run in one process, in which mutations can be activated. */
export default defineConfig({
  test: {
    include: [
      'lib/core/{delivery,job}/*.test.ts',
      'lib/adapters/store/{database,sent}/*.test.ts',
      'lib/adapters/store/jobs/records/records.test.ts',
      'lib/operations/**/*.test.ts',
      'tests/{backup,export,interrupted,job-log,malformed,model,outages,pausing,uncertain}.test.ts',
      'tests/{hostile-provider,job-list,queries,repeats,resending,review,selection}.test.ts',
    ],
    pool: 'threads',
    testTimeout: 20_000,
  },
});
