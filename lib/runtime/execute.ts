import { sha256 } from '../adapters/delivery/sha256.ts';
import type { ClaimOptions } from '../adapters/store/jobs/job-claims.ts';
import type { DatabaseJobLedger } from '../adapters/store/jobs/job-ledger.ts';
import { connectorOf } from '../connectors/registry.ts';
import { UserError } from '../core/errors.ts';
import { type Job, type JobState, MAX_DEATHS, type Refusal, uploadOf } from '../core/job/job.ts';
import { destinationOf } from '../core/job/job-destination.ts';
import { compilePlan } from '../core/record/plan.ts';
import type { Upload } from '../core/upload/upload.ts';
import { countPopulations } from '../operations/audience/count-populations.ts';
import { runBuild } from '../operations/audience/run-build.ts';
import { executeJob } from '../operations/delivery/execute-job.ts';
import type { Interrupt } from '../operations/delivery/job-lease.ts';
import { runLeased } from '../operations/delivery/run-leased.ts';
import { PROCESS_DIED, TOKEN_UNREADABLE } from '../operations/delivery/stops.ts';
import { refuseDoubtfulWords } from '../operations/exports/refuse-doubtful-words.ts';
import { type ControlOptions, jobOf } from '../operations/jobs/control-job.ts';
import { runQuery } from '../operations/queries/run-query.ts';
import { sweepPersonalData } from '../operations/settings/sweep-personal-data.ts';
import { freezeResult } from './queries/freeze-result.ts';
import type { Runtime } from './runtime.ts';
import { personalDataOptions } from './sweeps.ts';

/** Delay before work that failed because of this machine is claimed again: a fault takes time, or a person, to fix. */
export const FAULT_DELAY_MS = 2000;

/**
 * Claims a job that is in one of these states and executes it until it ends, pauses or is interrupted. False if it
 * could not be claimed: another process owns it, it is in another state, it was created for another destination, or
 * `perAccount` other jobs of its account are running.
 */
export async function claimAndExecute(
  runtime: Runtime,
  jobId: number,
  from: readonly JobState[],
  interrupt: Interrupt,
  { perAccount }: Pick<ClaimOptions, 'perAccount'> = {},
): Promise<boolean> {
  const job = await jobOf(runtime, jobId);
  const sender = job.authenticationId === null ? undefined : await findSender(runtime, job, job.authenticationId);
  // A job interrupted before it starts sends nothing, so jobs of other destinations can be stopped here.
  const ledger = await runtime.jobClaims.claim(jobId, runtime.owner, from, {
    isOnlyStopped: interrupt.signal.aborted,
    perAccount: interrupt.signal.aborted ? undefined : perAccount,
  });
  if (!ledger) return false;
  runtime.logger.info({ job: jobId }, 'job claimed');
  // A process died while it executed the job: it could crash the next process, too, and interrupt its other jobs.
  if (ledger.job.deaths >= MAX_DEATHS && !interrupt.signal.aborted) await pause(ledger, PROCESS_DIED);
  else if (sender === TOKEN_UNREADABLE && !interrupt.signal.aborted) await pause(ledger, sender);
  else if (ledger.job.type === 'build') await buildAndCount(runtime, ledger, interrupt);
  else {
    const ready = await withResult(runtime, ledger, interrupt);
    if (ready && sender && 'token' in sender) await sendRecords(runtime, ready, sender, interrupt);
  }
  runtime.logger.info({ job: jobId, state: (await ledger.current()).state }, 'job released');
  await deleteUnkept(runtime);
  return true;
}

async function pause(ledger: DatabaseJobLedger, { state, error }: typeof PROCESS_DIED | typeof TOKEN_UNREADABLE) {
  await ledger.log('error', error.code, error.params);
  await ledger.finish(state, error);
}

/** The job with its upload. A query without a result is run first; undefined if there is nothing to send now. */
async function withResult(
  runtime: Runtime,
  ledger: DatabaseJobLedger,
  interrupt: Interrupt,
): Promise<DatabaseJobLedger | undefined> {
  const { query, uploadId, authenticationId } = ledger.job;
  if (query === null || (uploadId !== null && authenticationId !== null)) return ledger;
  if (uploadId !== null) return endWithResult(runtime, ledger, interrupt);
  const freeze = (signal: AbortSignal) => freezeResult(runtime, { ledger, query, signal });
  const continues = await runQuery({ ledger, query, freeze, hasRoom: runtime.hasRoom }, interrupt);
  return continues ? await runtime.jobClaims.reload(ledger) : undefined;
}

/** Ends a job that does not send the result of its query, if a process stored the result but did not end the job. */
async function endWithResult(
  { hasRoom }: Runtime,
  ledger: DatabaseJobLedger,
  interrupt: Interrupt,
): Promise<undefined> {
  await runLeased({ ledger, hasRoom, failureCode: 'query_failed' }, interrupt, async ({ signal }) => {
    signal.throwIfAborted();
    await ledger.finish('success', null);
  });
}

