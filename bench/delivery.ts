import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkout } from '../torture/kit/checkout.ts';
import type { Cost } from './kit/cost.ts';
import { writeBenchFile } from './kit/events-file.ts';
import { type Exported, type ExportOptions, exportFile, type Sample } from './kit/exporter.ts';
import { interleave, median, rateOf, runForMessage } from './kit/measure.ts';
import { atLeast, atMost, note, type Row } from './kit/row.ts';
import { shortOf } from './kit/short-of.ts';
import { THREADS } from './kit/thread-times.ts';
import { type BenchPlan, CEILING, REFERENCE_RATE } from './plan.ts';

const LATENCY_MS = 300;
/** The first seconds with calls are left out, because a job begins with few calls in flight. */
const WARM_UP_SAMPLES = 3;

/** A point of the chart: rate and memory for a number of records. */
export interface Growth {
  readonly records: number;
  readonly rate: number;
  readonly peakMegabytes: number;
}

/** Measures exports from the command line, with the ledger, compared with the naive design and an earlier version. */
export async function measureDelivery(
  folder: string,
  plan: BenchPlan,
  former?: Checkout,
): Promise<{ rows: Row[]; growth: Growth[] }> {
  const growth: Growth[] = [];
  for (const part of [0.01, 0.1]) growth.push(growthOf([await exportRecords(folder, plan.records * part)]));
  const runs = await runInTurn(folder, plan, former);
  const ofRecords = runs.own;
  const ofManyRecords = [await exportRecords(folder, plan.manyRecords)];
  growth.push(growthOf(ofRecords), growthOf(ofManyRecords));
  const peak = growthOf(ofRecords).peakMegabytes;
  const peakOfMany = growthOf(ofManyRecords).peakMegabytes;
  const naive = rateOf(runs.naiveDelivery);
  const speed = speedOf(runs.naive);
  const rows = [
    note('this machine, relative to the one for which the targets were set', speed, ' ×'),
    note('naive design with fetch, end to end', naive, ' events/s'),
    atLeast('end to end, limiter lifted', rateOf(ofRecords), 140_000 * speed, ' events/s'),
    atLeast('the same, relative to the naive design with fetch', rateOf(ofRecords) / naive, 4, ' ×'),
    ...processorTimes(ofRecords, 10 / speed),
    ...(former ? comparison(former.commit, ofRecords, runs.former) : []),
    atMost(`peak memory, ${shortOf(plan.records)} records`, peak, 256, ' MB'),
    atMost(`peak memory, ${shortOf(plan.manyRecords)} records`, peakOfMany, 256, ' MB'),
    atMost('difference between the two', (Math.abs(peakOfMany - peak) / peak) * 100, 10, '%'),
    ...(await measurePaced(folder, plan)),
    atLeast('all records invalid: outcomes written to the ledger', rateOf(runs.invalid), 150_000 * speed, ' records/s'),
  ];
  return { rows, growth };
}

function growthOf(exported: readonly Exported[]): Growth {
  return {
    records: exported[0]?.records ?? 0,
    rate: rateOf(exported),
    peakMegabytes: median(exported.map(({ peakMegabytes }) => peakMegabytes)),
  };
}

/** Processor time per event, as a whole and by thread. */
function processorTimes(exported: readonly Exported[], most: number): Row[] {
  const ofRuns = microsecondsPerEvent(exported);
  return [
    atMost('processor time per event', median(ofRuns.map(sumOf)), most, ' µs'),
    ...THREADS.map((thread, index) =>
      note(`of which: ${thread}`, median(ofRuns.map((times) => times[index] ?? 0)), ' µs'),
    ),
  ];
}

/** The figures of exports of the same file by an earlier version, in turn with those of this one. */
function comparison(commit: string, own: readonly Exported[], former: readonly Exported[]): Row[] {
  const medianTime = (exported: readonly Exported[]) => median(microsecondsPerEvent(exported).map(sumOf));
  const formerTime = medianTime(former);
  return [
    note(`at ${commit}: end to end, limiter lifted`, rateOf(former), ' events/s'),
    note(`at ${commit}: processor time per event`, formerTime, ' µs'),
    atMost('processor time per event, relative to that', medianTime(own) / formerTime, 0.6, ' ×'),
  ];
}

