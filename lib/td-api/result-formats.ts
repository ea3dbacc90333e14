import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { ResultValue } from '../core/result-value.ts';
import { resultFile } from '../runtime/result-file.ts';
import { openResult, type QueryResult, valueBlocks } from '../runtime/results.ts';
import type { Runtime } from '../runtime.ts';

export const RESULT_FORMATS = ['csv', 'tsv', 'json', 'jsonl', 'msgpack', 'msgpack.gz'] as const;
export type ResultFormat = (typeof RESULT_FORMATS)[number];

interface Format {
  readonly type: string;
  open(runtime: Runtime, job: number): Promise<Readable>;
}

/** As TD has them: no header, whose names stand in the job's schema. */
const FORMATS: Readonly<Record<ResultFormat, Format>> = {
  csv: { type: 'text/csv; charset=utf-8', open: (...of) => resultFile(...of, { type: 'csv', header: false }) },
  tsv: {
    type: 'text/tab-separated-values; charset=utf-8',
    open: (...of) => resultFile(...of, { type: 'tsv', header: false }),
  },
  json: {
    type: 'application/json; charset=utf-8',
    open: async (...of) => streamed(arraysOf(await openResult(...of))),
  },
  jsonl: {
    type: 'application/jsonl; charset=utf-8',
    open: async (...of) => streamed(objectsOf(await openResult(...of))),
  },
  msgpack: { type: 'application/x-msgpack', open: (...of) => resultFile(...of, { type: 'msgpack' }) },
  // Packed itself, not for its way alone: a client that asked for it unpacks it.
  'msgpack.gz': {
    type: 'application/gzip',
    open: async (...of) => (await resultFile(...of, { type: 'msgpack' })).compose(createGzip()),
  },
};

/** Throws UserError where the job has no result. */
export async function resultResponse(runtime: Runtime, job: number, format: ResultFormat): Promise<Response> {
  const { type, open } = FORMATS[format];
  const headers = { 'content-type': type, 'cache-control': 'no-store' };
  return new Response(Readable.toWeb(await open(runtime, job)) as ReadableStream<Uint8Array>, { headers });
}

function streamed(text: AsyncIterable<string>): Readable {
  return Readable.from(text, { objectMode: false });
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