/** Counts the segments after the job has ended, so that the build does not wait for the counts. */
async function buildAndCount(runtime: Runtime, ledger: DatabaseJobLedger, interrupt: Interrupt): Promise<void> {
  await runBuild({ ...runtime, ledger }, interrupt);
  const { id, state } = await ledger.current();
  const definition = await runtime.builds.definition(id);
  if (state !== 'success' || !definition) return;
  await countPopulations(runtime, definition.parentSegment, interrupt.signal);
}

type Sender = Awaited<ReturnType<typeof senderOf>>;

/** The sender of a job; why the job pauses if its token cannot be decrypted. */
async function findSender(runtime: Runtime, job: Job, authentication: number) {
  return senderOf(runtime, job, authentication).catch((error: unknown) => {
    if (error instanceof UserError && error.code === 'key_wrong') return TOKEN_UNREADABLE;
    throw error;
  });
}

/** Token, sender and limiter of a job; created before the claim, because a sandbox may have to start. */
async function senderOf(runtime: Runtime, { account }: Pick<Job, 'account'>, authenticationId: number) {
  const authentication = await runtime.authentications.get(authenticationId);
  return {
    authentication: authenticationId,
    token: await runtime.authentications.token(authenticationId),
    destination: destinationOf(authentication, runtime.env),
    send: await runtime.senderFor(authentication),
    limiter: runtime.limiterFor(authentication, account),
  };
}

async function sendRecords(
  runtime: Runtime,
  ledger: DatabaseJobLedger,
  { authentication, token, destination, send, limiter }: Sender,
  interrupt: Interrupt,
): Promise<void> {
  const { job } = ledger;
  // The claim compares the destinations, too. This check ensures that no token is sent to another destination.
  if (destination !== job.destination && !interrupt.signal.aborted)
    throw new Error('the job is bound to another destination');
  const upload = await runtime.uploads.get(uploadOf(job));
  const isCurrentToken = async () => (await runtime.authentications.token(authentication)) === token;
  await executeJob(
    {
      ledger,
      token,
      send,
      limiter,
      sha256,
      connector: connectorOf(job.connector),
      start: upload.start,
      newSeenEvents: () => runtime.newSeenEvents(upload),
      openFile: async (firstWarnedAt) => {
        if (job.records.read === 0) await refuseDoubtful(runtime, job, upload);
        return runtime.prepareFile(job, upload, firstWarnedAt);
      },
      clock: runtime.clock,
      random: runtime.random,
      release: runtime.release,
      callsInFlight: runtime.env.callsInFlight,
      hasRoom: runtime.hasRoom,
      isCurrentToken,
      onRefusal: (kind) => pauseAffectedJobs(runtime, { job, kind, authentication, isCurrentToken }),
    },
    interrupt,
  );
  if ((await ledger.current()).records.accepted > job.records.accepted)
    await runtime.authentications.markUsed(authentication);
}

/** Checks the whole file, even for a job of selected records, because a doubtful word may be in any record. */
function refuseDoubtful({ fixedRowsOf }: Runtime, job: Job, upload: Upload): Promise<void> {
  const plan = compilePlan(connectorOf(job.connector).fields, upload.header, job);
  return refuseDoubtfulWords(plan, fixedRowsOf(job, upload).rows(upload.start));
}

/** Deletes personal data immediately if none is to be kept. */
export async function deleteUnkept(runtime: Runtime): Promise<void> {
  if ((await runtime.settings.current()).retention_days > 0) return;
  try {
    await sweepPersonalData(await personalDataOptions(runtime));
  } catch (error) {
    runtime.logger.error({ err: error }, 'personal data could not be deleted; the next sweep tries again');
  }
}

/** Pauses the other jobs that a refusal affects. Returns false and pauses none if the token has been replaced. */
function pauseAffectedJobs(
  { authentications, jobRequests, inOneTransaction }: Runtime,
  refused: { job: Job; kind: Refusal; authentication: number; isCurrentToken: () => Promise<boolean> },
): Promise<boolean> {
  const { job, kind, authentication, isCurrentToken } = refused;
  return inOneTransaction(async () => {
    if (!(await isCurrentToken())) return false;
    if (kind === 'unauthorized') await authentications.markFailed(authentication);
    await jobRequests.pauseOthers(job, kind);
    return true;
  });
}

/** Options for stopping and resuming jobs from this process. */
export function controlOf(runtime: Runtime): ControlOptions {
  return {
    jobs: runtime.jobs,
    jobRequests: runtime.jobRequests,
    execute: (id, from, interrupt) => claimAndExecute(runtime, id, from, interrupt),
    isWorkerAlive: () => runtime.workers.isAnyAlive(),
    clock: runtime.clock,
  };
}
