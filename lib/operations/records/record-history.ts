import { LEFT_OUT_CODES } from '../../core/delivery/settle.ts';
import { isFinal, type Job } from '../../core/job/job.ts';
import { isSelected, mergeRanges, type Selection } from '../../core/record/selection.ts';
import type { Fix } from '../../core/review/fix.ts';
import { leftOutIn, noneIfDeleted } from '../../core/review/fixer.ts';
import type { Upload } from '../../core/upload/upload.ts';
import type { NotedRecord } from '../../core/view/record-view.ts';
import type { RecordStep } from '../../core/view/story-view.ts';

export interface HistoryOptions {
  readonly files: { fixes(folder: string, bytes: number): Promise<readonly Fix[]> };
  readonly jobs: { selection(id: number): Promise<Selection | undefined> };
  readonly ranges: { settled(job: number): Promise<Selection>; uncertain(job: number): Promise<Selection> };
  readonly records: { find(job: number, record: number): Promise<NotedRecord | undefined> };
}

/** What happened to a record in each job that sends it, oldest first. `jobs` are the jobs of its story. */
export async function recordHistory(
  options: HistoryOptions,
  { jobs, upload }: { readonly jobs: readonly Job[]; readonly upload: Upload },
  record: number,
): Promise<RecordStep[]> {
  const steps: RecordStep[] = [];
  for (const job of jobs) {
    const selection = await options.jobs.selection(job.id);
    if (selection && !isSelected(selection, record)) continue;
    const isRead = record <= job.cursor.record;
    const noted = isRead ? await options.records.find(job.id, record) : undefined;
    const isLeftOut = isSelected(await leftOutBefore(options, job, upload), record);
    const parent = jobs.find(({ id }) => id === job.parentId);
    steps.push({
      job: job.id,
      at: job.endedAt ?? job.startedAt,
      outcome: isLeftOut ? 'left_out' : await outcomeIn(options, job, record, noted),
      isFixed: parent !== undefined && job.fixesBytes > parent.fixesBytes,
      codes: (noted?.issues ?? []).filter(({ severity }) => severity === 'error').map(({ code }) => code),
    });
  }
  return steps;
}

/** The records that were left out of a job's file before the job was created; empty once the file is deleted. */
async function leftOutBefore(
  { files }: HistoryOptions,
  { fixesBytes }: Job,
  { folder, deleted }: Upload,
): Promise<Selection> {
  return fixesBytes === 0 || deleted ? [] : leftOutIn(await files.fixes(folder, fixesBytes).catch(noneIfDeleted));
}

/**
 * The outcome of a record in a job. A record that is not noted was accepted if its batch is settled. It is uncertain if
 * its batch became uncertain after the file was deleted.
 */
async function outcomeIn(
  { ranges }: HistoryOptions,
  job: Job,
  record: number,
  noted: NotedRecord | undefined,
): Promise<RecordStep['outcome']> {
  const unsent = isFinal(job.state) ? 'not_sent' : 'waiting';
  if (record > job.cursor.record) return unsent;
  if (noted?.status === 'not_sent' && noted.issues.some(({ code }) => LEFT_OUT_CODES.includes(code))) return 'left_out';
  if (noted && noted.status !== 'not_sent') return noted.status;
  const isIn = (batches: Selection) => noted === undefined && isSelected(mergeRanges(batches), record);
  if (isIn(await ranges.uncertain(job.id))) return 'uncertain';
  return isIn(await ranges.settled(job.id)) ? 'accepted' : unsent;
}
