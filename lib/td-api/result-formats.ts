import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { ResultValue } from '../core/result-value.ts';
import { csvText } from '../runtime/files.ts';
import { msgpackOf, type QueryResult, textRecords, valueBlocks } from '../runtime/results.ts';

export const RESULT_FORMATS = ['csv', 'tsv', 'json', 'jsonl', 'msgpack', 'msgpack.gz'] as const;
export type ResultFormat = (typeof RESULT_FORMATS)[number];

interface Format {
  readonly type: string;
  write(result: QueryResult): Readable;
}

/** As TD has them: no header, whose names stand in the job's schema. */
const FORMATS: Readonly<Record<ResultFormat, Format>> = {
  csv: { type: 'text/csv; charset=utf-8', write: (result) => csvText(textRecords(result)) },
  tsv: { type: 'text/tab-separated-values; charset=utf-8', write: (result) => streamed(tsvOf(result)) },
  json: { type: 'application/json; charset=utf-8', write: (result) => streamed(arraysOf(result)) },
  jsonl: { type: 'application/jsonl; charset=utf-8', write: (result) => streamed(objectsOf(result)) },
  msgpack: { type: 'application/x-msgpack', write: msgpackOf },
  // Packed itself, not for its way alone: a client that asked for it unpacks it.
  'msgpack.gz': { type: 'application/gzip', write: (result) => msgpackOf(result).compose(createGzip()) },
};

export function resultResponse(result: QueryResult, format: ResultFormat): Response {
  const { type, write } = FORMATS[format];
  const headers = { 'content-type': type, 'cache-control': 'no-store' };
  return new Response(Readable.toWeb(write(result)) as ReadableStream<Uint8Array>, { headers });
}

function streamed(text: AsyncIterable<string>): Readable {
  return Readable.from(text, { objectMode: false });
}

const ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' };

/** A tab or a line end within a value would be read as more than one. */
function escaped(cell: string): string {
  return cell.replaceAll(/[\t\n\r\\]/g, (sign) => ESCAPES[sign] ?? sign);
}

async function* tsvOf({ blocks }: QueryResult): AsyncGenerator<string> {
  for await (const rows of blocks) yield rows.map(({ cells }) => `${cells.map(escaped).join('\t')}\n`).join('');
}

/** An array a line. */
async function* arraysOf(result: QueryResult): AsyncGenerator<string> {
  for await (const records of valueBlocks(result))
    yield records.map((values) => `[${values.map(jsonOf).join(',')}]\n`).join('');
}

/** An object a line. */
async function* objectsOf(result: QueryResult): AsyncGenerator<string> {
  const names = result.header.map((name) => JSON.stringify(name));
  const member = (value: ResultValue, index: number) => `${names[index]}:${jsonOf(value)}`;
  for await (const records of valueBlocks(result))
    yield records.map((values) => `{${values.map(member).join(',')}}\n`).join('');
}

/** Whole numbers as long as they are, which JSON itself does not limit. */
function jsonOf(value: ResultValue): string {
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}
