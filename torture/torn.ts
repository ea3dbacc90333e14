import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inspectCopy } from './database/database-copy.ts';
import type { CampaignOptions } from './kit/campaign.ts';
import { mapConcurrently } from './kit/concurrency.ts';
import { Deployment } from './kit/deployment.ts';
import { writeEventsFile } from './kit/events-file.ts';
import { Findings, type Row } from './kit/findings.ts';
import type { Program } from './kit/process.ts';
import { ACCOUNT } from './kit/product.ts';
import type { Random } from './kit/random.ts';
import { copyTwice, cutAt, type TornCopy } from './torn/copies.ts';
import { resumeFromCopy, sentEvents, type TornResult } from './torn/resume-from-copy.ts';

const CUTS = 200;
const CUTS_PER_COPY = 20;
const RECORDS = 6000;
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '100' };
const LATENCY = [{ do: { latencyMs: 60 } }];

/**
 * Power failure while a job is being sent: the write-ahead log ends at a random byte. Half of the cuts are after
 * the last acknowledged commit, as on an honest disk: then nothing may be missing. The other half are before it, as on
 * a disk that lies about its syncs: then the ledger misses some calls. Even then, every record must get an outcome, and
 * repeats must be identical byte for byte.
 */
export async function run({ scale, random, folder, port }: CampaignOptions): Promise<Row[]> {
  const copies = Math.max(1, Math.round((CUTS / CUTS_PER_COPY) * scale));
  const results: TornResult[] = [];
  for (let index = 0; index < copies; index++) {
    results.push(...(await testOneCopy(random.for(`copy ${index}`), join(folder, `${index}`), port)));
  }
  const honest = results.filter(({ isAcknowledgedLost }) => !isAcknowledgedLost);
  const lying = results.filter(({ isAcknowledgedLost }) => isAcknowledgedLost);
  const findings = new Findings('torn');
  findings.atLeast('cuts after the last acknowledged commit', honest.length, (copies * CUTS_PER_COPY) / 2);
  findings.atLeast('cuts before it, as on a lying disk', lying.length, (copies * CUTS_PER_COPY) / 2);
  findings.none(
    'databases that could not be opened, or jobs that did not end in success',
    results.flatMap(({ stuck }) => stuck),
  );
  findings.none(
    'records lost',
    results.flatMap(({ lost }) => lost),
  );
  findings.none(
    'counters that differ from the file',
    results.flatMap(({ miscounted }) => miscounted),
  );
  findings.none(
    'events repeated with different bytes',
    results.flatMap(({ changed }) => changed),
  );
  findings.none(
    'acknowledged progress missing on an honest disk',
    honest.flatMap(({ missing }) => missing),
  );
  findings.equal('uncounted repeats on an honest disk', sum(honest.map(({ uncounted }) => uncounted)), 0);
  findings.note('uncounted repeats on a lying disk, in total', sum(lying.map(({ uncounted }) => uncounted)));
  return findings.rows;
}

async function testOneCopy(random: Random, folder: string, port: number): Promise<TornResult[]> {
  const deployment = await Deployment.open({ folder, port, settings: SETTINGS, script: LATENCY });
  const { pintd, sandbox } = deployment;
  try {
    const file = await writeEventsFile({ path: join(folder, 'torn.csv'), name: 'torn', records: RECORDS, random });
    const job = await pintd.enqueue(file.path, { ad_account_id: ACCOUNT });
    const writer = pintd.start(['job:resume', String(job)]);
    const copy = await copyWhileSending(writer, deployment, random);
    await writer.kill();
    await sandbox.received.update();
    const sent = await sentEvents(deployment, copy.at);
    const whole = join(folder, 'whole');
    await cutAt(copy, copy.walBytes, whole);
    const acknowledged = (await inspectCopy(whole, job)).job;
    const cuts = Array.from({ length: CUTS_PER_COPY }, (_, index) =>
      index % 2 === 0 ? random.between(0, copy.walBytes - 1) : random.between(copy.walBytes, copy.laterWalBytes),
    );
    return await mapConcurrently(2, [...cuts.entries()], async ([index, bytes]) => {
      const dataDir = join(folder, `cut ${index}`);
      await cutAt(copy, bytes, dataDir);
      return resumeFromCopy({
        dataDir,
        job,
        file,
        sent,
        acknowledged: bytes < copy.walBytes ? undefined : acknowledged,
      });
    });
  } finally {
    await deployment.close();
  }
}

/** Copies the data folder at a random moment while a process sends a job. */
async function copyWhileSending(
  writer: Program,
  { folder, dataDir, sandbox }: Deployment,
  random: Random,
): Promise<TornCopy> {
  for (let tries = 0; ; tries++) {
    if (!writer.isAlive) throw new Error(`the job ended before it could be copied: ${writer.err}`);
    while (writer.isAlive && (await sandbox.received.update()) < 5) await wait(10);
    await wait(random.between(0, 200));
    const copy = await copyTwice(writer, dataDir, join(folder, `copy ${tries}`), random);
    if (copy) return copy;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
