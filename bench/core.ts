import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeBenchFile } from './kit/events-file.ts';
import { inTurns, rateOf, told } from './kit/measure.ts';
import { atLeast, note, type Row } from './kit/row.ts';
import type { Share } from './kit/shares.ts';
import { type BenchPlan, CEILING } from './plan.ts';

/** One thread: the readers alone, then everything that makes events of a file, beside the naive design. */
export async function measureCore(folder: string, { runs, coreRecords }: BenchPlan): Promise<Row[]> {
  const path = join(folder, 'core.csv');
  await writeBenchFile({ path, records: coreRecords });
  const megabytes = (await stat(path)).size / 1e6;
  const reader = (name: string) => () => told('bench/parts/reader-process.ts', [name, path]);
  const costs = await inTurns(runs, {
    'csv-parse': reader('csv-parse'),
    papaparse: reader('papaparse'),
    own: reader('own'),
    naive: () => told('bench/parts/naive-process.ts', [path]),
    core: () => told('bench/parts/core-process.ts', [path]),
  });
  const megabytesOf = (name: keyof typeof costs) => (rateOf(costs[name]) * megabytes) / coreRecords;
  const [naive, core] = [rateOf(costs.naive), rateOf(costs.core)];
  return [
    note('reader alone: csv-parse', megabytesOf('csv-parse'), ' MB/s'),
    note('reader alone: papaparse', megabytesOf('papaparse'), ' MB/s'),
    note("reader alone: the product's", megabytesOf('own'), ' MB/s'),
    note('naive design, one thread, nothing sent', naive, ' events/s'),
    atLeast('map, check, hash, stringify, one thread', core, CEILING.events, ' events/s'),
    atLeast('the same, against the naive design', core / naive, 2.5, ' ×'),
    ...(await stagesOf(path)),
  ];
}

async function stagesOf(path: string): Promise<Row[]> {
  const shares = await told<Share[]>('bench/parts/core-process.ts', [path, '--stages']);
  return shares.map(({ stage, share }) => note(`share of time: ${stage}`, share * 100, ' %'));
}
