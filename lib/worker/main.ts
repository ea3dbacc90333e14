// The worker: executes queued jobs, several at a time, and everything else that is due. A child of lib/start.ts.
import { hostname } from 'node:os';
import packageFile from '../../package.json' with { type: 'json' };
import { startErrorText } from '../commands/error-text.ts';
import { UserError } from '../core/errors.ts';
import { JOBS_PER_ACCOUNT } from '../core/job/job.ts';
import { readEnvOrExit } from '../env.ts';
import { BACK_TO_QUEUE } from '../operations/delivery/stops.ts';
import { claimAndExecute, FAULT_DELAY_MS } from '../runtime/execute.ts';
import { sendingOptions } from '../runtime/notifications.ts';
import { hasSimd, SYSTEM_PLATFORM } from '../runtime/platform.ts';
import { PreparePool } from '../runtime/reading/prepare-pool.ts';
import { openRuntime, type Runtime } from '../runtime/runtime.ts';
import { planOptions } from '../runtime/schedules.ts';
import { sweepsOf } from '../runtime/sweeps.ts';
import { EXIT_REFUSED, exitWithParent, reportReady } from '../start/as-child.ts';
import { keepFilesPrivate } from '../start/private-files.ts';
import { sendUntilAborted } from './notifications.ts';
import { reconnectUntilAborted } from './outages.ts';
import { ReplicationWatch } from './replication.ts';
import { countRepeatsUntilAborted, reviewUntilAborted } from './reviews.ts';
import { scheduleUntilAborted } from './scheduler.ts';
import { sweepHourly } from './sweeps.ts';
import { runAttemptsUntilAborted } from './workflows.ts';

const HEARTBEAT_MS = 1000;
const POLL_MS = 200;
/** Enough concurrent jobs that those with a slow or failing destination do not hold up the rest. */
const MAX_RUNNING_JOBS = 16;
/** More than two queries at once would only be slower, because each may use its full memory limit. */
const CONCURRENCY_LIMITS = { perAccount: JOBS_PER_ACCOUNT, maxQueries: 2 };
/** A pending call may take longer; its outcome is then unknown, as after a crash. */
const STOP_DEADLINE_MS = 8000;

/** Longer than 4 s, after which a worker that hangs, or whose death cannot be seen from here, loses its lease. */
const MAX_TAKEOVER_WAIT_MS = 6000;

keepFilesPrivate();
const platform = { ...SYSTEM_PLATFORM, threads: new PreparePool() };
const runtime = await openRuntime(readEnvOrExit(), 'worker', platform).catch(refuse);
if (!runtime.isShared) await waitForOtherWorker(runtime).catch(refuse);
// Sent before the worker reports that it is ready, so that by then other processes see it alive and refused jobs are
// marked.
await sendHeartbeat(runtime);
const shutdown = new AbortController();
const working = work(runtime, shutdown.signal);
exitWithParent(() => {
  shutdown.abort();
  return working;
}, STOP_DEADLINE_MS);
reportReady();
if (!hasSimd) runtime.logger.warn('this process has no WebAssembly with SIMD: exports are the same, but take longer');

async function work(runtime: Runtime, signal: AbortSignal): Promise<void> {
  const { workers, owner } = runtime;
  const stopped = new AbortController();
  const heartbeats = sendHeartbeats(runtime, stopped.signal);
  const sweeping = sweepHourly(sweepsOf(runtime, signal), runtime, signal);
  const sending = (['mail', 'webhook'] as const).map((channel) =>
    sendUntilAborted(channel, sendingOptions(runtime, channel), runtime, signal),
  );
  const scheduling = scheduleUntilAborted(planOptions(runtime), runtime, signal);
  const reconnecting = reconnectUntilAborted(runtime, runtime, signal);
  const attempting = runAttemptsUntilAborted(runtime, signal);
  const reviewing = reviewUntilAborted(runtime, runtime, signal);
  const counting = countRepeats(runtime, signal);
  const replication = new ReplicationWatch(runtime);
  const watching = replication.watchUntilAborted(signal);
  const running = await startJobsUntilAborted(runtime, replication, signal);
  await Promise.all([
    ...running,
    ...sending,
    reviewing,
    counting,
    watching,
    sweeping,
    scheduling,
    attempting,
    reconnecting,
  ]);
  stopped.abort();
  await heartbeats;
  await workers.leave(owner);
  await runtime.close();
}

