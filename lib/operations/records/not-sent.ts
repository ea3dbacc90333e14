import type { Job, Outcome } from '../../core/job/job.ts';
import { allFrom, mergeRanges, type Selection, subtract } from '../../core/record/selection.ts';
import { type Upload, unreadBytes } from '../../core/upload/upload.ts';

export interface NotSentOptions {
  readonly jobs: { selection(id: number): Selection | undefined };
  readonly ranges: {
    noted(job: number, statuses: readonly Outcome[]): Selection;
    withCode(job: number, code: string): Selection;
    settled(job: number): Selection;
  };
}

/**
 * The records of a job that did not go out. The ledger has no row for most of them: they are those that no settled batch
 * covers and that are not noted as anything else. What another job got accepted would only be left out again.
 */
export function notSentOf({ jobs, ranges }: NotSentOptions, { id, cursor }: Job, upload: Upload): Selection {
  const all = jobs.selection(id) ?? allFrom(1);
  const others = ranges.noted(id, ['accepted', 'rejected', 'invalid', 'uncertain']);
  const leftOut = ranges.withCode(id, 'already_accepted');
  const behindTheEnd = unreadBytes(upload, cursor) === 0 ? allFrom(cursor.record + 1) : [];
  return subtract(all, mergeRanges([...ranges.settled(id), ...others, ...leftOut, ...behindTheEnd]));
}
