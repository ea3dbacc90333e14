import type { Connector } from '../../../core/connector/connector.ts';
import { flatMapSequentially } from '../../../core/flat-map-sequentially.ts';
import { isFinal, type Job } from '../../../core/job/job.ts';
import type { ResultRecords } from '../../../core/job/story.ts';
import { intersect, isSelected, type Selection, sizeOf } from '../../../core/record/selection.ts';
import { countByCode, type IssueCount, outcomeOfError } from '../../../core/view/record-view.ts';
import type { OpenReason } from '../../../core/view/story-view.ts';
import { readStory } from './read-story.ts';
import { type StorySumOptions, storyKey } from './story-sums.ts';

export interface ReasonOptions extends StorySumOptions {
  readonly stories: StorySumOptions['stories'] & {
    rejections(
      job: number,
      limit: number,
    ): Promise<readonly { readonly record: number; readonly message: string | null }[]>;
  };
  readonly records: { issueCounts(job: number): Promise<readonly IssueCount[]> };
  readonly connectorOf: (type: string) => Pick<Connector, 'explainRejection' | 'deduplicationMs'>;
}

/** Rejections of a job beyond this number are counted without their messages. */
const MAX_MESSAGES = 50_000;

/**
 * Why records of an export are open, most frequent first. A record with several errors counts for each of them. Until
 * the only job of an export ends, its issue codes so far are counted.
 */
export async function openReasons(options: ReasonOptions, jobs: readonly Job[]): Promise<readonly OpenReason[]> {
  const [firstJob, ...laterJobs] = jobs;
  if (firstJob && laterJobs.length === 0 && !isFinal(firstJob.state)) return codesSoFar(options, firstJob);
  return options.storySums.reasons(await storyKey(options, jobs), async () => {
    const { results } = await readStory(options, jobs);
    const jobsById = new Map(jobs.map((job) => [job.id, job]));
    const reasons = await flatMapSequentially(results, (result) =>
      reasonsOf(options, jobsById.get(result.job), result),
    );
    return reasons.toSorted((a, b) => b.records - a.records);
  });
}

async function codesSoFar(options: ReasonOptions, { id: job, endedAt }: Job): Promise<OpenReason[]> {
  const counts = await options.records.issueCounts(job);
  return countByCode(counts, 'error').flatMap(({ code, records }) => {
    const result = outcomeOfError(code);
    if (result === 'accepted' || result === 'not_sent') return [];
    return [{ job, endedAt, result, code, records, columns: columnsOf(counts, code) }];
  });
}

async function reasonsOf(
  options: ReasonOptions,
  job: Job | undefined,
  { result, records }: ResultRecords,
): Promise<OpenReason[]> {
  if (!job || result === 'left_out' || records.length === 0) return [];
  if (result === 'rejected') return rejectionsOf(options, job, records);
  const { id, endedAt } = job;
  const counts = await options.records.issueCounts(id);
  return flatMapSequentially(countByCode(counts, 'error'), async ({ code }) => {
    if (outcomeOfError(code) !== result) return [];
    const count = sizeOf(intersect(records, await options.ranges.withCode(id, code)));
    return count === 0 ? [] : [{ job: id, endedAt, result, code, records: count, columns: columnsOf(counts, code) }];
  });
}

function columnsOf(counts: readonly IssueCount[], code: string): string[] {
  return counts.flatMap((count) => (count.code === code && count.column !== '' ? count.column : []));
}

/**
 * Groups rejections by their explanation. Messages that the connector does not know are grouped if they differ only in
 * numbers.
 */
async function rejectionsOf(
  { stories, connectorOf }: ReasonOptions,
  job: Job,
  openRecords: Selection,
): Promise<OpenReason[]> {
  const { explainRejection } = connectorOf(job.connector);
  const byKey = new Map<string, OpenReason>();
  let remaining = sizeOf(openRecords);
  for (const { record, message } of await stories.rejections(job.id, MAX_MESSAGES)) {
    if (!isSelected(openRecords, record)) continue;
    remaining -= 1;
    const { reason, field } = explainRejection(message ?? '');
    const key = reason === 'unknown' ? (message ?? '').replaceAll(/\d+/g, '#') : `${reason}:${field}`;
    const reasonSoFar = byKey.get(key);
    const rejection = { message: message ?? '', reason, field };
    byKey.set(key, { ...rejectedIn(job), rejection, ...reasonSoFar, records: (reasonSoFar?.records ?? 0) + 1 });
  }
  return [...byKey.values(), ...(remaining > 0 ? [{ ...rejectedIn(job), records: remaining }] : [])];
}

function rejectedIn({ id: job, endedAt }: Job) {
  return { job, endedAt, result: 'rejected', code: 'rejected', columns: [] } as const;
}
