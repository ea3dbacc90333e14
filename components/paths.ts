import { JOB_FILTERS, type JobFilter } from '#lib/core/job/job.ts';
import { type CsvQuery, csvQueryString } from '#lib/core/view/csv-query.ts';
import { numberOf } from '#lib/core/view/record-query.ts';

export const JOBS = '/jobs';

export function jobPath(id: number): string {
  return `${JOBS}/${id}`;
}

export function recordsPath(id: number): string {
  return `${jobPath(id)}/records`;
}

/** Where a job's rejected and invalid records are repaired. */
export function fixPath(id: number): string {
  return `${jobPath(id)}/fix`;
}

export function requestsPath(id: number): string {
  return `${jobPath(id)}/requests`;
}

export function logPath(id: number): string {
  return `${jobPath(id)}/log`;
}

/** What a job has queried. */
export function queryOfJobPath(id: number): string {
  return `${jobPath(id)}/query`;
}

/** What came of a job's query. */
export function resultPath(id: number): string {
  return `${jobPath(id)}/result`;
}

/** The whole result as a file. */
export function resultFilePath(id: number, type: 'csv' | 'json'): string {
  return `${resultPath(id)}.${type}`;
}

/** The whole log as a file. */
export function logTextPath(id: number): string {
  return `${jobPath(id)}/log.txt`;
}

/** Records of a job as CSV: those that were not accepted, or what is asked for. */
export function recordsCsvPath(id: number, asked: Partial<CsvQuery> = {}): string {
  return `${jobPath(id)}/rejected.csv${csvQueryString(asked)}`;
}

/** What the address of the list says. */
export interface JobsQuery {
  readonly state?: JobFilter | undefined;
  readonly authentication?: number | undefined;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
}

/** What is not understood is left out. */
export function readJobsQuery(given: Readonly<Record<string, string | string[] | undefined>>): JobsQuery {
  return {
    state: JOB_FILTERS.find((state) => state === given['state']),
    authentication: numberOf(given['authentication']),
    before: numberOf(given['before']),
    after: given['before'] === undefined ? numberOf(given['after']) : undefined,
  };
}

export function jobsHref(query: JobsQuery): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return given.length === 0 ? JOBS : `${JOBS}?${new URLSearchParams(given)}`;
}
