// The worker: says that it is alive, and executes the jobs that wait, several at a time. A child of lib/start.ts.
import { UserError } from '../core/errors.ts';
import { readEnvOrExit } from '../env.ts';
import { translate } from '../messages/translate.ts';
import { BACK_TO_QUEUE } from '../operations/execute-job.ts';
import { claimAndExecute, openRuntime, type Runtime } from '../runtime.ts';
import { EXIT_REFUSED, endWithParent, tellReady } from '../start/as-child.ts';
import { keepSwept } from './sweep.ts';

const HEARTBEAT = 1000;
const POLL = 200;
/** Jobs under way at a time, so that one whose other side is slow or in trouble does not hold up the rest. */
const JOBS_AT_A_TIME = 4;
/** A call under way may take longer; its outcome is then unknown, and the next worker asks again. */
const STOP_DEADLINE = 8000;

const runtime = await openRuntime(readEnvOrExit(), 'worker').catch(refuse);
const shutdown = new AbortController();
const working = work(runtime, shutdown.signal);
endWithParent(() => {
  shutdown.abort();
  return working;
}, STOP_DEADLINE);
tellReady();

async function work(runtime: Runtime, signal: AbortSignal): Promise<void> {
  const { jobs, workers, owner, clock } = runtime;
  const beat = () => workers.heartbeat(owner, process.pid);
  beat();
  const heart = setInterval(beat, HEARTBEAT);
  const sweeping = keepSwept(runtime, signal);
  const running = new Map<number, Promise<void>>();
  while (!signal.aborted) {
    const next = running.size < JOBS_AT_A_TIME ? jobs.nextClaimable([...running.keys()]) : undefined;
    if (next === undefined) await clock.sleep(POLL, signal).catch(() => {});
    else
      running.set(
        next,
        execute(runtime, next, signal).finally(() => running.delete(next)),
      );
  }
  await Promise.all([...running.values(), sweeping]);
  clearInterval(heart);
  workers.leave(owner);
  await runtime.close();
}

async function execute(runtime: Runtime, job: number, signal: AbortSignal): Promise<void> {
  try {
    await claimAndExecute(runtime, job, ['queued', 'running'], { signal, stop: BACK_TO_QUEUE });
  } catch (error) {
    runtime.logger.error({ job, err: error }, 'job failed on this machine');
  }
}

/** With the wrong key nothing must be touched, and trying again would not help. */
function refuse(error: unknown): never {
  const message = error instanceof UserError ? translate('errors', error.code, error.params) : String(error);
  process.stderr.write(`${message}\n`);
  process.exit(EXIT_REFUSED);
}
