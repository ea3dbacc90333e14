import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isFinal } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { SmallDisk } from './disk/small-disk.ts';
import type { CampaignOptions } from './kit/campaign.ts';
import { type EventsFile, writeEventsFile } from './kit/events-file.ts';
import { Findings, type Row } from './kit/findings.ts';
import { resultOf } from './kit/pintd.ts';
import { ACCOUNT } from './kit/product.ts';
import type { Random } from './kit/random.ts';
import { Stage } from './kit/stage.ts';
import { isSum, judge } from './kit/verdict.ts';

const MEGABYTES = 64;
const RESERVE = 8_000_000;
const RECORDS = 20_000;
const TIMES_FULL = 10;
const LATENCY = [{ do: { latencyMs: 150 } }];
const SOON = 10_000;

/**
 * The data folder's disk fills up while a job is sent. With a reserve the job pauses and says why; without one even that
 * cannot be written down any more. Either way nothing is lost, and it goes on by itself when there is room again.
 */
export async function run(options: CampaignOptions): Promise<Row[]> {
  const findings = new Findings('disk');
  const onDisk = async (name: string, reserve: number, work: (stage: Stage, disk: SmallDisk) => Promise<void>) => {
    const folder = join(options.folder, name);
    const disk = await SmallDisk.mount(join(folder, 'data'), MEGABYTES);
    if (!disk) return findings.note(`${name}: not tried`, 'a small disk takes root on Linux');
    const settings = { PINTD_MAX_EVENTS_PER_CALL: '100', PINTD_DISK_RESERVE_BYTES: String(reserve) };
    const stage = await Stage.open({ folder, port: options.port, settings, script: LATENCY, console: 'lib/start.ts' });
    try {
      await work(stage, disk);
    } finally {
      await stage.close();
      await disk.unmount();
    }
  };
  await onDisk('with a reserve', RESERVE, (stage, disk) => pauses(findings, stage, disk, options));
  await onDisk('without a reserve', 0, (stage, disk) => survives(findings, stage, disk, options));
  return findings.rows;
}

async function pauses(
  findings: Findings,
  stage: Stage,
  disk: SmallDisk,
  { random, folder }: CampaignOptions,
): Promise<void> {
  const { job, file } = await begin(stage, random, folder, 'reserve');
  await disk.fill(RESERVE / 2);
  const paused = await until(stage, job, ({ state }) => state === 'paused');
  const calls = await stage.sandbox.received.update();
  findings.equal('what a job says when less than the reserve is left', paused.error?.code ?? paused.state, 'disk_full');
  findings.none('a status that does not add up', isSum(paused.records) ? [] : [JSON.stringify(paused.records)]);
  const refused = await stage.pintd.run(['export', file.path, '--result', resultOf({ ad_account_id: ACCOUNT })]);
  findings.equal('exit status of an export meanwhile', refused.status ?? 'none', 1);
  findings.equal('uploads left behind by it', (await readdir(join(stage.dataDir, 'uploads'))).length, 1);
  findings.equal('calls while it was paused', (await stage.sandbox.received.update()) - calls, 0);
  await disk.makeRoom();
  await until(stage, job, ({ state }) => state !== 'paused');
  await conclude(findings, stage, job, file);
}

async function survives(findings: Findings, stage: Stage, disk: SmallDisk, options: CampaignOptions): Promise<void> {
  const { scale, random, folder } = options;
  const { job, file } = await begin(stage, random, folder, 'full');
  const times = Math.max(2, Math.round(TIMES_FULL * scale));
  let filled = 0;
  while (filled < times && !isFinal((await until(stage, job, () => true)).state)) {
    await disk.fill(0);
    await wait(random.between(200, 3000));
    await disk.makeRoom();
    filled += 1;
    await wait(random.between(200, 1500));
  }
  findings.note('times there was no room at all', filled);
  await conclude(findings, stage, job, file);
}

async function begin(stage: Stage, random: Random, folder: string, name: string) {
  const path = join(folder, `${name}.csv`);
  const file = await writeEventsFile({ path, name, records: RECORDS, random, badShare: 0.2 });
  const job = await stage.pintd.enqueue(path, { ad_account_id: ACCOUNT });
  while ((await stage.sandbox.received.update()) < 5) await wait(20);
  return { job, file };
}

/** The status, once it is like this. */
async function until(stage: Stage, job: number, isSo: (view: JobView) => boolean, withinMs = SOON): Promise<JobView> {
  const latest = performance.now() + withinMs;
  for (;;) {
    const view = await stage.console.job(job);
    if (view && isSo(view)) return view;
    if (performance.now() > latest) throw new Error(`job ${job} stays ${view?.state} ${view?.error?.code ?? ''}`);
    await wait(50);
  }
}

async function conclude(findings: Findings, stage: Stage, job: number, file: EventsFile): Promise<void> {
  await until(stage, job, ({ state }) => isFinal(state), 120_000);
  const { pintd, sandbox } = stage;
  await sandbox.received.update();
  const [shown, rejected] = [await pintd.show(job), await pintd.rejected(job)];
  const { received } = sandbox;
  const { lost, miscounted, misreported, changed, unreported } = await judge({
    ...{ job: shown, file, account: ACCOUNT, received, rejected, calls: received.calls },
  });
  findings.none('records lost, or counters that differ from the file', [...lost, ...miscounted, ...misreported]);
  findings.none('repeats in other bytes, or not counted in resent_after_unknown', [...changed, ...unreported]);
}
