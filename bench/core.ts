import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkout } from '../torture/kit/checkout.ts';
import type { Cost } from './kit/cost.ts';
import { writeBenchFile } from './kit/events-file.ts';
import { interleave, rateOf, runForMessage } from './kit/measure.ts';
import { atLeast, note, type Row } from './kit/row.ts';
import type { Share } from './kit/shares.ts';
import { type BenchPlan, CEILING } from './plan.ts';

/**
 * Measures, on one thread, the CSV readers alone, and the whole path from file to events, compared with the naive
 * design and an earlier version.
 */
export async function measureCore(
  folder: string,
  { rounds, coreRecords }: BenchPlan,
  former?: Checkout,
): Promise<Row[]> {
  const [path, hostile] = [join(folder, 'core.csv'), join(folder, 'hostile.csv')];
  await writeBenchFile({ path, records: coreRecords });
  await writeBenchFile({ path: hostile, records: coreRecords, isHostile: true });
  const megabytes = (await stat(path)).size / 1e6;
  const reader = (name: string) => () => runForMessage<Cost>('bench/parts/reader-process.ts', [name, path]);
  const costs = await interleave(rounds, {
    'csv-parse': reader('csv-parse'),
    papaparse: reader('papaparse'),
    own: reader('own'),
    naive: () => runForMessage<Cost>('bench/parts/naive-process.ts', [path]),
    core: () => runForMessage<Cost>('bench/parts/core-process.ts', [path]),
    former: former && (() => runForMessage<Cost>('bench/parts/core-process.ts', [path], former.folder)),
    hostile: () => runForMessage<Cost>('bench/parts/core-process.ts', [hostile]),
  });
  const megabytesOf = (name: keyof typeof costs) => (rateOf(costs[name]) * megabytes) / coreRecords;
  const [naive, core] = [rateOf(costs.naive), rateOf(costs.core)];
  return [
    note('reader alone: csv-parse', megabytesOf('csv-parse'), ' MB/s'),
    note('reader alone: papaparse', megabytesOf('papaparse'), ' MB/s'),
    note('reader alone: this product', megabytesOf('own'), ' MB/s'),
    note('naive design, one thread, nothing sent', naive, ' events/s'),
    atLeast('map, validate, hash, stringify, one thread', core, CEILING.events, ' events/s'),
    atLeast('the same, relative to the naive design that sends nothing', core / naive, 2.5, ' ×'),
    atLeast('a file with quotes, accents and CRLF, relative to one without', rateOf(costs.hostile) / core, 0.6, ' ×'),
    ...(former
      ? [note(`at ${former.commit}: map, validate, hash, stringify, one thread`, rateOf(costs.former), ' events/s')]
      : []),
    ...(await stagesOf(path)),
  ];
}

async function stagesOf(path: string): Promise<Row[]> {
  const shares = await runForMessage<Share[]>('bench/parts/core-process.ts', [path, '--stages']);
  return shares.map(({ stage, share }) => note(`share of time: ${stage}`, share * 100, '%'));
}
