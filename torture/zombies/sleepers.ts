import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isFinal, type JobState } from '#lib/core/job/job.ts';
import { writeEventsFile } from '../kit/events-file.ts';
import { Program } from '../kit/process.ts';
import { ACCOUNT } from '../kit/product.ts';
import type { Random } from '../kit/random.ts';
import type { Stage } from '../kit/stage.ts';
import { judge, type Verdict } from '../kit/verdict.ts';

export interface Slept {
  readonly verdict: Verdict;
  readonly late: readonly string[];
  readonly changed: readonly string[];
}

/** The first owner is stopped at a random moment; a second one takes over and ends the job; then the first one wakes up. */
export async function sleepAndWake(stage: Stage, random: Random): Promise<Slept> {
  const { pintd, sandbox } = stage;
  const { job, file, account } = await enqueue(stage, random);
  const sleeper = pintd.start(['job:resume', String(job)]);
  await callsFor(stage, account, 1);
  await wait(random.between(0, 800));
  sleeper.signal('SIGSTOP');
  await pintd.run(['job:resume', String(job)]); // the database may be held by the one that sleeps: then it is asked again
  await untilFinal(stage, job, sleeper);
  const before = await pintd.show(job);
  const wokenAt = Date.now();
  sleeper.signal('SIGCONT');
  await Promise.race([sleeper.ended, wait(10_000)]);
  await wait(500);
  await sandbox.received.update();
  const after = await pintd.show(job);
  const rejected = await pintd.rejected(job);
  const calls = sandbox.received.calls.filter((call) => call.account === account);
  const verdict = await judge({ job: after, file, account, received: sandbox.received, calls, rejected });
  await sleeper.kill();
  const isSame = JSON.stringify(after) === JSON.stringify(before);
  return { verdict, late: lateCalls(stage, account, wokenAt), changed: isSame ? [] : [`job ${job}`] };
}

/**
 * The moment in which the lease matters most: the intent is committed, the call not yet begun. The owner sleeps there, the
 * job is killed meanwhile, and when the owner wakes up it must not begin the call.
 */
export async function killTheSleeper(stage: Stage, random: Random, intent: number): Promise<string[]> {
  const { job, account } = await enqueue(stage, random);
  const sleeper = new Program('torture/zombies/stopping-process.ts', [`${job}`, `${intent}`], {
    settings: stage.settings,
  });
  if (intent > 1) await callsFor(stage, account, intent - 1);
  await wait(2000);
  const { status, err } = await stage.pintd.run(['job:kill', String(job)]);
  const answeredAt = Date.now();
  sleeper.signal('SIGCONT');
  await wait(2500);
  await sleeper.kill();
  await stage.sandbox.received.update();
  return status === 0 ? lateCalls(stage, account, answeredAt) : [`job ${job} was not killed: ${err}`];
}

async function enqueue({ folder, pintd }: Stage, random: Random) {
  const path = join(folder, 'events.csv');
  const file = await writeEventsFile({ path, name: 'z', records: 6000, random });
  return { file, account: ACCOUNT, job: await pintd.enqueue(path, { ad_account_id: ACCOUNT }) };
}

async function callsFor({ sandbox: { received } }: Stage, account: string, count: number): Promise<void> {
  for (;;) {
    await received.update();
    if (received.calls.filter((call) => call.account === account).length >= count) return;
    await wait(20);
  }
}

function lateCalls({ sandbox: { received } }: Stage, account: string, since: number): string[] {
  const late = received.calls.filter((call) => call.account === account && call.at > since);
  return late.map(({ call, at }) => `call ${call} of account ${account}, ${at - since} ms late`);
}

/** Stopped in the middle of a commit, the sleeper keeps everybody from writing: it is woken for a moment. */
async function untilFinal({ pintd }: Stage, job: number, sleeper: Program): Promise<void> {
  for (let state: JobState = 'queued'; !isFinal(state); state = (await pintd.show(job)).status) {
    if (state === 'queued') continue;
    sleeper.signal('SIGCONT');
    await wait(20);
    sleeper.signal('SIGSTOP');
    await pintd.run(['job:resume', String(job)]);
  }
}
