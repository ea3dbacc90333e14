import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Executor, Kill } from './kill.ts';
import { BATCH, CALLS_IN_FLIGHT, type KillTest } from './kill-test.ts';

/** Each function kills at random instants of one phase. A round that missed the phase is repeated. */

/** Kills repeatedly while one large job is being sent. */
export async function killWhileSending(killTest: KillTest, executor: Executor, killCount: number, recordCount: number) {
  const { random } = killTest.options;
  let done = 0;
  for (let round = 1; done < killCount; round++) {
    const file = await killTest.writeFile(`send${round}`, { records: recordCount });
    const job = await killTest.createJob(executor, file);
    let last: Kill | undefined;
    while (done < killCount && (await measureResume(killTest, executor, job, last))) {
      await waitAndPoll(killTest, job, random.between(5, 1500));
      last = await killTest.kill(executor, job, file);
      if (last.phase === 'send') done += 1;
      if (last.phase === 'over') break;
    }
    await measureResume(killTest, executor, job, last);
    await killTest.finishAndVerify(executor, job, file);
  }
}

/**
 * Kills once in each of many small jobs: before anything was sent, or when everything is read and calls are in flight.
 */
export async function killSmallJobs(
  killTest: KillTest,
  executor: Executor,
  phase: 'parse' | 'finish',
  killCount: number,
) {
  const { random } = killTest.options;
  for (let round = 1, done = 0; done < killCount; round++) {
    if (round > 20 * killCount) throw new Error(`no kill hit the phase ${phase} in ${round} rounds`);
    const file = await killTest.writeFile(`${phase}${round}`, fileFor(phase));
    const job = await killTest.createJob(executor, file);
    const startedAt = executor.ensureRunning(job);
    if (phase === 'finish') await killTest.waitForProgress(executor, job, startedAt);
    await wait(random.between(0, phase === 'finish' ? 700 : 900));
    const kill = await killTest.kill(executor, job, file);
    if (kill.phase === phase) done += 1;
    await measureResume(killTest, executor, job, kill);
    await killTest.finishAndVerify(executor, job, file);
  }
}

function fileFor(phase: 'parse' | 'finish') {
  return phase === 'finish'
    ? { records: CALLS_IN_FLIGHT * BATCH }
    : { records: 41_000, invalidFirstRecordCount: 40_000 };
}

/** Ensures that the executor runs, and measures how long the job takes to make progress. False if the job has ended. */
async function measureResume(
  killTest: KillTest,
  executor: Executor,
  job: number,
  after: Kill | undefined,
): Promise<boolean> {
  const startedAt = executor.ensureRunning(job);
  const isRunning = await killTest.waitForProgress(executor, job, startedAt);
  if (after && after.phase !== 'over') after.resumedMs = Date.now() - startedAt;
  return isRunning;
}

async function waitAndPoll(killTest: KillTest, job: number, milliseconds: number): Promise<void> {
  const until = performance.now() + milliseconds;
  while (performance.now() < until) {
    await killTest.poll(job);
    await wait(Math.min(50, Math.max(0, until - performance.now())));
  }
}

/** Kills during uploads that never arrive in full: there must be no job and no call. */
export async function killWhileUploading(killTest: KillTest, executor: Executor, killCount: number) {
  const { random } = killTest.options;
  const file = await killTest.writeFile('upload', { records: 20_000 });
  const bytes = await readFile(file.path);
  const jobs = (await killTest.pintd.list()).length;
  const calls = await killTest.sandbox.received.update();
  for (let done = 0; done < killCount; done++) {
    await executor.startUpload(bytes.subarray(0, Math.floor(bytes.length * random.next())));
    await wait(random.between(0, 700));
    const victim = await executor.killUpload();
    await killTest.recordKill({ victim, phase: 'upload' });
    const newJobs = (await killTest.pintd.list()).length - jobs;
    const newCalls = (await killTest.sandbox.received.update()) - calls;
    if (newJobs > 0 || newCalls > 0)
      killTest.halfUploads.push(`upload ${done + 1} of ${killTest.options.name} created a job or a call`);
  }
  await killTest.finishAndVerify(executor, await killTest.createJob(executor, file), file);
}
