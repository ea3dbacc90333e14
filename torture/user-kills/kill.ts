import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type EventsFile, writeEventsFile } from '../kit/events-file.ts';
import type { Random } from '../kit/random.ts';
import type { Stage } from '../kit/stage.ts';

/** Enough that a job is still under way at the last moment at which one is killed. */
const RECORDS = 40_000;

/** A kill by a person: of which job, and when it was answered. */
export interface UserKill {
  readonly job: number;
  readonly file: EventsFile;
  readonly account: string;
  readonly answeredAt: number;
  /** Milliseconds; undefined for one that was refused at first. */
  readonly took: number | undefined;
}

/** Where a kill takes place. */
export interface Scene {
  readonly stage: Stage;
  readonly folder: string;
  readonly random: Random;
}

/** At a random moment, by the command or by the page in turn. */
export async function killOne(scene: Scene, index: number): Promise<UserKill> {
  const job = await begin(scene, index);
  await wait(scene.random.between(0, 1500));
  return kill(scene.stage, job, index % 2 === 0 ? 'pintd' : 'page');
}

/** The worker is stopped, as by a debugger or a sleeping laptop, and wakes up when the job has been killed. */
export async function killFrozen(scene: Scene, index: number): Promise<UserKill> {
  const { stage, random } = scene;
  const job = await begin(scene, index);
  await calledFor(stage, job.account);
  await wait(random.between(0, 600));
  const worker = await stage.console.workerPid();
  process.kill(worker, 'SIGSTOP');
  const killed = await kill(stage, job, 'pintd').catch(() => undefined);
  process.kill(worker, 'SIGCONT');
  await wait(1500);
  // Stopped in the middle of a commit, it keeps everybody from writing: then the kill is refused, and not yet promised.
  return killed ?? { ...(await kill(stage, job, 'pintd')), took: undefined };
}

/** Nobody executes jobs any more. */
export async function killAfterDeath(scene: Scene, index: number): Promise<UserKill> {
  const job = await begin(scene, index);
  await calledFor(scene.stage, job.account);
  await scene.stage.console.killAll();
  return kill(scene.stage, job, 'pintd');
}

async function begin({ stage, folder, random }: Scene, index: number) {
  const name = `u${index}`;
  const path = join(folder, `${name}.csv`);
  const file = await writeEventsFile({ path, name, records: RECORDS, badShare: 0, random });
  const account = String(700_000 + index);
  return { file, account, job: await stage.pintd.enqueue(path, { ad_account_id: account }) };
}

async function calledFor({ sandbox: { received } }: Stage, account: string): Promise<void> {
  for (;;) {
    await received.update();
    if (received.calls.some((call) => call.account === account)) return;
    await wait(20);
  }
}

async function kill(
  stage: Stage,
  begun: Omit<UserKill, 'answeredAt' | 'took'>,
  by: 'pintd' | 'page',
): Promise<UserKill> {
  const startedAt = performance.now();
  if (by === 'page') await stage.console.press('killJob', begun.job);
  else {
    const { status, err } = await stage.pintd.run(['job:kill', String(begun.job)]);
    if (status !== 0) throw new Error(`job:kill ${begun.job}: ${err}`);
  }
  return { ...begun, answeredAt: Date.now(), took: performance.now() - startedAt };
}
