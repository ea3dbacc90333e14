import type { Authentication } from '../../core/access/authentication.ts';
import type { Connector } from '../../core/connector/connector.ts';
import { UserError } from '../../core/errors.ts';
import { flatMapSequentially } from '../../core/flat-map-sequentially.ts';
import { authenticationOf, isFinal, isResumable, type Job, type Resendable, uploadOf } from '../../core/job/job.ts';
import { keptAddress } from '../../core/job/job-destination.ts';
import { sumStory } from '../../core/job/story.ts';
import { allFrom, mergeRanges, type Selection, subtract } from '../../core/record/selection.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { usableAuthentication } from '../authentications/usable-authentication.ts';
import { type CreateExportOptions, createExport, type UploadPart } from '../exports/create-export.ts';
import { hasReadToEnd, type NotSentOptions, notSentOf } from '../records/not-sent.ts';
import { readableUpload } from '../uploads/readable-upload.ts';
import { jobOf } from './control-job.ts';
import { outcomesOf } from './story/read-story.ts';

export interface ResendOptions extends CreateExportOptions {
  readonly jobs: NotSentOptions['jobs'] & { find(id: number): Promise<Job | undefined> };
  readonly ranges: NotSentOptions['ranges'];
  readonly stories: { jobsOf(id: number): Promise<readonly Job[]> };
  readonly uploads: { get(id: number): Promise<Upload> };
  readonly files: { hasSpool(folder: string): Promise<boolean> };
  readonly authentications: { get(id: number): Promise<Authentication> };
  readonly connectorOf: (type: string) => Connector;
}

/**
 * Creates a queued job that resends those records of an ended job that have one of these outcomes. Event ids and
 * destination stay the same. Records that have an outcome in a later job, or that another job of the story will still
 * send, are excluded. Throws a UserError if there is nothing to send, or records with these outcomes cannot be resent.
 */
export async function resendRecords(
  options: ResendOptions,
  { id, statuses }: { id: number; statuses: readonly Resendable[] },
): Promise<Job> {
  const job = await jobOf(options, id);
  if (!isFinal(job.state)) throw new UserError('resend_not_ended', { id, state: job.state });
  // Records that the job itself may still send would be sent twice.
  if (statuses.includes('not_sent') && isResumable(job)) throw new UserError('resend_resumable', { id });
  if (statuses.includes('uncertain') && job.state !== 'killed') throw new UserError('resend_undecided', { id });
  const upload = await readableUpload(options, uploadOf(job));
  const jobs = await options.stories.jobsOf(id);
  const otherJobs = jobs.filter((other) => other.id !== id);
  // Read before the outcomes: a record that is sent in between is then in both lists, instead of in neither.
  const waitingRecords = await waitingIn(options, otherJobs, upload);
  const candidates = await recordsToResend(options, job, upload, { jobs, statuses });
  if (candidates.length === 0) throw new UserError('nothing_to_resend', { id, statuses });
  const selection = subtract(candidates, waitingRecords);
  if (selection.length === 0) throw new UserError('resend_under_way', { id });
  const part = { parentId: id, selection, newestInStory: jobs.at(-1)?.id, fixesBytes: job.fixesBytes };
  return createResendJob(options, job, upload, part);
}

/** Creates a job that sends another job's file, or a part of it, with the same settings and destination. */
export async function createResendJob(
  options: ResendOptions,
  job: Job,
  upload: Upload,
  part: UploadPart & { fixesBytes: number; domainKey?: string | undefined },
): Promise<Job> {
  const { mapping, constants } = job;
  const { fixesBytes, domainKey, ...uploadPart } = part;
  const resend = {
    connector: options.connectorOf(job.connector),
    upload,
    authentication: await usableAuthentication(options, authenticationOf(job)),
    parameters: job.parameters,
    matching: { mapping, constants },
    alreadyAccepted: job.alreadyAccepted,
    delivery: job.delivery,
    repeats: job.repeats,
    part: uploadPart,
    fixesBytes,
    domainKey,
    destination: keptAddress(job.destination),
  };
  return createExport(resend, options);
}

/** Records that these jobs will still send. */
async function waitingIn(options: ResendOptions, jobs: readonly Job[], upload: Upload): Promise<Selection> {
  const unfinished = jobs.filter((job) => !isFinal(job.state) || isResumable(job));
  return mergeRanges((await Promise.all(unfinished.map((job) => notSentOf(options, job, upload)))).flat());
}

async function recordsToResend(
  options: ResendOptions,
  job: Job,
  upload: Upload,
  { jobs, statuses }: { jobs: readonly Job[]; statuses: readonly Resendable[] },
): Promise<Selection> {
  const story = sumStory(await Promise.all(jobs.map((storyJob) => outcomesOf(options, storyJob))));
  const wanted: ReadonlySet<string> = new Set(statuses);
  const wantedResults = story.results.filter(({ job: id, result }) => id === job.id && wanted.has(result));
  const wantedRecords = wantedResults.flatMap(({ records }) => records);
  if (!statuses.includes('not_sent')) return mergeRanges(wantedRecords);
  // No records exist after the cursor of a job that has read its file to the end, so none can be unsent there.
  const afterEnd = await flatMapSequentially(jobs, async (storyJob) =>
    (await hasReadToEnd(options, storyJob, upload)) ? allFrom(storyJob.cursor.record + 1) : [],
  );
  const notAccepted = story.results.flatMap(({ records }) => records);
  const excluded = mergeRanges([...story.accepted, ...notAccepted, ...afterEnd]);
  return mergeRanges([...wantedRecords, ...subtract(await notSentOf(options, job, upload), excluded)]);
}
