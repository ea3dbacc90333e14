import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { peakMemory } from '../torture/kit/memory.ts';
import { Program } from '../torture/kit/process.ts';
import { writeBenchFile, writeBenchWorkbook } from './kit/events-file.ts';
import { atMost, note, type Row } from './kit/row.ts';
import { shortOf } from './kit/short-of.ts';
import type { BenchPlan } from './plan.ts';

interface Validated {
  readonly records: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
}

const REPEAT_EVERY = 100;
const MAX_MEGABYTES = 256;
/** The size of the Bloom filter that finds repeats, for every million events. */
const FILTER_MEGABYTES = 2;

/** Runs `pintd validate` on workbooks and on files with repeats. Its memory hardly grows with the file. */
export async function measureFiles(folder: string, { workbookRows, records, manyRecords }: BenchPlan): Promise<Row[]> {
  const validateWorkbook = async (count: number) => {
    const path = join(folder, 'events.xlsx');
    await writeBenchWorkbook({ path, records: count });
    return validate(path, count, 0);
  };
  const validateRepeats = async (count: number) => {
    const path = join(folder, 'events.csv');
    await writeBenchFile({ path, records: count, repeatEvery: REPEAT_EVERY });
    return validate(path, count, count / REPEAT_EVERY);
  };
  const [small, large] = [await validateWorkbook(workbookRows / 10), await validateWorkbook(workbookRows)];
  const [some, many] = [await validateRepeats(records), await validateRepeats(manyRecords)];
  return [
    note(`validation of a workbook of ${shortOf(workbookRows)} rows`, large.seconds, ' s'),
    ...memoryRows('a workbook', [small, large]),
    note(`validation of ${shortOf(manyRecords)} records with 1% repeats`, many.seconds, ' s'),
    ...memoryRows('a file with repeats', [some, many]),
  ];
}

function memoryRows(file: string, runs: readonly Validated[]): Row[] {
  return runs.map(({ records, peakMegabytes }) =>
    atMost(
      `peak memory, ${file} of ${shortOf(records)} records`,
      peakMegabytes,
      MAX_MEGABYTES + (records / 1e6) * FILTER_MEGABYTES,
      ' MB',
    ),
  );
}

/**
 * Validates a file from the command line, then deletes it. Throws unless all records are valid, with that number of
 * repeats.
 */
async function validate(path: string, recordCount: number, repeats: number): Promise<Validated> {
  const program = new Program('bin/pintd.mjs', ['validate', path, '--summary']);
  const peak = peakMemory(program);
  const { status, out, err } = await program.ended;
  const seconds = (Date.now() - program.startedAt) / 1000;
  if (status !== 0) throw new Error(`pintd validate ended with ${status}: ${err}`);
  const { valid, warnings } = JSON.parse(out) as { valid: number; warnings: { repeated_event?: number } };
  const foundRepeats = warnings.repeated_event ?? 0;
  if (valid !== recordCount || foundRepeats !== repeats)
    throw new Error(`${valid} records are valid, and ${foundRepeats} are repeats`);
  await rm(path);
  return { records: recordCount, seconds, peakMegabytes: await peak() };
}
