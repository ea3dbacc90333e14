import type { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { type Job, NOT_ACCEPTED } from '#lib/core/job/job.ts';
import { rejectedCsv } from '#lib/runtime/reading/files.ts';
import { unless } from './invariants.ts';
import { recordsOf } from './oracle/records.ts';
import type { Product } from './product.ts';
import type { Validation } from './validation.ts';

/** Larger CSVs are not checked, to limit memory; a record of the maximum size exceeds this with the added columns. */
const MAX_BYTES = 900_000;
const ADDED_COLUMNS = ['_record', '_line', '_status', '_error_code', '_error_column', '_error_message'];

/** Checks, with the oracle, the CSV of records that were not accepted: each once, with its number and line. */
export async function violationsInRejected(
  { runtime }: Product,
  validation: Validation,
  job: Job,
): Promise<readonly string[]> {
  const csv = await shortText(await rejectedCsv(runtime, job.id, { statuses: NOT_ACCEPTED, spreadsheetSafe: false }));
  if (csv === undefined) return [];
  const [header, ...rows] = [...recordsOf(csv, ',')].map(({ cells }) => cells);
  const columns = header?.length ?? 0;
  const invalid = rows
    .map((cells) => cells.slice(columns - ADDED_COLUMNS.length))
    .filter(([, , status]) => status === 'invalid')
    .map(([record, line]) => ({ record: Number(record), line: Number(line) }));
  return [
    ...unless(
      isDeepStrictEqual(header?.slice(-ADDED_COLUMNS.length), ADDED_COLUMNS),
      'the CSV of records that were not accepted has other columns',
    ),
    ...unless(
      rows.every(({ length }) => length === columns),
      'the CSV of records that were not accepted is ragged',
    ),
    ...unless(
      rows.length === job.records.invalid + job.records.rejected,
      'the CSV of records that were not accepted has other records',
    ),
    ...unless(
      isDeepStrictEqual(invalid, validation.invalid),
      'the CSV of records that were not accepted has other invalid records',
    ),
  ];
}

/** The bytes as a string with one character each; undefined if there are too many. */
async function shortText(stream: Readable): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const piece = Buffer.from(chunk);
    bytes += piece.length;
    if (bytes > MAX_BYTES) return undefined;
    chunks.push(piece);
  }
  return Buffer.concat(chunks).toString('latin1');
}
