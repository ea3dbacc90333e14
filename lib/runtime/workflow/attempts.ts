import { jobOfTask } from '../../core/workflow/attempt/task-tree.ts';
import { BACK_TO_QUEUE } from '../../operations/delivery/stops.ts';
import type { AttemptControlOptions } from '../../operations/workflow/control-attempt.ts';
import { claimAndExecute, FAULT_DELAY_MS } from '../execute.ts';
import type { Runtime } from '../runtime.ts';
import { claimAndRun } from './run.ts';

const POLL_MS = 100;
/** As many queries as the worker runs at a time, because each may use its full memory limit. */
const MAX_RUNNING_JOBS = 2;

/** Options for killing attempts, and for running them in this process while no worker is alive. */
export function attemptControlOf(runtime: Runtime): AttemptControlOptions {
  return {
    workflowAttempts: runtime.workflowAttempts,
    runAttempt: (id, signal) => runWithJobs(runtime, id, signal),
    isWorkerAlive: () => runtime.workers.isAnyAlive(),
    clock: runtime.clock,
  };
}

/** Runs an attempt, the attempts that it or its tasks wait for, and their jobs, while no worker is alive. */
async function runWithJobs(runtime: Runtime, id: number, signal: AbortSignal): Promise<boolean> {
  for (const earlier of await runtime.workflowAttempts.waitsFor(id)) {
    if (signal.aborted || (await runtime.workers.isAnyAlive())) return false;
    await runWithJobs(runtime, earlier, signal);
  }
  const ended = new AbortController();
  const executing = executeJobs(runtime, id, AbortSignal.any([signal, ended.signal]));
  try {
    return await claimAndRun(runtime, id, signal, async (requiredId, requiredSignal) => {
      if (!(await runtime.workers.isAnyAlive())) await runWithJobs(runtime, requiredId, requiredSignal);
    });
  } finally {
    ended.abort();
    await executing;
  }
}

async function executeJobs(runtime: Runtime, attempt: number, signal: AbortSignal): Promise<void> {
  const running = new Map<number, Promise<unknown>>();
  while (!signal.aborted) {
    for (const job of await nextJobs(runtime, attempt, running))
      running.set(
        job,
        claimAndExecute(runtime, job, ['queued', 'running'], { signal, stop: BACK_TO_QUEUE })
          .catch((err: unknown) => logAndWait(runtime, { job, err }, signal))
          .finally(() => running.delete(job)),
      );
    await runtime.clock.sleep(POLL_MS, signal).catch(() => {});
  }
  await Promise.all(running.values());
}

async function logAndWait({ logger, clock }: Runtime, fault: { job: number; err: unknown }, signal: AbortSignal) {
  logger.error(fault, 'job failed on this machine');
  await clock.sleep(FAULT_DELAY_MS, signal).catch(() => {});
}

/**
 * The jobs to begin now. None while a worker is alive, or while the database cannot be read: the attempt continues
 * afterwards.
 */
async function nextJobs(
  runtime: Runtime,
  attempt: number,
  running: ReadonlyMap<number, unknown>,
): Promise<readonly number[]> {
  try {
    if (await runtime.workers.isAnyAlive()) return [];
    return (await waitingJobs(runtime, attempt, running)).slice(0, MAX_RUNNING_JOBS - running.size);
  } catch (err) {
    runtime.logger.warn({ attempt, err }, 'could not read the jobs of an attempt');
    return [];
  }
}

/**
 * Jobs that unfinished tasks wait for, and that do not run in this process. Those of a killed attempt are killed, not
 * run.
 */
async function waitingJobs(
  { workflowAttempts, jobs }: Runtime,
  attempt: number,
  running: ReadonlyMap<number, unknown>,
): Promise<readonly number[]> {
  if ((await workflowAttempts.get(attempt)).isCancelRequested) return [];
  const waiting: number[] = [];
  for (const task of await workflowAttempts.tasks(attempt)) {
    const job = task.endedAt === null ? jobOfTask(task) : null;
    if (job === null || running.has(job)) continue;
    const { state } = (await jobs.find(job)) ?? {};
    if (state === 'queued' || state === 'running') waiting.push(job);
  }
  return waiting;
}
