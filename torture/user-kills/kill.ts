import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Deployment } from '../kit/deployment.ts';
import { type EventsFile, writeEventsFile } from '../kit/events-file.ts';
import type { Random } from '../kit/random.ts';

/** Enough that no job ends before it is killed. */
const RECORDS = 40_000;
/** A job that is killed only after its worker was suspended has to last longer. */
const RECORDS_OF_SUSPENDED = 200_000;

/** A kill by a person, with the time of the response. */
export interface UserKill {
  readonly job: number;
  readonly file: EventsFile;
  readonly account: string;
  readonly answeredAt: number;
  /** Milliseconds until the response; undefined if the kill was refused at first. */
  readonly durationMs: number | undefined;
}

export interface KillContext {
  readonly deployment: Deployment;
  readonly folder: string;
  readonly random: Random;
}

/** Kills a job at a random moment, alternately with the command and on the page. */
export async function killOne(context: KillContext, index: number): Promise<UserKill> {
  const job = await startJob(context, index);
  await wait(context.random.between(0, 1500));
  return kill(context.deployment, job, index % 2 === 0 ? 'pintd' : 'page');
}

/** In this time, a worker that did not notice the kill would make calls. */
const LATE_CALLS_MS = 1500;

/**
 * The worker is suspended, as by a debugger or a sleeping laptop, and continues after the first attempt to kill the
 * job.
 */
export async function killWhileSuspended(context: KillContext, index: number): Promise<UserKill> {
  const { deployment, random } = context;
  const job = await startJob(context, index, RECORDS_OF_SUSPENDED);
  await waitForCall(deployment, job.account);
  await wait(random.between(0, 600));
  const worker = await deployment.console.workerPid();
  process.kill(worker, 'SIGSTOP');
  const killed = await kill(deployment, job, 'pintd').catch(() => undefined);
  process.kill(worker, 'SIGCONT');
  if (killed) {
    await wait(LATE_CALLS_MS);
    return killed;
  }
  // The kill was refused because the worker was suspended during a commit and held the write lock. The page repeats
  // the kill, because the job could end while pintd starts.
  return { ...(await kill(deployment, job, 'page')), durationMs: undefined };
}

/** Kills a job when no process executes jobs. */
export async function killAfterDeath(context: KillContext, index: number): Promise<UserKill> {
  const job = await startJob(context, index);
  await waitForCall(context.deployment, job.account);
  await context.deployment.console.killAll();
  return kill(context.deployment, job, 'pintd');
}

async function startJob({ deployment, folder, random }: KillContext, index: number, records = RECORDS) {
  const name = `u${index}`;
  const path = join(folder, `${name}.csv`);
  const file = await writeEventsFile({ path, name, records, invalidShare: 0, random });
  const account = String(700_000 + index);
  return { file, account, job: await deployment.pintd.enqueue(path, { ad_account_id: account }) };
}

async function waitForCall({ console, sandbox }: Deployment, account: string): Promise<void> {
  const { received } = sandbox;
  for (;;) {
    await received.update();
    if (received.calls.some((call) => call.account === account)) return;
    if (!console.isRunning)
      throw new Error(`The console ended before account ${account} had a call.\n${console.output}`);
    await wait(20);
  }
}

async function kill(
  deployment: Deployment,
  job: Omit<UserKill, 'answeredAt' | 'durationMs'>,
  by: 'pintd' | 'page',
): Promise<UserKill> {
  const startedAt = performance.now();
  if (by === 'page') await deployment.console.callAction('killJob', job.job);
  else {
    const { status, err } = await deployment.pintd.run(['job:kill', String(job.job)]);
    if (status !== 0) throw new Error(`job:kill ${job.job}: ${err}`);
  }
  return { ...job, answeredAt: Date.now(), durationMs: performance.now() - startedAt };
}
