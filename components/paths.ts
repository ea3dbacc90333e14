// The paths of the console, by subject.

import type { AuditQuery } from '#lib/core/audit/audit-filter.ts';
import type { JobListQuery } from '#lib/core/job/job-list.ts';
import { numberOf, type QueryString } from '#lib/core/network/query-string.ts';
import type { ReviewScope } from '#lib/core/review/review-scope.ts';
import type { ReviewFilter } from '#lib/core/review/review-view.ts';
import { type CsvQuery, csvQueryString } from '#lib/core/view/csv-query.ts';
import { ATTEMPT_STATES, type AttemptState } from '#lib/core/workflow/attempt/attempt.ts';

export const AUTHENTICATIONS = '/integrations/authentications';
export const CATALOG = '/integrations/catalog';

export function authenticationPath(id: number): string {
  return `${AUTHENTICATIONS}/${id}`;
}

/** The list with a newly created authentication highlighted. */
export function freshAuthenticationPath(id: number): string {
  return `${AUTHENTICATIONS}?fresh=${id}`;
}

/** `upload`: the file of the export to return to afterwards. */
export function newAuthenticationPath(type: string, upload?: number): string {
  return `${CATALOG}?new=${type}${upload === undefined ? '' : `&upload=${upload}`}`;
}

/** A new export that uses the authentication. */
export function newExportPath(authentication: number): string {
  return `${NEW_EXPORT}?authentication=${authentication}`;
}

export function authenticationJobsPath(id: number): string {
  return `${JOBS}?authentication=${id}`;
}

/** Where a person starts to create an authentication: the catalog or, if there is only one connector, its form. */
export function authenticationStartPath(types: readonly string[]): string {
  const [only, ...others] = types;
  return only === undefined || others.length > 0 ? CATALOG : newAuthenticationPath(only);
}

export const NEW_EXPORT = '/exports/new';

/** Files that were uploaded, and not sent yet. */
export const DRAFTS = '/jobs/drafts';

/** The steps of an export, in order. All but the first have paths below `exportPath`. */
export const EXPORT_STEPS = ['upload', 'header', 'match', 'review', 'send'] as const;
export type ExportStep = (typeof EXPORT_STEPS)[number];

/** Redirects to the current step of the upload's export. */
export function exportPath(upload: number): string {
  return `${NEW_EXPORT}/${upload}`;
}

/** The page to choose a sheet of the uploaded workbook; it belongs to the first step. */
export function sheetPath(upload: number): string {
  return `${exportPath(upload)}/sheet`;
}

export function stepPath(upload: number, step: ExportStep): string {
  return step === 'upload' ? NEW_EXPORT : `${exportPath(upload)}/${step}`;
}

/** The last test and rehearsal of a file. */
export function trialsPath(upload: number): string {
  return `${stepPath(upload, 'send')}/trials`;
}

export function nextPath(upload: number, step: ExportStep): string {
  return stepPath(upload, EXPORT_STEPS[EXPORT_STEPS.indexOf(step) + 1] ?? step);
}

export function previousPath(upload: number, step: ExportStep): string {
  return stepPath(upload, EXPORT_STEPS[EXPORT_STEPS.indexOf(step) - 1] ?? step);
}

export const MAPPINGS = '/integrations/mappings';

/** The review with a filter applied. */
export function reviewFilterPath(upload: number, filter: ReviewFilter): string {
  return `${stepPath(upload, 'review')}?${filterQuery(filter)}`;
}

/** `knownVersion`: the version that the page has. */
export function reviewStatePath({ upload, job }: ReviewScope, knownVersion: string | undefined): string {
  const query = new URLSearchParams({
    ...(job !== undefined && { job: String(job) }),
    ...(knownVersion && { known: knownVersion }),
  });
  return `${stepPath(upload, 'review')}/state?${query}`;
}

export function reviewNumbersPath(upload: number, filter: ReviewFilter): string {
  return `${stepPath(upload, 'review')}/numbers?${filterQuery(filter)}`;
}

/** The numbers of the records that match a filter and are not left out. */
export function includedNumbersPath(upload: number, filter: ReviewFilter): string {
  return `${reviewNumbersPath(upload, filter)}&included=1`;
}

