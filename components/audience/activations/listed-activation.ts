import type { Authentication } from '#lib/core/access/authentication.ts';
import type { ActivationRun } from '#lib/core/audience/activation/activation-run.ts';
import type { Activation } from '#lib/core/audience/activation/saved-activation.ts';
import { isFinal, type JobError } from '#lib/core/job/job.ts';

/** An activation in a list, with the segment that it sends and its last run. */
export interface ListedActivation extends Pick<Activation, 'id' | 'name' | 'description' | 'schedule' | 'updatedAt'> {
  readonly segment: {
    readonly id: number;
    readonly parentSegment: number;
    readonly name: string;
    readonly folder: readonly string[];
  };
  readonly authentication: Pick<Authentication, 'id' | 'name' | 'connector' | 'target' | 'failedAt'>;
  readonly account: string;
  /** Whether it sends test events only. */
  readonly isTest: boolean;
  readonly lastRun: ActivationRun | null;
  /** Why it cannot run now: because of the activation, of its segment's rule, or of a missing build. */
  readonly problem: (JobError & { readonly isOfSegment: boolean }) | null;
}

/**
 * token: the token of its authentication was refused. unbuilt: its parent segment has no build. problem: its query,
 * parameters or output would be refused. paused: its schedule is paused. runPaused: the job of its last run is paused.
 */
export type ActivationStatus =
  | 'token'
  | 'unbuilt'
  | 'problem'
  | 'paused'
  | 'running'
  | 'runPaused'
  | 'failed'
  | 'valid';

/** The first status that applies. */
export function statusOf(activation: ListedActivation): ActivationStatus {
  const { authentication, problem, schedule, lastRun } = activation;
  const job = lastRun?.job;
  if (authentication.failedAt !== null) return 'token';
  if (problem !== null) return problem.code === 'parent_segment_not_built' ? 'unbuilt' : 'problem';
  if (schedule?.isPaused) return 'paused';
  if (isRunning(activation)) return 'running';
  if (job?.state === 'paused') return 'runPaused';
  if (job?.state === 'error' || lastRun?.state === 'refused') return 'failed';
  return 'valid';
}

/** Whether its last run is waiting or in progress. A paused one is neither, even if it resumes automatically. */
export function isRunning({ lastRun }: Pick<ListedActivation, 'lastRun'>): boolean {
  const state = lastRun?.job?.state;
  return state === undefined ? lastRun?.state === 'waiting' : !isFinal(state) && state !== 'paused';
}

/** Whether a person should look at it: it cannot run, or its last run failed or is paused. */
export function needsAttention(activation: ListedActivation): boolean {
  const { lastRun, problem, authentication } = activation;
  const state = lastRun?.job?.state;
  const lastRunNeedsAttention = state === 'paused' || state === 'error' || lastRun?.state === 'refused';
  return authentication.failedAt !== null || problem !== null || lastRunNeedsAttention;
}

export function sendsRealEvents({
  authentication,
  isTest,
}: Pick<ListedActivation, 'authentication' | 'isTest'>): boolean {
  return authentication.target === 'live' && !isTest;
}

/** The IDs of its segment in paths. */
export function segmentIdsOf({ segment: { id, parentSegment } }: Pick<ListedActivation, 'segment'>) {
  return { id, parentSegment };
}
