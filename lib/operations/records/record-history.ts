import { LEFT_OUT_CODES } from '../../core/delivery/settle.ts';
import { isFinal, type Job } from '../../core/job/job.ts';
import { isSelected, mergeRanges, type Selection } from '../../core/record/selection.ts';
import type { NotedRecord } from '../../core/view/record-view.ts';
import type { RecordStep } from '../../core/view/story-view.ts';

export interface HistoryOptions {
  readonly jobs: { selection(id: number): Selection | undefined };
  readonly ranges: { settled(job: number): Selection };
  readonly records: { find(job: number, record: number): NotedRecord | undefined };
}

/** What happened to a record in each job of its export that was about it, oldest first. */
export function recordHistory(options: HistoryOptions, jobs: readonly Job[], record: number): RecordStep[] {
  return jobs.flatMap((job) => {
    const selection = options.jobs.selection(job.id);
    if (selection && !isSelected(selection, record)) return [];
    const isRead = record <= job.cursor.record;
    const noted = isRead ? options.records.find(job.id, record) : undefined;
    const outcome = isRead ? outcomeIn(options, job, record, noted) : isFinal(job.state) ? 'not_sent' : 'waiting';
    const parent = jobs.find(({ id }) => id === job.parentId);
    return {
      ...{ job: job.id, at: job.endedAt ?? job.startedAt, outcome },
      isFixed: parent !== undefined && job.fixesBytes > parent.fixesBytes,
      codes: (noted?.issues ?? []).filter(({ severity }) => severity === 'error').map(({ code }) => code),
    };
  });
}

/** Without a note, the record was accepted if its batch is settled. */
function outcomeIn(
  { ranges }: HistoryOptions,
  job: Job,
  record: number,
  noted: NotedRecord | undefined,
): RecordStep['outcome'] {
  if (noted?.status === 'not_sent' && noted.issues.some(({ code }) => LEFT_OUT_CODES.includes(code))) return 'left_out';
  if (noted && noted.status !== 'not_sent') return noted.status;
  const isSettled = noted === undefined && isSelected(mergeRanges(ranges.settled(job.id)), record);
  if (isSettled) return 'accepted';
  return isFinal(job.state) ? 'not_sent' : 'waiting';
}