/** The offered repairs with unmasked examples. */
export function repairExamplesPath({ upload, job }: ReviewScope): string {
  return `${stepPath(upload, 'review')}/examples${job === undefined ? '' : `?job=${job}`}`;
}

/** What all safe repairs would do. */
export function safeRepairsPath(upload: number): string {
  return `${stepPath(upload, 'review')}/repairs`;
}

/** The review with the list of repeats. */
export function repeatListPath(upload: number): string {
  return `${stepPath(upload, 'review')}?repeats=all`;
}

/** How many records repeat others; `/rows` below this path returns these records. */
export function repeatsPath(upload: number): string {
  return `${stepPath(upload, 'review')}/repeats`;
}

export function reviewCsvPath(upload: number): string {
  return `${stepPath(upload, 'review')}/invalid.csv`;
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

/** The page for fixing the rejected and invalid records of a job's export. */
export function fixPath(id: number): string {
  return `${jobPath(id)}/fix`;
}

export function batchesPath(id: number): string {
  return `${jobPath(id)}/batches`;
}

export function logPath(id: number): string {
  return `${jobPath(id)}/log`;
}

export function jobQueryPath(id: number): string {
  return `${jobPath(id)}/query`;
}

export function resultPath(id: number): string {
  return `${jobPath(id)}/result`;
}

/** Whether a path leads to a file with the values of many records, which needs a fresh proof. */
export function isBulkDownload(path: string): boolean {
  return /\/(?:(?:rejected|invalid)\.csv|result\.(?:csv|json))$/.test(path);
}

/** The full result as a file. */
export function resultFilePath(id: number, type: 'csv' | 'json'): string {
  return `${resultPath(id)}.${type}`;
}

/** The full log as a file. */
export function logTextPath(id: number): string {
  return `${jobPath(id)}/log.txt`;
}

/** Records of a job as CSV; by default the open records of its export. */
export function recordsCsvPath(id: number, query: Partial<CsvQuery> = {}): string {
  return `${jobPath(id)}/rejected.csv${csvQueryString(query)}`;
}

/** The job list, filtered and sorted by a query. */
export function jobsHref(query: JobListQuery): string {
  return JOBS + queryString(query);
}

export const QUERIES = '/workbench/queries';
export const NEW_QUERY = `${QUERIES}/new`;
export const DATABASES = '/workbench/databases';

export function queryPath(id: number): string {
  return `${QUERIES}/${id}`;
}

/** A new query on a database; if a table is given, prefilled with a SELECT from it. */
export function newQueryPath(database: string, table?: string): string {
  return `${NEW_QUERY}?${new URLSearchParams({ database, ...(table !== undefined && { table }) })}`;
}

/** A new query, prefilled with the SQL of a segment. */
export function segmentQueryPath(segment: number): string {
  return `${NEW_QUERY}?segment=${segment}`;
}

export function databasePath(database: string): string {
  return `${DATABASES}/${database}`;
}

export function tablePath(database: string, table: string): string {
  return `${databasePath(database)}/${table}`;
}

/** The page that uploads a file as a table. */
export function uploadTablePath(database?: string): string {
  return database === undefined ? '/workbench/upload' : `/workbench/upload?${new URLSearchParams({ database })}`;
}

/** The page of a query's schedule. */
export function schedulePath(query: number): string {
  return `${queryPath(query)}/schedule`;
}

export const PARENT_SEGMENTS = '/workbench/parent-segments';
export const NEW_PARENT_SEGMENT = `${PARENT_SEGMENTS}/new`;

export function parentSegmentPath(id: number): string {
  return `${PARENT_SEGMENTS}/${id}`;
}

export function parentSegmentBuildsPath(id: number): string {
  return `${parentSegmentPath(id)}/builds`;
}

export function parentSegmentColumnsPath(id: number): string {
  return `${parentSegmentPath(id)}/columns`;
}

export function editParentSegmentPath(id: number): string {
  return `${parentSegmentPath(id)}/edit`;
}

/** Whether a path belongs to the wizard, whose steps replace the section's navigation. */
export function isParentSegmentWizard(path: string): boolean {
  return path === NEW_PARENT_SEGMENT || /^\/workbench\/parent-segments\/\d+\/edit$/.test(path);
}

/** The wizard's route handlers: two check the chosen tables, one joins them for some customers. */
export const CHECK_MASTER = `${NEW_PARENT_SEGMENT}/check-master`;
export const CHECK_JOIN = `${NEW_PARENT_SEGMENT}/check-join`;
export const EXAMPLE_CUSTOMERS = `${NEW_PARENT_SEGMENT}/example-customers`;

export const STUDIO = '/audience';

/** Audience Studio on one parent segment: all its segments. */
export function studioPath(parentSegment: number): string {
  return `${STUDIO}/${parentSegment}`;
}

/** The activations of all segments of a parent segment. */
export function activationsPath(parentSegment: number): string {
  return `${studioPath(parentSegment)}/activations`;
}

/** `folder`: the id of the folder that the new segment is put into. */
export function newSegmentPath(parentSegment: number, folder?: number): string {
  return `${studioPath(parentSegment)}/segments/new${folder === undefined ? '' : `?folder=${folder}`}`;
}

/** The editor's route handlers, for an unsaved rule and for the values of a column. */
export function rulePopulationPath(parentSegment: number): string {
  return `${studioPath(parentSegment)}/rules/population`;
}

export function ruleSqlPath(parentSegment: number): string {
  return `${studioPath(parentSegment)}/rules/sql`;
}

export function columnValuesPath(parentSegment: number): string {
  return `${studioPath(parentSegment)}/rules/values`;
}

/** What identifies a segment in paths. */
export interface SegmentIds {
  readonly parentSegment: number;
  readonly id: number;
}

/** The rules of a segment. */
export function segmentPath({ parentSegment, id }: SegmentIds): string {
  return `${studioPath(parentSegment)}/segments/${id}`;
}

export function segmentActivationsPath(segment: SegmentIds): string {
  return `${segmentPath(segment)}/activations`;
}

export function segmentProfilesPath(segment: SegmentIds): string {
  return `${segmentPath(segment)}/profiles`;
}

export function segmentPopulationPath(segment: SegmentIds): string {
  return `${segmentPath(segment)}/population`;
}

export function segmentSqlPath(segment: SegmentIds): string {
  return `${segmentPath(segment)}/sql`;
}

/** The wizard of a new activation; `copyOf` is the activation whose choices it starts with. */
export function newActivationPath(segment: SegmentIds, copyOf?: number): string {
  return `${segmentActivationsPath(segment)}/new${copyOf === undefined ? '' : `?copy=${copyOf}`}`;
}

export function activationPath(segment: SegmentIds, activation: number): string {
  return `${segmentActivationsPath(segment)}/${activation}`;
}

export function editActivationPath(segment: SegmentIds, activation: number): string {
  return `${activationPath(segment, activation)}/edit`;
}

/** Whether a path belongs to the activation wizard, whose steps replace the list of segments. */
export function isActivationWizard(path: string): boolean {
  return /^\/audience\/\d+\/segments\/\d+\/activations\/(?:new|\d+\/edit)$/.test(path);
}

export const SANDBOX = '/sandbox';

/** Events that the sandbox received for one ad account. */
export function sandboxAccountPath(account: string): string {
  return `${SANDBOX}?${new URLSearchParams({ account })}`;
}

export const HASH_INSPECTOR = '/help/hash-inspector';

export const API_HELP = '/help/api';
/** How a segment is activated, in steps. */
export const AUDIENCE_HELP = '/help#audience-studio';

/** The page of both steps of signing in. */
export const SIGN_IN = '/sign-in';

/** My settings: the profile of the person who is signed in. */
export const ACCOUNT = '/account';
/** How the person signs in. */
export const SECURITY = '/account/security';

export const SETTINGS_PAGES = [
  'limits',
  'retention',
  'mail',
  'notifications',
  'people',
  'api-keys',
  'audit',
  'system',
] as const;
export type SettingsPage = (typeof SETTINGS_PAGES)[number];

/** The first page of the Control Panel has no path segment of its own. */
export function settingsPath(page: SettingsPage): string {
  return page === 'limits' ? '/settings' : `/settings/${page}`;
}

/** The audit log, filtered by a query. */
export function auditHref(query: AuditQuery): string {
  return `${settingsPath('audit')}${queryString(query)}`;
}

export function auditDownloadPath(format: 'csv' | 'jsonl', { before: _, after: __, ...filter }: AuditQuery): string {
  return `${settingsPath('audit')}/download.${format}${queryString(filter)}`;
}

/** The members of a query that are set, as a query string. */
export function queryString(query: object): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}

