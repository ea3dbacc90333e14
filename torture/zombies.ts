import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isFinal, type JobState } from '#lib/core/job.ts';
import type { CampaignOptions } from './campaigns.ts';
import { type EventsFile, writeEventsFile } from './kit/events-file.ts';
import { Findings, type Row } from './kit/findings.ts';
import { inLanes, upTo } from './kit/lanes.ts';
import { Program } from './kit/process.ts';
import type { Random } from './kit/random.ts';
import { Stage } from './kit/stage.ts';
import { judge, type Verdict } from './kit/verdict.ts';
import { makeJobs } from './zombies/make-jobs.ts';

const CLAIMANTS = 8;
const JOBS = 500;
const ZOMBIES = 12;
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '100' };
const LATENCY = [{ do: { latencyMs: 200 } }];
const LANES = 8;
const BATCH = 100;

/** Many processes want the same jobs; one that owned a job sleeps beyond its lease and wakes up when another has it. */
export async function run({ scale, random, folder, port }: CampaignOptions): Promise<Row[]> {
  const findings = new Findings('zombies');
  await claimTogether(findings, Math.max(CLAIMANTS, Math.round(JOBS * scale)), random, join(folder, 'claims'), port);
  const stage = await Stage.open({ folder, port, settings: SETTINGS, script: LATENCY });
  try {
    const sleepers = upTo(Math.max(2, Math.round(ZOMBIES * scale)));
    const found = await inLanes(4, sleepers, (index) => sleepAndWake(stage, random.for(`${index}`), folder, index));
    const part = (name: 'lost' | 'miscounted' | 'misreported' | 'changed' | 'unreported') =>
      found.flatMap(({ verdict }) => verdict[name]);
    findings.note('owners stopped beyond their lease, while another took over', found.length);
    findings.none('records lost', part('lost'));
    findings.none('counters that differ from the file', [...part('miscounted'), ...part('misreported')]);
    findings.none('repeats in other bytes, or not counted in resent_after_unknown', [
      ...part('changed'),
      ...part('unreported'),
    ]);
    findings.atMost('most records sent again', Math.max(...found.map(({ verdict }) => verdict.repeats)), LANES * BATCH);
    findings.none(
      'calls that the sleeper began when it woke up',
      found.flatMap(({ late }) => late),
    );
    findings.none(
      'statuses that changed when it woke up',
      found.flatMap(({ changed }) => changed),
    );
    findings.none('calls begun after the answer to kill, by an owner that slept between intent and call', [
      ...(await killTheSleeper(stage, random, folder, 1)),
      ...(await killTheSleeper(stage, random, folder, 5)),
    ]);
    return findings.rows;
  } finally {
    await stage.close();
  }
}

async function claimTogether(
  findings: Findings,
  jobs: number,
  random: Random,
  folder: string,
  port: number,
): Promise<void> {
  const stage = await Stage.open({ folder, port });
  try {
    const ids = await makeJobs(stage.settings, jobs);
    const programs = upTo(CLAIMANTS).map(
      (index) =>
        new Program('torture/zombies/claiming-process.ts', [`${random.next()} ${index}`, ...ids.map(String)], {
          settings: stage.settings,
        }),
    );
    const ended = await Promise.all(programs.map((program) => program.ended));
    const claims = ended.flatMap(({ out, err }) => {
      if (out === '') throw new Error(err);
      return JSON.parse(out) as number[];
    });
    await stage.sandbox.received.update();
    const states = (await stage.pintd.list(jobs)).filter(({ status }) => status !== 'success');
    findings.equal(`claims of ${jobs} jobs by ${CLAIMANTS} processes`, claims.length, jobs);
    findings.equal('jobs that were claimed', new Set(claims).size, jobs);
    findings.equal('calls for them, one each', stage.sandbox.received.calls.length, jobs);
    findings.none(
      'jobs that did not end in success',
      states.map(({ job_id, status }) => `job ${job_id}: ${status}`),
    );
  } finally {
    await stage.close();
  }
}

interface Slept {
  readonly verdict: Verdict;
  readonly late: readonly string[];
  readonly changed: readonly string[];
}

/** The first owner is stopped at a random moment; a second one takes over and ends the job; then the first one wakes up. */
async function sleepAndWake(stage: Stage, random: Random, folder: string, index: number): Promise<Slept> {
  const { pintd, sandbox } = stage;
  const { job, file, account } = await enqueue(stage, random, folder, `z${index}`);
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
async function killTheSleeper(stage: Stage, random: Random, folder: string, intent: number): Promise<string[]> {
  const { job, account } = await enqueue(stage, random, folder, `k${intent}`);
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

async function enqueue(stage: Stage, random: Random, folder: string, name: string) {
  const path = join(folder, `${name}.csv`);
  const file: EventsFile = await writeEventsFile({ path, name, records: 6000, random });
  const account = String(random.between(10 ** 9, 10 ** 10));
  return { file, account, job: await stage.pintd.enqueue(path, { ad_account_id: account }) };
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