/** For each run, the processor time of each thread per event, in microseconds, while calls are made. */
function microsecondsPerEvent(exported: readonly Exported[]): number[][] {
  return exported.map(({ samples, records, seconds }) => {
    const running = samples.filter(({ calls }) => calls > 0);
    const [first, last] = [running[0], running.at(-1)];
    if (!first || !last || first === last)
      throw new Error(
        `The export of ${records} records took ${seconds} s, too short for two samples at one per second. Raise \`records\` in bench/plan.ts.`,
      );
    const events = (last.calls - first.calls) * 1000;
    return THREADS.map((thread) => ((last.threads[thread] - first.threads[thread]) / events) * 1e6);
  });
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Exports by this version and an earlier one, of valid and of invalid records, and the naive design, in turn. */
async function runInTurn(folder: string, plan: BenchPlan, former: Checkout | undefined) {
  const { records, coreRecords } = plan;
  const file = join(folder, 'delivery.csv');
  const invalidFile = join(folder, 'invalid.csv');
  const naiveFile = join(folder, 'naive.csv');
  await writeBenchFile({ records, path: file });
  await writeBenchFile({ records, path: invalidFile, invalidEvery: 1 });
  await writeBenchFile({ records: coreRecords, path: naiveFile });
  const runs = await interleave(plan.rounds, {
    own: () => exportOnce({ folder, file }),
    former: former && (() => exportOnce({ folder, file, checkout: former.folder })),
    invalid: () => exportOnce({ folder, file: invalidFile }),
    naive: () => mapNaively(naiveFile),
    naiveDelivery: () => runForMessage<Cost>('bench/parts/naive-delivery-process.ts', [naiveFile]),
  });
  for (const path of [file, invalidFile, naiveFile]) await rm(path);
  return runs;
}

/** Exports a new file once. */
async function exportRecords(folder: string, recordCount: number): Promise<Exported> {
  const file = join(folder, 'delivery.csv');
  await writeBenchFile({ records: recordCount, path: file });
  const exported = await exportOnce({ folder, file });
  await rm(file);
  return exported;
}

/** Exports a file with a new data folder, and removes the folder. */
async function exportOnce(options: ExportOptions): Promise<Exported> {
  const exported = await exportFile(options);
  await rm(join(options.folder, 'data'), { recursive: true });
  return exported;
}

/**
 * Measures the steady part of exports at the default rate limit: share of Pinterest's ceiling, and cores used. The
 * naive design takes turns with them, too: minutes after the other exports, the machine may have another speed.
 */
async function measurePaced(folder: string, { pacedRecords: records, pacedRounds, coreRecords }: BenchPlan) {
  const file = join(folder, 'paced.csv');
  const naiveFile = join(folder, 'naive.csv');
  await writeBenchFile({ records, path: file });
  await writeBenchFile({ records: coreRecords, path: naiveFile });
  const runs = await interleave(pacedRounds, {
    paced: () => exportOnce({ folder, file, latencyMs: LATENCY_MS, isPaced: true }),
    naive: () => mapNaively(naiveFile),
  });
  for (const path of [file, naiveFile]) await rm(path);
  const steady = runs.paced.map(({ samples }) => {
    const [first, last] = steadyPart(samples, records / 1000);
    const seconds = last.seconds - first.seconds;
    const share = (last.calls - first.calls) / seconds / CEILING.calls;
    return { share, cores: (last.cpuSeconds - first.cpuSeconds) / seconds };
  });
  return [
    atLeast(
      `share of Pinterest's ceiling reached with the rate limit, at ${LATENCY_MS} ms latency`,
      median(steady.map(({ share }) => share)) * 100,
      96,
      '%',
    ),
    atMost('CPU cores at that rate', median(steady.map(({ cores }) => cores)), 0.8 / speedOf(runs.naive), ''),
  ];
}

/** The naive design on one thread, without sending. */
function mapNaively(file: string): Promise<Cost> {
  return runForMessage<Cost>('bench/parts/naive-process.ts', [file]);
}

/** The speed of this machine, relative to the one for which the targets of speed were set. */
function speedOf(naive: readonly Cost[]): number {
  return rateOf(naive) / REFERENCE_RATE;
}

/** Both ends of the steady part: the first sample after the warm-up, and the last one before all calls were made. */
function steadyPart(samples: readonly Sample[], callCount: number): [Sample, Sample] {
  const running = samples.filter((sample) => sample.calls > 0 && sample.calls < callCount);
  const [first, last] = [running[Math.min(WARM_UP_SAMPLES, running.length - 2)], running.at(-1)];
  if (!first || !last)
    throw new Error('The export was too short for a steady part. Raise `pacedRecords` in bench/plan.ts.');
  return [first, last];
}