export const WORKFLOWS = '/workbench/workflows';
export const NEW_WORKFLOW_PROJECT = `${WORKFLOWS}/new`;
export const UPLOAD_WORKFLOW_PROJECT = `${NEW_WORKFLOW_PROJECT}?from=upload`;

/** The files of a project; `file`: the open one, `line`: where the cursor is. */
export function workflowProjectPath(project: number, at: { file?: string; line?: number } = {}): string {
  return `${WORKFLOWS}/${project}${queryString(at)}`;
}

/** The revisions of a project; `revision`: the one whose files are shown. */
export function workflowRevisionsPath(project: number, at: { revision?: number; file?: string } = {}): string {
  return `${WORKFLOWS}/${project}/revisions${queryString(at)}`;
}

/** The sessions of all workflows, or of one. */
export function workflowSessionsPath(workflow?: number): string {
  return `${WORKFLOWS}/sessions${workflow === undefined ? '' : `?workflow=${workflow}`}`;
}

/** Search parameters of the list of sessions. */
export interface SessionsQuery {
  readonly workflow?: number | undefined;
  readonly state?: AttemptState | undefined;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
}

/** Ignores invalid values. */
export function readSessionsQuery(params: QueryString): SessionsQuery {
  const before = numberOf(params['before']);
  return {
    workflow: numberOf(params['workflow']),
    state: ATTEMPT_STATES.find((state) => state === params['state']),
    before,
    after: before === undefined ? numberOf(params['after']) : undefined,
  };
}

