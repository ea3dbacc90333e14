import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CampaignOptions } from './campaigns.ts';
import { type EventsFile, idOf, writeEventsFile } from './kit/events-file.ts';
import { Findings, type Row } from './kit/findings.ts';
import { inLanes, upTo } from './kit/lanes.ts';
import type { Random } from './kit/random.ts';
import { Stage } from './kit/stage.ts';
import { isSum } from './kit/verdict.ts';

const KILLS = 100;
const AT_A_TIME = 4;
const RECORDS = 20_000;
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '100' };
const LATENCY = [{ do: { latencyMs: 250 } }];
/** Of the four seconds that a lease lasts, as many as have to pass at the least after the last heartbeat. */
const LEASE_LEFT = 3000;

/** A kill by a person: of which job, and when it was answered. */
interface UserKill {
  readonly job: number;
  readonly file: EventsFile;
  readonly account: string;
  readonly answeredAt: number;
  /** Milliseconds; undefined for one that was refused at first. */
  readonly took: number | undefined;
}

/** G9. A person kills at random moments: after the answer no call begins, and every record is accounted for. */
export async function run({ scale, random, folder, port }: CampaignOptions): Promise<Row[]> {
  const kills = Math.max(4, Math.round(KILLS * scale));
  const frozen = Math.max(1, Math.round(5 * scale));
  const stage = await Stage.open({ folder, port, settings: SETTINGS, script: LATENCY, console: 'lib/start.ts' });
  try {
    const done = await inLanes(AT_A_TIME, upTo(kills), (index) =>
      killOne(stage, random.for(`kill ${index}`), index, folder),
    );
    const held: UserKill[] = [];
    for (let index = 0; index < frozen; index++) held.push(await killFrozen(stage, random, kills + index, folder));
    const dead = await killAfterDeath(stage, random, kills + frozen, folder);
    await wait(1000); // for a call that would come late
    const all = [...done, ...held, dead];
    await stage.sandbox.received.update();

    const findings = new Findings('user-kills');
    findings.atLeast('kills by pintd and by the job page, in turn', done.length, kills);
    findings.note('kills while the worker stood still, and after it had died', held.length + 1);
    findings.note(
      'slowest answer of a worker that lives',
      `${Math.round(Math.max(...done.map(({ took = 0 }) => took)))} ms`,
    );
    findings.note(
      'of those, refused while the worker held the database',
      held.filter(({ took }) => took === undefined).length,
    );
    findings.none(
      'calls that began after the answer',
      all.flatMap((kill) => lateCalls(stage, kill)),
    );
    findings.none('answers for a worker that stood still, before its lease was over', held.flatMap(tooSoon));
    const faults: string[] = [];
    for (const kill of all) faults.push(...(await faultsOf(stage, kill)));
    findings.none('jobs with another state, or with counters that do not fit the journal', faults);
    return findings.rows;
  } finally {
    await stage.close();
  }
}

async function killOne(stage: Stage, random: Random, index: number, folder: string): Promise<UserKill> {
  const job = await begin(stage, random, index, folder);
  await wait(random.between(0, 1500));
  return kill(stage, job, index % 2 === 0 ? 'pintd' : 'page');
}

/** The worker is stopped, as by a debugger or a sleeping laptop, and wakes up when the job has been killed. */
async function killFrozen(stage: Stage, random: Random, index: number, folder: string): Promise<UserKill> {
  const job = await begin(stage, random, index, folder);
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
async function killAfterDeath(stage: Stage, random: Random, index: number, folder: string): Promise<UserKill> {
  const job = await begin(stage, random, index, folder);
  await calledFor(stage, job.account);
  await stage.console.killAll();
  return kill(stage, job, 'pintd');
}

async function begin(stage: Stage, random: Random, index: number, folder: string) {
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

function lateCalls({ sandbox: { received } }: Stage, { job, account, answeredAt }: UserKill): string[] {
  const late = received.calls.filter((call) => call.account === account && call.at > answeredAt);
  return late.map(({ call, at }) => `job ${job}: call ${call}, ${at - answeredAt} ms after the answer`);
}

function tooSoon({ job, took }: UserKill): string[] {
  return took === undefined || took >= LEASE_LEFT ? [] : [`job ${job} after ${Math.round(took)} ms`];
}

/** Every accepted record was received, and every received one is accepted or, where no answer came, uncertain. */
async function faultsOf(stage: Stage, { job: id, file, account }: UserKill): Promise<string[]> {
  const { status, records, calls } = await stage.pintd.show(id);
  const { received } = stage.sandbox;
  let unique = 0;
  for (let record = 1; record <= file.records; record++) {
    if (received.times(account, idOf(file, record)) > 0) unique += 1;
  }
  const made = received.calls.filter((call) => call.account === account).length;
  const isRight = status === 'killed' && isSum(records) && made <= calls;
  const fits = records.accepted <= unique && unique <= records.accepted + records.uncertain;
  return isRight && fits
    ? []
    : [`job ${id}: ${status}, ${JSON.stringify(records)}, ${unique} received in ${made} calls`];
}
