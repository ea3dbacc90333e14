import { defineConfig } from 'vitest/config';

/** The tests of the delivery core that run in one process, where a mutation can be switched on. */
export default defineConfig({
  test: {
    include: [
      'lib/core/{batch,pace,retry,settle}.test.ts',
      'lib/{export,uncertain,pausing,backup,model}.test.ts',
      'lib/adapters/store/{records,job-ledger,group-commit}.test.ts',
    ],
    pool: 'threads',
    testTimeout: 60_000,
  },
});
