import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { isFinal } from '#lib/core/job/job.ts';
import type { CampaignOptions } from './kit/campaign.ts';
import { Deployment } from './kit/deployment.ts';
import { type EventsFile, writeEventsFile } from './kit/events-file.ts';
import { Findings, type Row } from './kit/findings.ts';
import { ACCOUNT } from './kit/product.ts';
import type { Random } from './kit/random.ts';
import { faultsIn, verifyJob } from './kit/verdict.ts';

const LOCKS = 500;
const RECORDS = 100_000;
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '100' };
const LATENCY = [{ do: { latencyMs: 150 } }];
/** The longest time without a call after the last lock. While the database is locked, jobs need not make progress. */
const MAX_STANDSTILL_MS = 15_000;

/** Another process repeatedly locks the database for 0.1 to 10 seconds while jobs are executed. */
export async function run({ scale, random, folder, port }: CampaignOptions): Promise<Row[]> {
  const locks = Math.max(10, Math.round(LOCKS * scale));
  const deployment = await Deployment.open({
    folder,
    port,
    settings: SETTINGS,
    script: LATENCY,
    console: 'lib/start.ts',
  });
  const lockingDatabase = new Database(join(deployment.dataDir, 'console.db'), { timeout: 30_000 });
  try {
    const jobs: { readonly job: number; readonly file: EventsFile }[] = [];
    let done = 0;
    let longestMs = 0;
    while (done < locks) {
      const name = `locked${jobs.length}`;
      const path = join(folder, `${name}.csv`);
      const file = await writeEventsFile({ path, name, records: Math.round(RECORDS * Math.min(1, scale * 2)), random });
      const job = await deployment.pintd.enqueue(path, { ad_account_id: ACCOUNT });
      jobs.push({ job, file });
      while (done < locks && !(await hasEnded(deployment, job))) {
        const milliseconds = randomLockMs(random);
        await holdLock(lockingDatabase, milliseconds);
        done += 1;
        longestMs = Math.max(longestMs, milliseconds);
        await wait(random.between(20, 300));
      }
    }
    const findings = new Findings('locked');
    findings.note('locks of the database by another process, and the longest', `${done}, ${longestMs} ms`);
    for (const { job } of jobs) await untilEnded(deployment, job);
    await verifyAll(findings, deployment, jobs);
    return findings.rows;
  } finally {
    lockingDatabase.close();
    await deployment.close();
  }
}

async function verifyAll(
  findings: Findings,
  deployment: Deployment,
  jobs: readonly { job: number; file: EventsFile }[],
) {
  const { pintd, sandbox } = deployment;
  await sandbox.received.update();
  const verdicts = [];
  for (const { job, file } of jobs) {
    const { received } = sandbox;
    const shown = await pintd.show(job);
    const rejected = await pintd.rejected(job);
    verdicts.push(await verifyJob({ job: shown, file, account: ACCOUNT, received, calls: [], rejected }));
  }
  findings.note('jobs executed during these locks', jobs.length);
  findings.none('records lost', faultsIn(verdicts, 'lost'));
  findings.none('counters that differ from the file, or jobs without success', faultsIn(verdicts, 'miscounted'));
  findings.none(
    'records missing, duplicated or wrong in the CSV of records that were not accepted',
    faultsIn(verdicts, 'misreported'),
  );
  findings.none(
    'events repeated with different bytes, or not counted in resent_after_unknown',
    faultsIn(verdicts, 'changed', 'unreported'),
  );
}

/** One lock in ten is long. */
function randomLockMs(random: Random): number {
  return random.chance(0.1) ? random.between(1000, 10_000) : random.between(100, 500);
}

async function holdLock(database: Database.Database, milliseconds: number): Promise<void> {
  database.exec('BEGIN IMMEDIATE');
  await wait(milliseconds);
  database.exec('COMMIT');
}

async function hasEnded({ console }: Deployment, job: number): Promise<boolean> {
  const state = (await console.job(job))?.state;
  return state !== undefined && isFinal(state);
}

/** Waits for the end of a job. Throws if calls stop although the database is no longer locked. */
async function untilEnded(deployment: Deployment, job: number): Promise<void> {
  let callCount = 0;
  let lastCallAt = performance.now();
  while (!(await hasEnded(deployment, job))) {
    const callsNow = await deployment.sandbox.received.update();
    if (callsNow !== callCount) lastCallAt = performance.now();
    callCount = callsNow;
    if (performance.now() - lastCallAt > MAX_STANDSTILL_MS)
      throw new Error(`job ${job} is stuck\n${deployment.console.output}`);
    await wait(100);
  }
}
