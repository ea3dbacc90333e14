// The worker: says that it is alive, and executes the jobs that wait, several at a time. A child of lib/start.ts.
import { UserError } from '../core/errors.ts';
import { readEnvOrExit } from '../env.ts';
import { translate } from '../messages/translate.ts';
import { BACK_TO_QUEUE } from '../operations/delivery/stops.ts';
import { claimAndExecute } from '../runtime/execute.ts';
import { THIS_MACHINE } from '../runtime/machine.ts';
import { deliverOptions } from '../runtime/notifications.ts';
import { PreparePool } from '../runtime/reading/prepare-pool.ts';
import { openRuntime, type Runtime } from '../runtime/runtime.ts';
import { planOptions } from '../runtime/schedules.ts';
import { sweepsOf } from '../runtime/sweeps.ts';
import { EXIT_REFUSED, endWithParent, tellReady } from '../start/as-child.ts';
import { keepFilesPrivate } from '../start/private-files.ts';
import { deliverUntilAborted } from './deliveries.ts';
import { reviewUntilAborted } from './reviews.ts';
import { scheduleUntilAborted } from './scheduler.ts';
import { sweepHourly } from './sweeps.ts';

const HEARTBEAT = 1000;
const POLL = 200;
/** Jobs under way at a time, so that those whose other side is slow or in trouble do not hold up the rest. */
const JOBS_AT_A_TIME = 16;
/** Those of one account share its rate, and each query may take its whole memory: more at a time would only be slower each. */
const AT_A_TIME = { ofAnAccount: 2, queries: 2 };
/** A job that failed on this machine is not taken up again at once: what is wrong needs time, or a person. */
const AFTER_A_FAULT = 2000;
/** A call under way may take longer; its outcome is then unknown, and the next worker asks again. */
const STOP_DEADLINE = 8000;

/** A worker that stands still, or died where nobody here can see that, counts as gone after its lease of 4 s. */
const LONGEST_FAREWELL = 6000;

keepFilesPrivate();
const machine = { ...THIS_MACHINE, threads: new PreparePool() };
const runtime = await openRuntime(readEnvOrExit(), 'worker', machine).catch(refuse);
await becomeTheWorker(runtime).catch(refuse);
const shutdown = new AbortController();
const working = work(runtime, shutdown.signal);
endWithParent(() => {
  shutdown.abort();
  return working;
}, STOP_DEADLINE);
tellReady();

async function work(runtime: Runtime, signal: AbortSignal): Promise<void> {
  const { workers, owner, clock } = runtime;
  beat(runtime);
  const heart = setInterval(beat, HEARTBEAT, runtime);
  const sweeping = sweepHourly(sweepsOf(runtime), runtime, signal);
  const delivering = (['mail', 'webhook'] as const).map((channel) =>
    deliverUntilAborted(channel, deliverOptions(runtime, channel), runtime, signal),
  );
  const scheduling = scheduleUntilAborted(planOptions(runtime), runtime, signal);
  runtime.reviews.resume();
  const reviewing = reviewUntilAborted(runtime, runtime, signal);
  const running = new Map<number, Promise<void>>();
  while (!signal.aborted) {
    const next = running.size < JOBS_AT_A_TIME ? nextJob(runtime, [...running.keys()]) : undefined;
    if (next === undefined) await clock.sleep(POLL, signal).catch(() => {});
    else
      running.set(
        next,
        execute(runtime, next, signal).finally(() => running.delete(next)),
      );
  }
  await Promise.all([...running.values(), ...delivering, reviewing, sweeping, scheduling]);
  clearInterval(heart);
  workers.leave(owner);
  await runtime.close();
}

/** One worker at a time works on a data folder. Throws UserError `worker_exists`. */
async function becomeTheWorker({ workers, owner, clock }: Runtime): Promise<void> {
  const giveUpAt = clock.now() + LONGEST_FAREWELL;
  const never = new AbortController().signal;
  for (;;) {
    const pid = workers.otherAlive(owner);
    if (pid === undefined) return;
    if (clock.now() > giveUpAt) throw new UserError('worker_exists', { pid: String(pid) });
    await clock.sleep(POLL, never);
  }
}

/** Says that this worker is alive and which jobs it refuses, and wakes those that wait for room on the disk. A full or busy disk ends neither. */
function beat({ workers, jobRequests, jobClaims, owner, hasRoom, logger }: Runtime): void {
  try {
    workers.heartbeat(owner, process.pid);
    jobClaims.judgeQueue();
    if (hasRoom()) jobRequests.requeueAfterDiskFull();
  } catch (error) {
    logger.warn({ err: error }, 'no sign of life could be written');
  }
}

function nextJob({ jobClaims, logger }: Runtime, running: readonly number[]): number | undefined {
  try {
    return jobClaims.nextClaimable(running, AT_A_TIME);
  } catch (error) {
    logger.warn({ err: error }, 'the queue could not be read');
    return undefined;
  }
}

async function execute(runtime: Runtime, job: number, signal: AbortSignal): Promise<void> {
  try {
    await claimAndExecute(runtime, job, ['queued', 'running'], { signal, stop: BACK_TO_QUEUE });
  } catch (error) {
    runtime.logger.error({ job, err: error }, 'job failed on this machine');
    await runtime.clock.sleep(AFTER_A_FAULT, signal).catch(() => {});
  }
}

/** With the wrong key, or beside another worker, nothing must be touched, and trying again would not help. */
function refuse(error: unknown): never {
  const message = error instanceof UserError ? translate('errors', error.code, error.params) : String(error);
  process.stderr.write(`${message}\n`);
  process.exit(EXIT_REFUSED);
}
