import type { Authentication } from '../../core/access/authentication.ts';
import type { ActivationPlace } from '../../core/audience/activation/saved-activation.ts';
import type { Clock } from '../../core/clock.ts';
import type { LogLine } from '../../core/delivery/ledger.ts';
import { isResumable, type Job, OUTCOMES, type Outcome, unreadBytesOf } from '../../core/job/job.ts';
import { isTextDeleted } from '../../core/job/query.ts';
import type { PlannedQuery } from '../../core/query/saved-query.ts';
import type { NumericSettings } from '../../core/settings/numeric-settings.ts';
import type { Upload } from '../../core/upload/upload.ts';
import type { JobRetention, JobSummary, JobView } from '../../core/view/job-view.ts';
import type { LogSection } from '../../core/view/log-query.ts';
import type { IssueCount } from '../../core/view/record-view.ts';
import type { Replication, ReplicationFault } from '../../core/view/replication.ts';
import { type ControlOptions, jobOf } from './control-job.ts';
import { jobName, type NameSources } from './job-name.ts';
import type { ReasonOptions } from './story/open-reasons.ts';
import { readStorySum, type StorySumOptions } from './story/story-sums.ts';
import { viewStory } from './story/view-story.ts';
import { type OutageOptions, outageOf, retryAtOf } from './view-outage.ts';

export interface SummaryOptions extends NameSources, StorySumOptions, OutageOptions {
  readonly uploads: { get(id: number): Promise<Upload> };
  readonly authentications: { get(id: number): Promise<Authentication> };
  readonly clock: Clock;
  readonly log: { page(job: number, page: LogSection): Promise<readonly LogLine[]> };
}

interface HeldBackOptions {
  readonly replication: () => Promise<Replication | null>;
}

export interface ViewOptions extends SummaryOptions, ReasonOptions, HeldBackOptions {
  readonly jobs: SummaryOptions['jobs'] &
    ControlOptions['jobs'] & {
      children(id: number): Promise<readonly Pick<Job, 'id' | 'state' | 'fixesBytes'>[]>;
    };
  readonly stories: ReasonOptions['stories'];
  readonly records: {
    countByStatus(job: Pick<Job, 'id' | 'records'>): Promise<ReadonlyMap<Outcome, number>>;
    issueCounts(job: number): Promise<readonly IssueCount[]>;
    warningsOfNotAccepted(job: number): Promise<readonly IssueCount[]>;
  };
  readonly log: SummaryOptions['log'] & { countWarnings(job: number): Promise<number> };
  readonly plannedRuns: { queryOfJob(job: number): Promise<PlannedQuery | undefined> };
  readonly builds: {
    parentSegmentOfJob(job: number): Promise<{ readonly id: number; readonly name: string } | undefined>;
  };
  readonly activations: { ofJob(job: number): Promise<ActivationPlace | undefined> };
  readonly workers: { isAnyAlive(): Promise<boolean> };
  readonly retention: {
    dueAt(upload: number, days: number): Promise<number | null>;
    jobsOf(upload: number): Promise<readonly number[]>;
  };
  readonly settings: { current(): Promise<NumericSettings> };
}

const MAX_LINES = 50;
/** If more records were not accepted, counting their warnings takes too long for a page that polls every second. */
const MAX_NOT_ACCEPTED = 20_000;

/** A job with its name, its authentication, and the sum of its export. */
export async function summarizeJob(job: Job, options: SummaryOptions): Promise<JobSummary> {
  return { ...(await describeJob(job, options)), story: await readStorySum(options, job) };
}

async function describeJob(job: Job, options: SummaryOptions): Promise<Omit<JobSummary, 'story'>> {
  const { id, state, request, testEvent, account, records, error, createdAt, startedAt, endedAt } = job;
  const { uploads, authentications, clock } = options;
  const upload = job.uploadId === null ? undefined : await uploads.get(job.uploadId);
  const authentication = job.authenticationId === null ? undefined : await authentications.get(job.authenticationId);
  return {
    id,
    type: job.type,
    state,
    request,
    testEvent,
    account,
    records,
    error,
    createdAt,
    startedAt,
    endedAt,
    name: await jobName(job, options),
    authentication: authentication
      ? { id: authentication.id, name: authentication.name, target: authentication.target }
      : null,
    bytes: upload ? bytesOf(job, upload) : { read: 0, total: 0 },
    isResumable: isResumable(job) && !(upload ? upload.deleted : job.query && isTextDeleted(job.query)),
    workedUntil: await workedUntil(job, options),
    retryAt: await retryAtOf(job, options),
    at: clock.now(),
  };
}