export function sessionsHref(query: SessionsQuery): string {
  return workflowSessionsPath() + queryString(query);
}

/** The list's route handler for sessions that have not ended. */
export function sessionStatesPath(ids: readonly number[]): string {
  return `${WORKFLOWS}/sessions/states?ids=${ids.join()}`;
}

/** The timeline of an attempt of a session; `task`: the selected one. */
export function workflowAttemptPath(attempt: number, task?: number): string {
  return `${WORKFLOWS}/attempts/${attempt}${task === undefined ? '' : `?task=${task}`}`;
}

export function attemptTasksPath(attempt: number): string {
  return `${workflowAttemptPath(attempt)}/tasks`;
}

/** `query`: a query string with its question mark. */
export function attemptLogPath(attempt: number, query = ''): string {
  return `${workflowAttemptPath(attempt)}/log${query}`;
}

export function attemptHistoryPath(attempt: number): string {
  return `${workflowAttemptPath(attempt)}/history`;
}

/** The log as a file: the full log, or what `query` selects. */
export function attemptLogTextPath(attempt: number, query = ''): string {
  return `${workflowAttemptPath(attempt)}/log.txt${query}`;
}

/** The route handlers of a running attempt: its state, and the tasks that changed after a version. */
export function attemptStatePath(attempt: number): string {
  return `${workflowAttemptPath(attempt)}/state`;
}

export function attemptChangesPath(attempt: number, version: number): string {
  return `${workflowAttemptPath(attempt)}/changes?after=${version}`;
}

export function attemptLinesPath(attempt: number, query = ''): string {
  return `${workflowAttemptPath(attempt)}/lines${query}`;
}

export function taskDetailsPath(attempt: number, task: number): string {
  return `${workflowAttemptPath(attempt)}/tasks/${task}`;
}

export function taskParametersPath(attempt: number, task: number): string {
  return `${taskDetailsPath(attempt, task)}/parameters`;
}
