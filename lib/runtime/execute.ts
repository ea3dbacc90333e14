import { sha256 } from '../adapters/sha256.ts';
import { connectorOf } from '../connectors/registry.ts';
import type { Job, JobState, Refusal } from '../core/job.ts';
import { type ControlOptions, jobOf } from '../operations/control-job.ts';
import { executeJob, type Interrupt } from '../operations/execute-job.ts';
import { sweepPersonalData } from '../operations/sweep-personal-data.ts';
import type { Runtime } from '../runtime.ts';
import { personalDataOptions } from './sweeps.ts';

/**
 * Claims a job that is in one of these states and executes it until it ends, pauses or is interrupted. False where it was
 * not to be had: another process owns it, or it is in another state.
 */
export async function claimAndExecute(
  runtime: Runtime,
  jobId: number,
  from: readonly JobState[],
  interrupt: Interrupt,
): Promise<boolean> {
  const job = jobOf(runtime, jobId);
  const connector = connectorOf(job.connector);
  const authentication = runtime.authentications.get(job.authenticationId);
  const token = runtime.authentications.token(authentication.id);
  const upload = runtime.uploads.get(job.uploadId);
  const send = await runtime.senderFor(authentication);
  const ledger = runtime.jobs.claim(jobId, runtime.owner, from);
  if (!ledger) return false;
  runtime.logger.info({ job: job.id }, 'job claimed');
  await executeJob(
    {
      ledger,
      connector,
      token,
      openFile: (toldAt) => runtime.prepareFile(ledger.job, upload, toldAt),
      send,
      limiter: runtime.limiterFor(authentication, job.account),
      clock: runtime.clock,
      random: runtime.random,
      sha256,
      callsInFlight: runtime.env.callsInFlight,
      hasRoom: runtime.hasRoom,
      onRefusal: (kind) => noteRefusal(runtime, job, kind, token),
    },
    interrupt,
  );
  const { state, records } = ledger.current();
  if (records.accepted > ledger.job.records.accepted) runtime.authentications.markUsed(authentication.id);
  runtime.logger.info({ job: job.id, state }, 'job released');
  await keepNothing(runtime);
  return true;
}

/** Where nothing is to be kept, nothing waits for the next sweep. */
async function keepNothing(runtime: Runtime): Promise<void> {
  if (runtime.settings.current().retention_days > 0) return;
  try {
    await sweepPersonalData(personalDataOptions(runtime));
  } catch (error) {
    runtime.logger.error({ err: error }, 'personal data could not be deleted; the next sweep tries again');
  }
}

/** False where the token that was refused is no longer the one in use: that says nothing of the other jobs. */
function noteRefusal({ authentications, jobs }: Runtime, job: Job, kind: Refusal, token: string): boolean {
  if (authentications.token(job.authenticationId) !== token) return false;
  if (kind === 'unauthorized') authentications.markFailed(job.authenticationId);
  jobs.pauseOthers(job, kind);
  return true;
}

/** What it takes to stop and resume jobs from this process. */
export function controlOf(runtime: Runtime): ControlOptions {
  return {
    jobs: runtime.jobs,
    execute: (id, from, interrupt) => claimAndExecute(runtime, id, from, interrupt),
    isWorkerAlive: () => runtime.workers.isAnyAlive(),
    clock: runtime.clock,
  };
}
