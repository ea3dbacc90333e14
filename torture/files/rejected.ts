import type { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import type { Job } from '#lib/core/job/job.ts';
import { NOT_ACCEPTED } from '#lib/operations/records/rejected-csv.ts';
import { rejectedCsv } from '#lib/runtime/reading/files.ts';
import type { Judgement } from './judge.ts';
import { recordsOf } from './oracle/records.ts';
import type { Product } from './product.ts';
import { unless } from './promises.ts';

/** No more is held in memory; and a record of nearly a megabyte is over it with the columns that say what is wrong. */
const MOST_BYTES = 900_000;
const ADDED = ['_record', '_line', '_status', '_error_code', '_error_column', '_error_message'];

/** The CSV of what was not accepted, read by the oracle: every such record once, with its number and line. */
export async function brokenByRejected({ runtime }: Product, judged: Judgement, job: Job): Promise<readonly string[]> {
  const csv = await shortText(await rejectedCsv(runtime, job.id, { statuses: NOT_ACCEPTED, spreadsheetSafe: false }));
  if (csv === undefined) return [];
  const [header, ...rows] = [...recordsOf(csv, ',')].map(({ cells }) => cells);
  const columns = header?.length ?? 0;
  const invalid = rows
    .map((cells) => cells.slice(columns - ADDED.length))
    .filter(([, , status]) => status === 'invalid')
    .map(([record, line]) => ({ record: Number(record), line: Number(line) }));
  return [
    ...unless(isDeepStrictEqual(header?.slice(-ADDED.length), ADDED), 'the rejected CSV has other columns'),
    ...unless(
      rows.every(({ length }) => length === columns),
      'the rejected CSV is ragged',
    ),
    ...unless(rows.length === job.records.invalid + job.records.rejected, 'the rejected CSV has other records'),
    ...unless(isDeepStrictEqual(invalid, judged.invalid), 'the rejected CSV has other invalid records'),
  ];
}

/** The bytes as a string of one character each; undefined where there are too many. */
async function shortText(stream: Readable): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const piece = Buffer.from(chunk);
    bytes += piece.length;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(piece);
  }
  return Buffer.concat(chunks).toString('latin1');
}
