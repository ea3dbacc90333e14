import type { Issue } from '../../core/issue.ts';
import type { Outcome } from '../../core/job/job.ts';
import { ADDED_COLUMNS, isAdded } from '../../core/record/added-columns.ts';
import type { RecordWithOutcome } from './list-outcomes.ts';

/** Selects the open records of an export. Cannot be combined with outcomes. */
export const OPEN = 'open';

export interface RejectedOptions {
  readonly header: readonly string[];
  readonly statuses: readonly Outcome[];
  readonly textOf: (issue: Issue) => string;
}

/**
 * The rows of a CSV of records with these outcomes: the cells of each row, then number, line, outcome and errors of the
 * record. Several errors are joined by `; ` in the same order in each column. Columns that an earlier such CSV added to
 * the file are replaced.
 */
export async function* rejectedRows(
  outcomes: AsyncIterable<RecordWithOutcome>,
  { header, statuses, textOf }: RejectedOptions,
): AsyncGenerator<readonly string[]> {
  const fileIndexes = header.flatMap((name, index) => (isAdded(name) ? [] : index));
  yield [...fileIndexes.map((index) => header[index] ?? ''), ...ADDED_COLUMNS];
  const wantedStatuses = new Set(statuses);
  for await (const { row, status, noted } of outcomes) {
    if (!wantedStatuses.has(status)) continue;
    const errors = (noted?.issues ?? []).filter(({ severity }) => severity === 'error');
    const join = (part: (issue: Issue) => string) => errors.map(part).join('; ');
    const cells = fileIndexes.map((index) => row.cells[index] ?? '');
    yield [
      ...cells,
      String(row.record),
      String(row.line),
      status,
      join(({ code }) => code),
      join(({ column }) => column ?? ''),
      join(textOf),
    ];
  }
}
