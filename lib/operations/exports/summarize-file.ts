import { type Issue, isLeftOut } from '../../core/issue.ts';
import type { ValidatedRecord } from './validate-file.ts';

/** Counts of a file's records, by outcome and issue code. A record with the same issue twice counts once. */
export interface FileSummary {
  read: number;
  valid: number;
  invalid: number;
  /** Records that the mapping leaves out, and rows that are no records; absent if there are none. */
  left_out?: number;
  readonly errors: Record<string, number>;
  readonly warnings: Record<string, number>;
}

export async function summarizeFile(records: AsyncIterable<ValidatedRecord>): Promise<FileSummary> {
  const summary: FileSummary = { read: 0, valid: 0, invalid: 0, errors: {}, warnings: {} };
  for await (const { isValid, errors, warnings } of records) {
    summary.read += 1;
    if (isValid) summary.valid += 1;
    else if (isLeftOut(errors)) summary.left_out = (summary.left_out ?? 0) + 1;
    else {
      summary.invalid += 1;
      countCodes(summary.errors, errors);
    }
    countCodes(summary.warnings, warnings);
  }
  return summary;
}

function countCodes(counts: Record<string, number>, issues: readonly Issue[]): void {
  for (const code of new Set(issues.map((issue) => issue.code))) counts[code] = (counts[code] ?? 0) + 1;
}
