import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { isFinal } from '#lib/core/job/job.ts';
import type { CampaignOptions } from './kit/campaign.ts';
import { type EventsFile, writeEventsFile } from './kit/events-file.ts';
import { Findings, type Row } from './kit/findings.ts';
import { ACCOUNT } from './kit/product.ts';
import type { Random } from './kit/random.ts';
import { Stage } from './kit/stage.ts';
import { judge } from './kit/verdict.ts';

const HOLDS = 500;
const RECORDS = 100_000;
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '100' };
const LATENCY = [{ do: { latencyMs: 150 } }];
/** A job stands still for as long as nobody but the other process can write, and no longer. */
const LONGEST_STANDSTILL = 15_000;

/** Another process holds the database for a tenth of a second to ten seconds, again and again, while jobs are executed. */
export async function run({ scale, random, folder, port }: CampaignOptions): Promise<Row[]> {
  const holds = Math.max(10, Math.round(HOLDS * scale));
  const stage = await Stage.open({ folder, port, settings: SETTINGS, script: LATENCY, console: 'lib/start.ts' });
  const other = new Database(join(stage.dataDir, 'console.db'), { timeout: 30_000 });
  try {
    const jobs: { readonly job: number; readonly file: EventsFile }[] = [];
    let [held, longest] = [0, 0];
    while (held < holds) {
      const name = `locked${jobs.length}`;
      const path = join(folder, `${name}.csv`);
      const file = await writeEventsFile({ path, name, records: Math.round(RECORDS * Math.min(1, scale * 2)), random });
      const job = await stage.pintd.enqueue(path, { ad_account_id: ACCOUNT });
      jobs.push({ job, file });
      while (held < holds && !(await hasEnded(stage, job))) {
        const milliseconds = lengthOf(random);
        await hold(other, milliseconds);
        held += 1;
        longest = Math.max(longest, milliseconds);
        await wait(random.between(20, 300));
      }
    }
    const findings = new Findings('locked');
    findings.note(`times the database was held by another process, the longest`, `${held}, ${longest} ms`);
    for (const { job } of jobs) await untilEnded(stage, job);
    await findAll(findings, stage, jobs);
    return findings.rows;
  } finally {
    other.close();
    await stage.close();
  }
}

async function findAll(findings: Findings, stage: Stage, jobs: readonly { job: number; file: EventsFile }[]) {
  const { pintd, sandbox } = stage;
  await sandbox.received.update();
  const verdicts = [];
  for (const { job, file } of jobs) {
    const [shown, rejected] = [await pintd.show(job), await pintd.rejected(job)];
    verdicts.push(await judge({ job: shown, file, account: ACCOUNT, received: sandbox.received, calls: [], rejected }));
  }
  findings.note('jobs meanwhile', jobs.length);
  findings.none(
    'records lost',
    verdicts.flatMap(({ lost }) => lost),
  );
  findings.none(
    'counters that differ from the file, jobs without success',
    verdicts.flatMap(({ miscounted }) => miscounted),
  );
  findings.none(
    'records missing, doubled or wrong in the rejected CSV',
    verdicts.flatMap(({ misreported }) => misreported),
  );
  const repeats = verdicts.flatMap(({ changed, unreported }) => [...changed, ...unreported]);
  findings.none('repeats in other bytes, or not counted in resent_after_unknown', repeats);
}

/** One in ten is long. */
function lengthOf(random: Random): number {
  return random.chance(0.1) ? random.between(1000, 10_000) : random.between(100, 500);
}

async function hold(database: Database.Database, milliseconds: number): Promise<void> {
  database.exec('BEGIN IMMEDIATE');
  await wait(milliseconds);
  database.exec('COMMIT');
}

async function hasEnded({ console }: Stage, job: number): Promise<boolean> {
  const state = (await console.job(job))?.state;
  return state !== undefined && isFinal(state);
}

/** Nobody holds the database any more: from now on there has to be progress. */
async function untilEnded(stage: Stage, job: number): Promise<void> {
  let [calls, since] = [0, performance.now()];
  while (!(await hasEnded(stage, job))) {
    const now = await stage.sandbox.received.update();
    if (now !== calls) [calls, since] = [now, performance.now()];
    if (performance.now() - since > LONGEST_STANDSTILL)
      throw new Error(`job ${job} is wedged\n${stage.console.output}`);
    await wait(100);
  }
}
