import { LEFT_OUT_CODES } from '../../core/delivery/settle.ts';
import { type Job, type Outcome, unreadBytesOf } from '../../core/job/job.ts';
import { allFrom, goesToEnd, mergeRanges, type Selection, subtract } from '../../core/record/selection.ts';
import type { Upload } from '../../core/upload/upload.ts';

export interface NotSentOptions {
  readonly jobs: {
    selection(id: number): Promise<Selection | undefined>;
    /** The last selected record; undefined for the whole file. */
    lastSelected(id: number): Promise<number | undefined>;
  };
  readonly ranges: {
    noted(job: number, statuses: readonly Outcome[]): Promise<Selection>;
    withCode(job: number, code: string): Promise<Selection>;
    settled(job: number): Promise<Selection>;
    uncertain(job: number): Promise<Selection>;
  };
}

/**
 * The unsent records of a job. Most of them have no row in the ledger: they have neither a settled batch nor another
 * outcome. Records that would be left out again are excluded.
 */
export async function notSentOf({ jobs, ranges }: NotSentOptions, job: Job, upload: Upload): Promise<Selection> {
  const { id, cursor } = job;
  const all = (await jobs.selection(id)) ?? allFrom(1);
  const withOtherOutcome = await ranges.noted(id, ['accepted', 'rejected', 'invalid', 'uncertain']);
  const leftOut = (await Promise.all(LEFT_OUT_CODES.map((code) => ranges.withCode(id, code)))).flat();
  const afterEnd = unreadBytesOf(job, upload) === 0 ? allFrom(cursor.record + 1) : [];
  return subtract(all, mergeRanges([...(await ranges.settled(id)), ...withOtherOutcome, ...leftOut, ...afterEnd]));
}

/** Whether a job has read its file to the end. A job with selected records stops at the last of them. */
export async function hasReadToEnd(
  { jobs }: { readonly jobs: Pick<NotSentOptions['jobs'], 'lastSelected'> },
  job: Job,
  upload: Upload,
): Promise<boolean> {
  return unreadBytesOf(job, upload) === 0 && goesToEnd(await jobs.lastSelected(job.id));
}
