import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isFinal } from '#lib/core/job/job.ts';
import type { Deployment } from '../kit/deployment.ts';
import { writeEventsFile } from '../kit/events-file.ts';
import { Program } from '../kit/process.ts';
import { ACCOUNT } from '../kit/product.ts';
import type { Random } from '../kit/random.ts';
import { type Verdict, verifyJob } from '../kit/verdict.ts';

const runFile = promisify(execFile);

const MAX_WAIT_MS = 5 * 60_000;

export interface SuspendedRun {
  readonly verdict: Verdict;
  /** Calls that the former owner started after it continued. */
  readonly lateCalls: readonly string[];
  /** Jobs that changed after it continued. */
  readonly changedJobs: readonly string[];
}

/**
 * The first owner is suspended at a random moment; a second one takes over and ends the job; then the first one
 * continues.
 */
export async function suspendAndResume(deployment: Deployment, random: Random): Promise<SuspendedRun> {
  const { pintd, sandbox } = deployment;
  const { job, file, account } = await enqueue(deployment, random);
  const suspended = pintd.start(['job:resume', String(job)]);
  await waitForCall(deployment, account, suspended);
  await wait(random.between(0, 800));
  suspended.signal('SIGSTOP');
  // This may fail while the suspended process holds the database lock; `untilFinal` retries it.
  await pintd.run(['job:resume', String(job)]);
  await untilFinal(deployment, job, suspended);
  const before = await pintd.show(job);
  const continuedAt = Date.now();
  suspended.signal('SIGCONT');
  await Promise.race([suspended.ended, wait(10_000)]);
  await wait(500);
  await sandbox.received.update();
  const after = await pintd.show(job);
  const rejected = await pintd.rejected(job);
  const calls = sandbox.received.calls.filter((call) => call.account === account);
  const verdict = await verifyJob({ job: after, file, account, received: sandbox.received, calls, rejected });
  await suspended.kill();
  const isSame = JSON.stringify(after) === JSON.stringify(before);
  return { verdict, lateCalls: lateCalls(deployment, account, continuedAt), changedJobs: isSame ? [] : [`job ${job}`] };
}

/**
 * The most critical moment for the lease: the intent is committed, the call not yet started. The owner is suspended
 * there, the job is killed, and when the owner continues, it must not start the call.
 */
export async function killWhileSuspended(deployment: Deployment, random: Random, intent: number): Promise<string[]> {
  const { job, account } = await enqueue(deployment, random);
  const suspended = new Program('torture/zombies/suspending-process.ts', [`${job}`, `${intent}`], {
    settings: deployment.settings,
  });
  await untilSuspended(suspended);
  await wait(2000); // for the calls that had started
  const { status, err } = await deployment.pintd.run(['job:kill', String(job)]);
  const answeredAt = Date.now();
  suspended.signal('SIGCONT');
  await wait(2500);
  await suspended.kill();
  await deployment.sandbox.received.update();
  return status === 0 ? lateCalls(deployment, account, answeredAt) : [`job ${job} was not killed: ${err}`];
}

async function enqueue({ folder, pintd }: Deployment, random: Random) {
  const path = join(folder, 'events.csv');
  const file = await writeEventsFile({ path, name: 'z', records: 6000, random });
  return { file, account: ACCOUNT, job: await pintd.enqueue(path, { ad_account_id: ACCOUNT }) };
}

/** Waits for the first call of a program. */
async function waitForCall({ sandbox: { received } }: Deployment, account: string, program: Program): Promise<void> {
  const hasCall = () => received.calls.some((call) => call.account === account);
  for (await received.update(); !hasCall(); await received.update()) {
    if (!program.isAlive) throw new Error(`The owner of the job ended without a call: ${program.err}`);
    await wait(20);
  }
}

/** Waits until a process has suspended itself. */
async function untilSuspended(program: Program): Promise<void> {
  for (;;) {
    if (!program.isAlive) throw new Error(`The owner of the job ended before it suspended itself: ${program.err}`);
    const { stdout } = await runFile('ps', ['-o', 'stat=', '-p', String(program.pid)]);
    if (stdout.startsWith('T')) return;
    await wait(20);
  }
}

function lateCalls({ sandbox: { received } }: Deployment, account: string, since: number): string[] {
  const late = received.calls.filter((call) => call.account === account && call.at > since);
  return late.map(({ call, at }) => `call ${call} of account ${account}, ${at - since} ms late`);
}

/**
 * Waits until the job has ended. A process suspended during a commit blocks all other writers, so each round lets it
 * run for a moment.
 */
async function untilFinal({ pintd }: Deployment, job: number, suspended: Program): Promise<void> {
  const until = performance.now() + MAX_WAIT_MS;
  for (let state = (await pintd.show(job)).status; !isFinal(state); state = (await pintd.show(job)).status) {
    if (performance.now() > until)
      throw new Error(`Job ${job} is still ${state} after ${MAX_WAIT_MS / 60_000} minutes.`);
    suspended.signal('SIGCONT');
    await wait(20);
    suspended.signal('SIGSTOP');
    await pintd.run(['job:resume', String(job)]);
  }
}
