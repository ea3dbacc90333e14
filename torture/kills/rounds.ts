import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { type Arena, BATCH, LANES } from './arena.ts';
import type { Executor, Kill } from './kill.ts';

/** Each kind of round kills at random instants of one phase. A round that came too early or too late is played again. */

/** Kills again and again while one large job is being sent. */
export async function killWhileSending(arena: Arena, executor: Executor, kills: number, records: number) {
  const { random } = arena.options;
  let done = 0;
  for (let round = 1; done < kills; round++) {
    const file = await arena.writeFile(`send${round}`, { records });
    const job = await arena.make(executor, file);
    let last: Kill | undefined;
    while (done < kills && (await resumes(arena, executor, job, last))) {
      await waitAndPoll(arena, job, random.between(5, 1500));
      last = await arena.kill(executor, job, file);
      if (last.phase === 'send') done += 1;
      if (last.phase === 'over') break;
    }
    await resumes(arena, executor, job, last);
    await arena.conclude(executor, job, file);
  }
}

/** Kills once in each of many small jobs: before anything was sent, or when all was read and not all answered. */
export async function killSmallJobs(arena: Arena, executor: Executor, phase: 'parse' | 'finish', kills: number) {
  const { random } = arena.options;
  for (let round = 1, done = 0; done < kills; round++) {
    if (round > 20 * kills) throw new Error(`no instant of the phase ${phase} was hit in ${round} rounds`);
    const file = await arena.writeFile(`${phase}${round}`, fileFor(phase));
    const job = await arena.make(executor, file);
    const startedAt = executor.begin(job);
    if (phase === 'finish') await arena.signOfLife(executor, job, startedAt);
    await wait(random.between(0, phase === 'finish' ? 700 : 900));
    const kill = await arena.kill(executor, job, file);
    if (kill.phase === phase) done += 1;
    await resumes(arena, executor, job, kill);
    await arena.conclude(executor, job, file);
  }
}

function fileFor(phase: 'parse' | 'finish') {
  return phase === 'finish' ? { records: LANES * BATCH } : { records: 41_000, badHead: 40_000 };
}

/** Starts the executor, and measures how long it takes until the job shows a sign of life. False once it has ended. */
async function resumes(arena: Arena, executor: Executor, job: number, after: Kill | undefined): Promise<boolean> {
  const startedAt = executor.begin(job);
  const goesOn = await arena.signOfLife(executor, job, startedAt);
  if (after && after.phase !== 'over') after.resumedMs = Date.now() - startedAt;
  return goesOn;
}

async function waitAndPoll(arena: Arena, job: number, milliseconds: number): Promise<void> {
  const until = performance.now() + milliseconds;
  while (performance.now() < until) {
    await arena.poll(job);
    await wait(Math.min(50, Math.max(0, until - performance.now())));
  }
}

/** Kills while a file is being taken in, in part or just as it is complete: then there is no job, and nothing is sent. */
export async function killWhileUploading(arena: Arena, executor: Executor, kills: number) {
  const { random } = arena.options;
  const file = await arena.writeFile('upload', { records: 20_000 });
  const bytes = await readFile(file.path);
  const jobs = (await arena.pintd.list()).length;
  const calls = await arena.sandbox.received.update();
  for (let done = 0; done < kills; done++) {
    await executor.beginUpload(bytes.subarray(0, Math.floor(bytes.length * random.next())));
    await wait(random.between(0, 700));
    const victim = await executor.killUpload();
    await arena.examine({ victim, phase: 'upload' });
    const made = (await arena.pintd.list()).length - jobs + (await arena.sandbox.received.update()) - calls;
    if (made > 0) arena.halfUploads.push(`upload ${done + 1} of ${arena.options.name} made a job or a call`);
  }
  await arena.conclude(executor, await arena.make(executor, file), file);
}