/** Returns the promises of the jobs that are still running after the abort. */
async function startJobsUntilAborted(
  runtime: Runtime,
  replication: ReplicationWatch,
  signal: AbortSignal,
): Promise<readonly Promise<void>[]> {
  const running = new Map<number, Promise<void>>();
  const run = (job: number) => execute(runtime, job, AbortSignal.any([signal, replication.signal]));
  while (!signal.aborted) {
    const mayStart = running.size < MAX_RUNNING_JOBS && !replication.signal.aborted;
    const job = mayStart ? await nextJob(runtime, [...running.keys()]) : undefined;
    if (signal.aborted) break;
    if (job === undefined) await runtime.clock.sleep(POLL_MS, signal).catch(() => {});
    else
      running.set(
        job,
        run(job).finally(() => running.delete(job)),
      );
  }
  return [...running.values()];
}

async function countRepeats(runtime: Runtime, signal: AbortSignal): Promise<void> {
  await runtime.reviewRepeats
    .retryFailed()
    .catch((error: unknown) => runtime.logger.warn({ err: error }, 'could not delete failed counts of repeats'));
  await countRepeatsUntilAborted(runtime, runtime, signal);
}

/** Only one worker may run on a data folder; on PostgreSQL there can be several. Throws UserError `worker_exists`. */
async function waitForOtherWorker(runtime: Runtime): Promise<void> {
  const { clock } = runtime;
  const deadline = clock.now() + MAX_TAKEOVER_WAIT_MS;
  const never = new AbortController().signal;
  for (;;) {
    const pid = await enter(runtime);
    if (pid === undefined) return;
    if (clock.now() > deadline) throw new UserError('worker_exists', { pid: String(pid) });
    await clock.sleep(POLL_MS, never);
  }
}

/**
 * Sends the first heartbeat unless another worker is alive, whose process id is then returned. Survives a full disk.
 */
async function enter({ workers, owner, logger }: Runtime): Promise<number | undefined> {
  try {
    return await workers.enter(heartbeatOf(owner));
  } catch (error) {
    logger.warn({ err: error }, 'could not write the heartbeat');
    return workers.otherAlive(owner);
  }
}

function heartbeatOf(owner: string) {
  return { id: owner, pid: process.pid, host: hostname(), version: packageFile.version };
}

/** Sends a heartbeat each second until `signal` is aborted, which is after the last job has stopped. */
async function sendHeartbeats(runtime: Runtime, signal: AbortSignal): Promise<void> {
  for (;;) {
    await runtime.clock.sleep(HEARTBEAT_MS, signal).catch(() => {});
    if (signal.aborted) return;
    await sendHeartbeat(runtime);
  }
}

/**
 * Sends a heartbeat, marks the jobs this worker refuses, and requeues jobs that waited for disk space. Survives a full
 * disk and a busy database.
 */
async function sendHeartbeat({ workers, jobRequests, jobClaims, owner, hasRoom, logger }: Runtime): Promise<void> {
  try {
    await workers.heartbeat(heartbeatOf(owner));
    await jobClaims.updateRefusals();
    if (hasRoom()) await jobRequests.requeueAfterDiskFull();
  } catch (error) {
    logger.warn({ err: error }, 'could not write the heartbeat');
  }
}

async function nextJob({ jobClaims, logger }: Runtime, running: readonly number[]): Promise<number | undefined> {
  try {
    return await jobClaims.nextClaimable(running, CONCURRENCY_LIMITS);
  } catch (error) {
    logger.warn({ err: error }, 'could not read the queue');
    return undefined;
  }
}

async function execute(runtime: Runtime, job: number, signal: AbortSignal): Promise<void> {
  try {
    await claimAndExecute(runtime, job, ['queued', 'running'], { signal, stop: BACK_TO_QUEUE }, CONCURRENCY_LIMITS);
  } catch (error) {
    runtime.logger.error({ job, err: error }, 'job failed on this machine');
    await runtime.clock.sleep(FAULT_DELAY_MS, signal).catch(() => {});
  }
}

/**
 * Exits, and tells the parent not to restart the worker: with a wrong key, or while another worker runs, a restart
 * would not help.
 */
function refuse(error: unknown): never {
  process.stderr.write(`${startErrorText(error)}\n`);
  process.exit(EXIT_REFUSED);
}
