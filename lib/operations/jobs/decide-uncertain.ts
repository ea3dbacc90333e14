import type { Authentication } from '../../core/access/authentication.ts';
import type { Connector } from '../../core/connector/connector.ts';
import type { ByteEffects } from '../../core/delivery/batch.ts';
import type { Decision } from '../../core/delivery/decision.ts';
import { type Digests, NO_DIGESTS } from '../../core/delivery/digests.ts';
import { type Batch, type JobLedger, LeaseLost } from '../../core/delivery/ledger.ts';
import { UserError } from '../../core/errors.ts';
import { authenticationOf, finalStateOf, isResumable, type Job } from '../../core/job/job.ts';
import type { PrepareEffects } from '../../core/preparation/prepare-options.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import { usableAuthentication } from '../authentications/usable-authentication.ts';
import { prepareFile } from '../delivery/prepare-file.ts';
import { jobOf } from './control-job.ts';

export interface DecideOptions {
  readonly jobs: { find(id: number): Promise<Job | undefined> };
  readonly jobClaims: { openIdle(id: number): Promise<JobLedger | undefined> };
  readonly records: { batches(job: number): Promise<readonly Batch[]> };
  readonly authentications: { get(id: number): Promise<Authentication> };
  readonly connectorOf: (type: string) => Connector;
  /** The rows of the job's file; undefined if it was deleted. */
  readonly sourceOf: (job: Job) => Promise<RowSource | undefined>;
  readonly effects: PrepareEffects & ByteEffects;
}

export interface UncertainDecision {
  readonly id: number;
  readonly decision: Decision;
  readonly batch?: string | undefined;
  /** The number of uncertain records that the person saw; undefined if not checked. */
  readonly seen?: number | undefined;
}

/**
 * Applies a person's decision about uncertain batches: all of a job, or one by name. Batches to accept are counted
 * immediately; batches to resend are sent when the job continues, which it does automatically unless a person has to
 * resume it. Throws a UserError if there is nothing to decide, the job is busy, or nothing can be resent, and
 * `uncertain_changed` if the person saw another number of uncertain records.
 */
export async function decideUncertain(
  options: DecideOptions,
  { id, decision, batch: batchName, seen }: UncertainDecision,
): Promise<Job> {
  const job = await jobOf(options, id);
  const { uncertain } = job.records;
  if (seen !== undefined && seen !== uncertain) throw new UserError('uncertain_changed', { id, count: uncertain });
  if (job.state === 'killed' && decision === 'resend') throw new UserError('job_killed_no_resend', { id });
  if (decision === 'resend') await usableAuthentication(options, authenticationOf(job));
  const isSelected = (batch: Batch) =>
    batch.state === 'uncertain' && (batchName === undefined || batch.name === batchName);
  const batches = (await options.records.batches(id)).filter(isSelected);
  if (batches.length === 0) throw new UserError('nothing_uncertain', { id });
  const source = await options.sourceOf(job);
  if (decision === 'resend' && !source) throw new UserError('upload_gone');
  const connector = options.connectorOf(job.connector);
  const ledger = await options.jobClaims.openIdle(id);
  if (!ledger) throw new UserError('job_busy', { id });
  const digestsOf = decision === 'accept' && source ? digestsIn(source, job, connector, options.effects) : noDigests;
  for (const batch of batches) {
    const digests = await digestsOf(batch);
    const writing = ledger.write(async () => {
      await ledger.resolveUncertain(batch, decision, digests);
      await ledger.log('info', `batch_decided_${decision}`, { batch: batch.name, events: batch.events });
      // In this transaction: otherwise, after a crash, a job without uncertain batches might wait for a decision.
      if (batch === batches.at(-1)) await endWait(ledger);
    });
    await writing.catch((error) => refuseIfBusy(id, error));
  }
  return ledger.current();
}

/** A lost lease means that another decision or an executor has claimed the job meanwhile. */
function refuseIfBusy(id: number, error: unknown): never {
  throw error instanceof LeaseLost ? new UserError('job_busy', { id }) : error;
}

/** Queues a job in state `error` if it has batches to resend; sets its final state if it only waited for decisions. */
async function endWait(ledger: JobLedger): Promise<void> {
  const job = await ledger.current();
  if (job.state !== 'error' || isResumable(job)) return; // a person resumes it, or it was killed
  // Includes batches that an earlier decision, interrupted by a crash, left to send.
  if ((await ledger.openBatches()).length > 0) return ledger.finish('queued', null);
  if (job.error?.code !== 'uncertain') return;
  const { state, error } = finalStateOf(job, await ledger.firstInvalid());
  await ledger.finish(state, error);
}

async function noDigests(): Promise<Digests> {
  return NO_DIGESTS;
}

/** Makes the function that returns the digests of the events of a batch. */
function digestsIn(source: RowSource, job: Job, connector: Connector, effects: DecideOptions['effects']) {
  const file = prepareFile(job, { connector, source, effects, firstWarnedAt: new Map() });
  return async (batch: Batch) => (await file.eventsOf(batch)).digests;
}
