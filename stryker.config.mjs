/**
 * Mutation testing of the code that delivery guarantees depend on: batching, the ledger and retries. `npm run mutation`
 * makes about 1,500 small changes to this code and counts how many the tests detect; docs/reliability.md has the figure.
 */
export default {
  mutate: [
    'lib/core/delivery/{batch,body,events,outcome-table,pace,retry,settle}.ts',
    'lib/core/job/job.ts',
    'lib/operations/delivery/execute-job.ts',
    'lib/operations/delivery/{concurrency-window,deliver-batch,isolate-rejected,job-lease,prepare-file,run,stops}.ts',
    'lib/adapters/store/database/group-commit.ts',
    'lib/adapters/store/jobs/{job-ledger,records/record-writer}.ts',
    '!**/*.test.ts',
  ],
  testRunner: 'vitest',
  vitest: { configFile: 'torture/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 10_000,
  thresholds: { high: 90, low: 85, break: 85 },
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: 'test-results/mutation.json' },
  ignorePatterns: ['.next*', 'app', 'components', 'data', 'docs', 'e2e', 'test-results'],
  tsconfigFile: 'none', // Stryker would rewrite it with a function that TypeScript 7 no longer has
  tempDirName: 'test-results/mutation',
  cleanTempDir: 'always',
};
