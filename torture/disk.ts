import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isFinal } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { SmallDisk } from './disk/small-disk.ts';
import type { CampaignOptions } from './kit/campaign.ts';
import { Deployment } from './kit/deployment.ts';
import { type EventsFile, writeEventsFile } from './kit/events-file.ts';
import { Findings, type Row } from './kit/findings.ts';
import { resultOf } from './kit/pintd.ts';
import { ACCOUNT } from './kit/product.ts';
import type { Random } from './kit/random.ts';
import { addsUp, verifyJob } from './kit/verdict.ts';

const MEGABYTES = 64;
const RESERVE = 8_000_000;
const RECORDS = 20_000;
const FILLS = 10;
const LATENCY = [{ do: { latencyMs: 150 } }];
const SOON_MS = 10_000;

/**
 * The disk of the data folder fills up while a job is sent. With a reserve the job pauses and reports the reason;
 * without one, not even that can be stored. In both cases nothing is lost, and the job continues automatically when
 * there is space.
 */
export async function run(options: CampaignOptions): Promise<Row[]> {
  const findings = new Findings('disk');
  const onDisk = async (
    name: string,
    reserve: number,
    work: (deployment: Deployment, disk: SmallDisk) => Promise<void>,
  ) => {
    const folder = join(options.folder, name);
    const disk = await SmallDisk.mount(join(folder, 'data'), MEGABYTES);
    if (!disk) return findings.note(`${name}: not run`, 'needs root on Linux to mount a small disk');
    const settings = { PINTD_MAX_EVENTS_PER_CALL: '100', PINTD_DISK_RESERVE_BYTES: String(reserve) };
    const deployment = await Deployment.open({
      folder,
      port: options.port,
      settings,
      script: LATENCY,
      console: 'lib/start.ts',
    });
    try {
      await work(deployment, disk);
    } finally {
      await deployment.close();
      await disk.unmount();
    }
  };
  await onDisk('with a reserve', RESERVE, (deployment, disk) => testPause(findings, deployment, disk, options));
  await onDisk('without a reserve', 0, (deployment, disk) => testFullDisk(findings, deployment, disk, options));
  return findings.rows;
}

async function testPause(
  findings: Findings,
  deployment: Deployment,
  disk: SmallDisk,
  { random, folder }: CampaignOptions,
): Promise<void> {
  const { job, file } = await startJob(deployment, random, folder, 'reserve');
  await disk.fill(RESERVE / 2);
  const paused = await waitForJob(deployment, job, ({ state }) => state === 'paused');
  const calls = await deployment.sandbox.received.update();
  findings.equal('error of a job when less than the reserve is free', paused.error?.code ?? paused.state, 'disk_full');
  findings.none(
    'statuses with counters that do not add up',
    addsUp(paused.records) ? [] : [JSON.stringify(paused.records)],
  );
  const refused = await deployment.pintd.run(['export', file.path, '--result', resultOf({ ad_account_id: ACCOUNT })]);
  findings.equal('exit status of an export at that time', refused.status ?? 'none', 1);
  const uploads = await readdir(join(deployment.dataDir, 'uploads'));
  findings.equal('uploads in the data folder after this export', uploads.length, 1);
  findings.equal('calls while the job was paused', (await deployment.sandbox.received.update()) - calls, 0);
  await disk.makeRoom();
  await waitForJob(deployment, job, ({ state }) => state !== 'paused');
  await verify('with a reserve', findings, deployment, job, file);
}

async function testFullDisk(
  findings: Findings,
  deployment: Deployment,
  disk: SmallDisk,
  options: CampaignOptions,
): Promise<void> {
  const { scale, random, folder } = options;
  const { job, file } = await startJob(deployment, random, folder, 'full');
  const fillCount = Math.max(2, Math.round(FILLS * scale));
  let filled = 0;
  while (filled < fillCount && !isFinal((await waitForJob(deployment, job, () => true)).state)) {
    await disk.fill(0);
    await wait(random.between(200, 3000));
    await disk.makeRoom();
    filled += 1;
    await wait(random.between(200, 1500));
  }
  findings.note('times the disk was full', filled);
  await verify('without a reserve', findings, deployment, job, file);
}

async function startJob(deployment: Deployment, random: Random, folder: string, name: string) {
  const path = join(folder, `${name}.csv`);
  const file = await writeEventsFile({ path, name, records: RECORDS, random, invalidShare: 0.2 });
  const job = await deployment.pintd.enqueue(path, { ad_account_id: ACCOUNT });
  while ((await deployment.sandbox.received.update()) < 5) await wait(20);
  return { job, file };
}

/** Waits until the job meets the condition. */
async function waitForJob(
  deployment: Deployment,
  job: number,
  condition: (view: JobView) => boolean,
  withinMs = SOON_MS,
): Promise<JobView> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const view = await deployment.console.job(job);
    if (view && condition(view)) return view;
    if (performance.now() > deadline) throw new Error(`job ${job} stays ${view?.state} ${view?.error?.code ?? ''}`);
    await wait(50);
  }
}

async function verify(
  situation: string,
  findings: Findings,
  deployment: Deployment,
  job: number,
  file: EventsFile,
): Promise<void> {
  await waitForJob(deployment, job, ({ state }) => isFinal(state), 120_000);
  const { pintd, sandbox } = deployment;
  await sandbox.received.update();
  const shown = await pintd.show(job);
  const rejected = await pintd.rejected(job);
  const { received } = sandbox;
  const { lost, miscounted, misreported, changed, unreported } = await verifyJob({
    job: shown,
    file,
    account: ACCOUNT,
    received,
    rejected,
    calls: received.calls,
  });
  findings.none(`${situation}: records lost, or counters that differ from the file`, [
    ...lost,
    ...miscounted,
    ...misreported,
  ]);
  findings.none(`${situation}: events repeated with different bytes, or not counted in resent_after_unknown`, [
    ...changed,
    ...unreported,
  ]);
}
