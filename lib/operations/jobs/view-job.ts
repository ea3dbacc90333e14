import type { Authentication } from '../../core/access/authentication.ts';
import type { ActivationPlace } from '../../core/audience/activation/saved-activation.ts';
import type { Clock } from '../../core/clock.ts';
import type { LogLine } from '../../core/delivery/ledger.ts';
import { isResumable, type Job, OUTCOMES, type Outcome, unreadOf } from '../../core/job/job.ts';
import type { PlannedQuery } from '../../core/query/saved-query.ts';
import { duplicateWindowOf, type Settings } from '../../core/settings/settings.ts';
import type { Upload } from '../../core/upload/upload.ts';
import type { JobRetention, JobSummary, JobView } from '../../core/view/job-view.ts';
import type { LogPage } from '../../core/view/log-query.ts';
import type { IssueCount } from '../../core/view/record-view.ts';
import { type ControlOptions, jobOf } from './control-job.ts';
import { jobName, type NameSources } from './job-name.ts';
import type { ReasonOptions } from './story/open-reasons.ts';
import { type StorySumOptions, sumStory } from './story/story-sums.ts';
import { viewStory } from './story/view-story.ts';
import { type OutageOptions, outageOf, retryAtOf } from './view-outage.ts';

export interface SummaryOptions extends NameSources, StorySumOptions, OutageOptions {
  readonly uploads: { get(id: number): Upload };
  readonly authentications: { get(id: number): Authentication };
  readonly clock: Clock;
  readonly log: { page(job: number, page: LogPage): readonly LogLine[] };
}

export interface ViewOptions extends SummaryOptions, ReasonOptions {
  readonly jobs: SummaryOptions['jobs'] &
    ControlOptions['jobs'] & {
      children(id: number): readonly Pick<Job, 'id' | 'state' | 'fixesBytes'>[];
      lastSelected(id: number): number | undefined;
    };
  readonly stories: ReasonOptions['stories'];
  readonly records: {
    countByStatus(job: number): ReadonlyMap<Outcome, number>;
    issueCounts(job: number): readonly IssueCount[];
    unsentWarnings(job: number): readonly IssueCount[];
  };
  readonly log: SummaryOptions['log'] & { countWarnings(job: number): number };
  readonly plannedRuns: { queryOfJob(job: number): PlannedQuery | undefined };
  readonly builds: { nameOfJob(job: number): { readonly id: number; readonly name: string } | undefined };
  readonly activations: { ofJob(job: number): ActivationPlace | undefined };
  readonly workers: { isAnyAlive(): boolean };
  readonly retention: {
    dueAt(upload: number, days: number): number | null;
    jobsOf(upload: number): readonly number[];
  };
  readonly settings: { current(): Settings };
}

const MAX_LINES = 50;
/** The warnings of more records take too long to count for a page that polls every second. */
const MAX_UNSENT = 20_000;

/** A job with the names of its file and authentication, and the sum of its export. */
export async function summariseJob(job: Job, options: SummaryOptions): Promise<JobSummary> {
  return { ...describeJob(job, options), story: await sumStory(options, job) };
}

function describeJob(job: Job, options: SummaryOptions): Omit<JobSummary, 'story'> {
  const { id, state, request, testEvent, account, records, error, createdAt, startedAt, endedAt } = job;
  const { uploads, authentications, clock } = options;
  const upload = job.uploadId === null ? undefined : uploads.get(job.uploadId);
  const authentication = job.authenticationId === null ? undefined : authentications.get(job.authenticationId);
  return {
    ...{ id, state, request, testEvent, account, records, error, createdAt, startedAt, endedAt },
    ...{ type: job.type, file: jobName(job, options) },
    authentication: authentication
      ? { id: authentication.id, name: authentication.name, target: authentication.target }
      : null,
    bytes: upload ? bytesOf(job, upload) : { read: 0, total: 0 },
    isResumable: isResumable(job) && !upload?.deleted,
    workedUntil: workedUntil(job, options),
    retryAt: retryAtOf(job, options),
    at: clock.now(),
  };
}

function bytesOf(job: Job, upload: Upload): JobSummary['bytes'] {
  const total = upload.spoolBytes - upload.start.byte;
  return { read: total - unreadOf(job, upload), total };
}

function workedUntil({ id, state, endedAt }: Job, { log, clock }: SummaryOptions): number {
  const last = state === 'paused' ? log.page(id, { limit: 1 }).at(-1)?.at : undefined;
  return endedAt ?? last ?? clock.now();
}

/** The data of a job's page. Throws UserError `job_unknown`. */
export async function viewJob(options: ViewOptions, id: number): Promise<JobView> {
  const { records, log, plannedRuns, workers } = options;
  const job = jobOf(options, id);
  const { connector, destination, skipInvalidRecord, alreadyAccepted, delivery } = job;
  const { repeats, countedRepeats } = job;
  const { resentAfterUnknown, batches, calls, parentId } = job;
  const counts = records.countByStatus(id);
  const newest = log.page(id, { limit: MAX_LINES });
  const unsent = [...counts].reduce((sum, [outcome, count]) => sum + (outcome === 'accepted' ? 0 : count), 0);
  const noted = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, counts.get(outcome) ?? 0]));
  return {
    ...describeJob(job, options),
    story: await viewStory(options, job),
    ...{ connector, destination, skipInvalidRecord, alreadyAccepted, delivery },
    repeats: { choice: repeats, counted: countedRepeats },
    ...{ resentAfterUnknown, batches, calls, parentId, engineAddress: job.query?.engineAddress ?? null },
    children: options.jobs.children(id).map((child) => ({
      ...{ id: child.id, state: child.state },
      isFixed: child.fixesBytes > job.fixesBytes,
    })),
    isFixed: parentId !== null && job.fixesBytes > jobOf(options, parentId).fixesBytes,
    isUnread: isUnread(job, options),
    isPastWindow: isPastWindow(job, options),
    uploadId: job.uploadId,
    noted: noted as Record<Outcome, number>,
    issues: records.issueCounts(id),
    unsentWarnings: unsent > MAX_UNSENT ? null : records.unsentWarnings(id),
    log: newest,
    outage: outageOf(job, newest, options),
    warnings: { count: log.countWarnings(id), log: log.page(id, { limit: MAX_LINES, atLeast: 'warn' }) },
    savedQuery: plannedRuns.queryOfJob(id) ?? null,
    parentSegment: options.builds.nameOfJob(id) ?? null,
    activation: options.activations.ofJob(id) ?? null,
    retention: retentionOf(job, options),
    isWorkerAlive: workers.isAnyAlive(),
  };
}

/** Whether the job has unread records. */
function isUnread(job: Job, { uploads, jobs }: ViewOptions): boolean {
  const { id, uploadId, cursor } = job;
  if (uploadId === null) return false;
  const last = jobs.lastSelected(id) ?? Number.POSITIVE_INFINITY;
  return unreadOf(job, uploads.get(uploadId)) > 0 && cursor.record < last;
}

function isPastWindow({ startedAt }: Job, { clock, settings }: ViewOptions): boolean {
  return startedAt !== null && clock.now() - startedAt > duplicateWindowOf(settings.current());
}

function retentionOf({ id, uploadId }: Job, { uploads, retention, settings }: ViewOptions): JobRetention {
  if (uploadId === null) return { deleted: null, dueAt: null, sharedWith: [] };
  return {
    deleted: uploads.get(uploadId).deleted,
    dueAt: retention.dueAt(uploadId, settings.current().retention_days),
    sharedWith: retention.jobsOf(uploadId).filter((other) => other !== id),
  };
}
