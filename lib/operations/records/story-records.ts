import { flatMapSequentially } from '../../core/flat-map-sequentially.ts';
import { type Job, NOT_ACCEPTED } from '../../core/job/job.ts';
import type { Story } from '../../core/job/story.ts';
import {
  countUntil,
  intersect,
  isSelected,
  mergeRanges,
  recordsFrom,
  type Selection,
  sizeOf,
  subtract,
} from '../../core/record/selection.ts';
import { RECORD_STATUSES, type RecordFacets } from '../../core/view/record-query.ts';
import type { IssueCount, NotedRecord, RecordFilter } from '../../core/view/record-view.ts';
import type { ListRecordsOptions } from './list-records.ts';

export interface StoryRecordsOptions {
  readonly records: ListRecordsOptions['records'] & {
    numbers(job: number, filter: RecordFilter): Promise<Selection>;
    find(job: number, record: number): Promise<NotedRecord | undefined>;
  };
}

/** Records whose newest outcome comes from this job. */
interface JobRecords {
  readonly job: number;
  readonly records: Selection;
}

/**
 * The records of an export in pages, each with its newest outcome. For an export of a single job, these are the noted
 * records of the job.
 */
export function recordsOfStory(
  { records }: StoryRecordsOptions,
  jobs: readonly Job[],
  story: Story,
): ListRecordsOptions['records'] {
  if (jobs.length === 1) return records;
  const cache = new Map<string, readonly JobRecords[]>();
  const groupsOf = async (filter: RecordFilter): Promise<readonly JobRecords[]> => {
    const key = JSON.stringify(filter);
    const cached = cache.get(key);
    if (cached) return cached;
    const groupsOfJobs = await Promise.all(jobs.map(({ id }) => withStatus(id, filter, story, records)));
    const groups = await withIssue(groupsOfJobs.flat(), filter, records);
    cache.set(key, groups);
    return groups;
  };
  const allOf = async (filter: RecordFilter) => mergeRanges((await groupsOf(filter)).flatMap((group) => group.records));
  return {
    page: async (_, filter, after, limit) => {
      const all = await allOf(filter);
      const groups = await groupsOf(filter);
      return flatMapSequentially(recordsFrom(all, countUntil(all, after), limit), async (record) => {
        const job = groups.find((group) => isSelected(group.records, record))?.job;
        const noted = job === undefined ? undefined : await records.find(job, record);
        return noted ? [noted] : [];
      });
    },
    pageBefore: async (_, filter, after, limit) => {
      const all = await allOf(filter);
      const skipped = countUntil(all, after) - limit - 1;
      return skipped < 0 ? 0 : (recordsFrom(all, skipped, 1)[0] ?? 0);
    },
    count: async (_, filter, until) =>
      until === undefined ? sizeOf(await allOf(filter)) : countUntil(await allOf(filter), until),
  };
}

/** The records that have an issue with this code and column; all if the filter names neither. */
async function withIssue(
  groups: readonly JobRecords[],
  { code, column }: RecordFilter,
  records: StoryRecordsOptions['records'],
): Promise<readonly JobRecords[]> {
  if (code === undefined && column === undefined) return groups;
  const filter = { ...(code !== undefined && { code }), ...(column !== undefined && { column }) };
  return Promise.all(
    groups.map(async ({ job, records: jobRecords }) => ({
      job,
      records: jobRecords.length === 0 ? [] : intersect(jobRecords, await records.numbers(job, filter)),
    })),
  );
}

interface IssueCounts {
  issueCounts(job: number): Promise<readonly IssueCount[]>;
}

/** How many records of an export each filter finds, for an export of several jobs. */
export async function facetsOfStory(
  { records }: StoryRecordsOptions & { readonly records: IssueCounts },
  jobs: readonly Job[],
  story: Story,
): Promise<RecordFacets> {
  const pages = recordsOfStory({ records }, jobs, story);
  const counts: Partial<Record<(typeof RECORD_STATUSES)[number], number>> = {};
  // The pages of several jobs ignore the id of a job.
  for (const status of RECORD_STATUSES) counts[status] = await pages.count(0, { status });
  const issues = await flatMapSequentially(jobs, ({ id }) => issuesOf(id, story, records));
  return { counts: counts as RecordFacets['counts'], issues };
}

/** The issues of the records whose newest outcome comes from this job. */
async function issuesOf(
  job: number,
  story: Story,
  records: StoryRecordsOptions['records'] & IssueCounts,
): Promise<IssueCount[]> {
  const recordsWith = async (status: 'open' | 'warned') =>
    mergeRanges((await withStatus(job, { status }, story, records)).flatMap((group) => group.records));
  const open = await recordsWith('open');
  const warned = await recordsWith('warned');
  return flatMapSequentially(await records.issueCounts(job), async ({ severity, code, column }) => {
    const candidates = severity === 'error' ? open : warned;
    const count =
      candidates.length === 0 ? 0 : sizeOf(intersect(candidates, await records.numbers(job, { code, column })));
    return count === 0 ? [] : [{ severity, code, column, records: count }];
  });
}

/** The records with a status whose newest outcome comes from this job. */
async function withStatus(
  job: number,
  { status }: RecordFilter,
  { accepted, results }: Story,
  records: StoryRecordsOptions['records'],
): Promise<JobRecords[]> {
  const withResult = (...wanted: readonly string[]) =>
    results.flatMap(({ job: decidingJob, result, records: decided }) =>
      decidingJob === job && wanted.includes(result) ? [{ job, records: decided }] : [],
    );
  switch (status) {
    case 'rejected':
    case 'invalid':
    case 'uncertain':
      return withResult(status);
    case 'not_sent': {
      const withOutcome = mergeRanges([...accepted, ...results.flatMap((group) => group.records)]);
      const withoutOutcome = subtract(await records.numbers(job, { status }), withOutcome);
      return [...withResult('left_out'), { job, records: withoutOutcome }];
    }
    // Of the accepted records, only those with a warning are noted.
    case 'warned':
    case 'accepted':
      return [{ job, records: intersect(await records.numbers(job, { status: 'warned' }), accepted) }];
    default: // `open`, or a filter without a status
      return withResult(...NOT_ACCEPTED);
  }
}
