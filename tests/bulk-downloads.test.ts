import { expect, test } from 'vitest';
import {
  auditDownloadPath,
  isBulkDownload,
  logTextPath,
  recordsCsvPath,
  resultFilePath,
  reviewCsvPath,
} from '../components/paths.ts';
import { downloadRecords } from '../lib/commands/console/job-records.ts';
import { downloadResult } from '../lib/commands/console/job-results.ts';
import { downloadInvalidCsv } from '../lib/commands/console/reviews.ts';

test.each([
  ['records of a job', recordsCsvPath(12), downloadRecords],
  ['a result as CSV', resultFilePath(12, 'csv'), downloadResult],
  ['a result as JSON', resultFilePath(12, 'json'), downloadResult],
  ['invalid records of a review', reviewCsvPath(3), downloadInvalidCsv],
])('the download of %s needs a proof, which its link requests first', (_, path, { needsProof }) => {
  expect([needsProof, isBulkDownload(path)]).toEqual([true, true]);
});

test.each([logTextPath(12), auditDownloadPath('csv', {})])('the download of %s needs no proof', (path) => {
  expect(isBulkDownload(path)).toBe(false);
});
