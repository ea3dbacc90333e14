import { join } from 'node:path';
import { newDatabaseSettings } from './database/databases.ts';
import type { CampaignOptions } from './kit/campaign.ts';
import { countValidRecords, writeEventsFile } from './kit/events-file.ts';
import { Findings, type Row } from './kit/findings.ts';
import { peakMemory } from './kit/memory.ts';
import { type JobObject, Pintd, resultOf } from './kit/pintd.ts';
import type { Random } from './kit/random.ts';
import { SandboxProcess } from './kit/sandbox/sandbox.ts';
import { verifyJob } from './kit/verdict.ts';

const RECORDS = 1_000_000;
const BATCH = 1000;
const ACCOUNT = '549764609761';
const RESET_SHARE = 0.1;
const MAX_MEMORY_MB = 512;

/** One call in ten is accepted, but its connection is reset before the response. */
export async function run({ scale, random, folder }: CampaignOptions): Promise<Row[]> {
  const recordCount = Math.round(RECORDS * scale);
  const file = await writeEventsFile({ path: join(folder, 'events.csv'), name: 'reset', records: recordCount, random });
  const resets = randomCalls(random, Math.ceil((recordCount / BATCH) * 2));
  const sandbox = await SandboxProcess.start(join(folder, 'sandbox'), [
    { match: { call: resets }, do: { acceptThenReset: true } },
  ]);
  const database = await newDatabaseSettings();
  const pintd = new Pintd({ PINTD_DATA_DIR: join(folder, 'data'), PINTEREST_API_BASE_URL: sandbox.url, ...database });
  try {
    await pintd.createAuthentication('Shop');
    const program = pintd.start(['export', file.path, '--result', resultOf({ ad_account_id: ACCOUNT })]);
    const memory = peakMemory(program);
    const startedAt = performance.now();
    const { status, signal, out, err } = await program.ended;
    if (status !== 0) throw new Error(`pintd export ended with ${status ?? signal}: ${err}`);
    const seconds = (performance.now() - startedAt) / 1000;
    const job = JSON.parse(out) as JobObject;
    const { received } = sandbox;
    await received.update();
    const rejected = await pintd.rejected(job.job_id);
    const verdict = await verifyJob({ job, file, account: ACCOUNT, received, calls: received.calls, rejected });
    const resetCalls = received.calls.filter(({ end }) => end === 'accepted_then_reset').length;

    const findings = new Findings('resets');
    findings.note(
      'records, and duration of the command',
      `${recordCount.toLocaleString('en-US')}, ${seconds.toFixed(1)} s`,
    );
    findings.note('calls reset after they were accepted', `${resetCalls} of ${received.calls.length}`);
    findings.equal('calls counted by the job', job.calls, received.calls.length);
    findings.equal(
      'unique events at the sandbox',
      countValidRecords(file) - verdict.lost.length,
      countValidRecords(file),
    );
    findings.none('counters that differ from the file', verdict.miscounted);
    findings.none(
      'records missing, duplicated or wrong in the CSV of records that were not accepted',
      verdict.misreported,
    );
    findings.none('events repeated with different bytes', verdict.changed);
    findings.none('events that differ from their record', verdict.wronglySent);
    findings.equal(
      'resent_after_unknown, compared with the repeated events in the journal',
      job.resent_after_unknown,
      verdict.repeats,
    );
    findings.atMost('peak memory of the command', await memory(), MAX_MEMORY_MB, ' MB');
    return findings.rows;
  } finally {
    await sandbox.stop();
  }
}

function randomCalls(random: Random, callCount: number): number[] {
  return Array.from({ length: callCount }, (_, index) => index + 1).filter(() => random.chance(RESET_SHARE));
}