function bytesOf(job: Job, upload: Upload): JobSummary['bytes'] {
  const total = upload.spoolBytes - upload.start.byte;
  return { read: total - unreadBytesOf(job, upload), total };
}

/** When the job ended or paused; the current time if it did neither. */
async function workedUntil({ id, state, endedAt }: Job, { log, clock }: SummaryOptions): Promise<number> {
  const pausedAt = state === 'paused' ? (await log.page(id, { limit: 1 })).at(-1)?.at : undefined;
  return endedAt ?? pausedAt ?? clock.now();
}

/** The data of a job's page. Throws UserError `job_unknown`. */
export async function viewJob(options: ViewOptions, id: number): Promise<JobView> {
  const { records, log, plannedRuns, workers } = options;
  const job = await jobOf(options, id);
  const { parentId } = job;
  const counts = await records.countByStatus(job);
  const newestLines = await log.page(id, { limit: MAX_LINES });
  const notAccepted = [...counts].reduce((sum, [outcome, count]) => sum + (outcome === 'accepted' ? 0 : count), 0);
  const noted = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, counts.get(outcome) ?? 0]));
  return {
    ...(await describeJob(job, options)),
    story: await viewStory(options, job),
    connector: job.connector,
    destination: job.destination,
    skipInvalidRecord: job.skipInvalidRecord,
    alreadyAccepted: job.alreadyAccepted,
    delivery: job.delivery,
    repeats: { choice: job.repeats, counted: job.countedRepeats },
    resentAfterUnknown: job.resentAfterUnknown,
    batches: job.batches,
    calls: job.calls,
    parentId,
    engineAddress: job.query?.engineAddress ?? null,
    children: (await options.jobs.children(id)).map((child) => ({
      id: child.id,
      state: child.state,
      isFixed: child.fixesBytes > job.fixesBytes,
    })),
    isFixed: parentId !== null && job.fixesBytes > (await jobOf(options, parentId)).fixesBytes,
    hasUnreadRecords: await hasUnreadRecords(job, options),
    isPastWindow: isPastWindow(job, options),
    uploadId: job.uploadId,
    noted: noted as Record<Outcome, number>,
    issues: await records.issueCounts(id),
    warningsOfNotAccepted: notAccepted > MAX_NOT_ACCEPTED ? null : await records.warningsOfNotAccepted(id),
    log: newestLines,
    outage: await outageOf(job, newestLines, options),
    warnings: { count: await log.countWarnings(id), log: await log.page(id, { limit: MAX_LINES, atLeast: 'warn' }) },
    savedQuery: (await plannedRuns.queryOfJob(id)) ?? null,
    parentSegment: (await options.builds.parentSegmentOfJob(id)) ?? null,
    activation: (await options.activations.ofJob(id)) ?? null,
    retention: await retentionOf(job, options),
    heldBackBy: await heldBackBy(job, options),
    isWorkerAlive: await workers.isAnyAlive(),
  };
}

/** Why workers hold a queued job back: commits of the database could be lost, or block. Null if they do not. */
export async function heldBackBy({ state, error }: Job, options: HeldBackOptions): Promise<ReplicationFault | null> {
  if (state !== 'queued' || error !== null) return null;
  return (await options.replication())?.fault ?? null;
}

/** Whether the job has unread records. */
async function hasUnreadRecords(job: Job, { uploads, jobs }: ViewOptions): Promise<boolean> {
  const { id, uploadId, cursor } = job;
  if (uploadId === null) return false;
  const last = (await jobs.lastSelected(id)) ?? Number.POSITIVE_INFINITY;
  return unreadBytesOf(job, await uploads.get(uploadId)) > 0 && cursor.record < last;
}

/** Whether the job started so long ago that the receiving service may count a repeated event twice. */
function isPastWindow({ startedAt, connector }: Job, { clock, connectorOf }: ViewOptions): boolean {
  if (startedAt === null || connector === '') return false;
  return clock.now() - startedAt > connectorOf(connector).deduplicationMs;
}

async function retentionOf(
  { id, uploadId }: Job,
  { uploads, retention, settings }: ViewOptions,
): Promise<JobRetention> {
  if (uploadId === null) return { deleted: null, dueAt: null, sharedWith: [] };
  return {
    deleted: (await uploads.get(uploadId)).deleted,
    dueAt: await retention.dueAt(uploadId, (await settings.current()).retention_days),
    sharedWith: (await retention.jobsOf(uploadId)).filter((other) => other !== id),
  };
}
