// Every address of the console, by subject.

import { JOB_FILTERS, type JobFilter } from '#lib/core/job/job.ts';
import type { ReviewFilter } from '#lib/core/review/review-view.ts';
import type { Reviewed } from '#lib/core/review/reviewed.ts';
import { type CsvQuery, csvQueryString } from '#lib/core/view/csv-query.ts';
import { numberOf } from '#lib/core/view/record-query.ts';

export const AUTHENTICATIONS = '/integrations/authentications';
const CATALOG = '/integrations/catalog';

export function authenticationPath(id: number): string {
  return `${AUTHENTICATIONS}/${id}`;
}

/** The list with one marked: the one that was just made. */
export function freshAuthenticationPath(id: number): string {
  return `${AUTHENTICATIONS}?fresh=${id}`;
}

/** `upload`: of the export that waits for it. */
export function newAuthenticationPath(type: string, upload?: number): string {
  return `${CATALOG}?new=${type}${upload === undefined ? '' : `&upload=${upload}`}`;
}

export function exportToPath(id: number): string {
  return `/exports/new?authentication=${id}`;
}

export function jobsOfAuthenticationPath(id: number): string {
  return `/jobs?authentication=${id}`;
}

/** Straight into the form where there is only one thing to choose. */
export function createAuthenticationPath(types: readonly string[]): string {
  const [only, ...others] = types;
  return only === undefined || others.length > 0 ? CATALOG : newAuthenticationPath(only);
}

/** Where an export begins: the upload. */
export const NEW_EXPORT = '/exports/new';

/** The steps of an export, in order; each but the first stands under the upload's address. A new one is a line here. */
export const EXPORT_STEPS = ['upload', 'header', 'match', 'review', 'send'] as const;
export type ExportStep = (typeof EXPORT_STEPS)[number];

/** A file's own address: it leads to the step where its export stands. */
export function exportPath(upload: number): string {
  return `${NEW_EXPORT}/${upload}`;
}

export function stepPath(upload: number, step: ExportStep): string {
  return step === 'upload' ? NEW_EXPORT : `${exportPath(upload)}/${step}`;
}

/** The address of the step behind another. */
export function nextPath(upload: number, step: ExportStep): string {
  return stepPath(upload, EXPORT_STEPS[EXPORT_STEPS.indexOf(step) + 1] ?? step);
}

/** The address of the step before another. */
export function previousPath(upload: number, step: ExportStep): string {
  return stepPath(upload, EXPORT_STEPS[EXPORT_STEPS.indexOf(step) - 1] ?? step);
}

/** How files with known headers are matched. */
export const MAPPINGS = '/integrations/mappings';

/** The review with one of its filters chosen. */
export function reviewFilterPath(upload: number, filter: ReviewFilter): string {
  return `${stepPath(upload, 'review')}?${filterQuery(filter)}`;
}

export function statePath({ upload, job }: Reviewed): string {
  return `${stepPath(upload, 'review')}/state${job === undefined ? '' : `?job=${job}`}`;
}

export function numbersPath(upload: number, filter: ReviewFilter): string {
  return `${stepPath(upload, 'review')}/numbers?${filterQuery(filter)}`;
}

/** The rows with errors, as a file. */
export function reviewCsvPath(upload: number): string {
  return `${stepPath(upload, 'review')}/rejected.csv`;
}

function filterQuery({ show, code, column, job }: ReviewFilter): string {
  const query = {
    show,
    ...(code !== undefined && { code }),
    ...(column !== undefined && { column }),
    ...(job !== undefined && { job: String(job) }),
  };
  return new URLSearchParams(query).toString();
}

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

/** Where the workbench's pages are. */
export const QUERIES = '/workbench/queries';
export const NEW_QUERY = `${QUERIES}/new`;
export const DATABASES = '/workbench/databases';

export function queryPath(id: number): string {
  return `${QUERIES}/${id}`;
}

/** A new query that begins with a look at a table. */
export function newQueryPath(database: string, table?: string): string {
  return `${NEW_QUERY}?${new URLSearchParams({ database, ...(table !== undefined && { table }) })}`;
}

export function databasePath(database: string): string {
  return `${DATABASES}/${database}`;
}

export function tablePath(database: string, table: string): string {
  return `${databasePath(database)}/${table}`;
}

/** Where a file becomes a table. */
export function uploadTablePath(database?: string): string {
  return database === undefined ? '/workbench/upload' : `/workbench/upload?${new URLSearchParams({ database })}`;
}

/** Where a query's schedule and its planned times are. */
export function schedulePath(query: number): string {
  return `/workbench/queries/${query}/schedule`;
}

export const SANDBOX = '/sandbox';

/** What the sandbox received for one ad account. */
export function sandboxAccountPath(account: string): string {
  return `${SANDBOX}?${new URLSearchParams({ account })}`;
}

export const HASH_INSPECTOR = '/help/hash-inspector';

export const API_HELP = '/help/api';

export const SETTINGS_PAGES = ['limits', 'retention', 'mail', 'notifications', 'api-keys', 'system'] as const;
export type SettingsPage = (typeof SETTINGS_PAGES)[number];

/** The first page of the Control Panel has no name of its own in the address. */
export function settingsPath(page: SettingsPage): string {
  return page === 'limits' ? '/settings' : `/settings/${page}`;
}
