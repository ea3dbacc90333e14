import { median, runForMessage } from './kit/measure.ts';
import { atMost, note, type Row } from './kit/row.ts';
import type { BenchPlan } from './plan.ts';

interface Repaired {
  readonly seconds: number;
  /** The longest time that a page needed to get a list and a record while the repair ran. */
  readonly slowestMs: number;
  /** Peak of the whole run, in which one process is worker and web process. */
  readonly peakMegabytes: number;
}

/** Measures all safe repairs as one edit: the time until all are made, and how long a page waits meanwhile. */
export async function measureReview({ rounds, records, repairedRecords }: BenchPlan): Promise<Row[]> {
  const repair = (count: number, percent: number) =>
    runForMessage<Repaired>('bench/parts/review-process.ts', [String(count), String(percent)]);
  const all: Repaired[] = [];
  for (let round = 0; round < rounds; round++) all.push(await repair(repairedRecords, 100));
  const some = await repair(records, 5);
  const [few, many] = [repairedRecords, records].map((count) => count.toLocaleString('en'));
  return [
    atMost(`repair of ${few} records, all faulty`, median(all.map(({ seconds }) => seconds)), 3, ' s'),
    note(`repair of 5% of ${many} records`, some.seconds, ' s'),
    atMost('slowest list of records during that repair', some.slowestMs, 300, ' ms'),
    note('memory of worker and web process during that repair', some.peakMegabytes, ' MB'),
  ];
}
