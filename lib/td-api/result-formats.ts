import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { resultFile } from '../runtime/queries/result-file.ts';
import type { Runtime } from '../runtime/runtime.ts';

export const RESULT_FORMATS = ['csv', 'tsv', 'json', 'jsonl', 'msgpack', 'msgpack.gz'] as const;
export type ResultFormat = (typeof RESULT_FORMATS)[number];

interface Format {
  readonly type: string;
  open(runtime: Runtime, job: number): Promise<Readable>;
}

/** Like TD, without a header, because the names are in the job's schema. */
const FORMATS: Readonly<Record<ResultFormat, Format>> = {
  csv: { type: 'text/csv; charset=utf-8', open: (...args) => resultFile(...args, { type: 'csv', header: false }) },
  tsv: {
    type: 'text/tab-separated-values; charset=utf-8',
    open: (...args) => resultFile(...args, { type: 'tsv', header: false }),
  },
  json: {
    type: 'application/json; charset=utf-8',
    open: (...args) => resultFile(...args, { type: 'jsonl', header: false }),
  },
  jsonl: {
    type: 'application/jsonl; charset=utf-8',
    open: (...args) => resultFile(...args, { type: 'objects' }),
  },
  msgpack: { type: 'application/x-msgpack', open: (...args) => resultFile(...args, { type: 'msgpack' }) },
  // The content itself is compressed, without a Content-Encoding, because the client unpacks it.
  'msgpack.gz': {
    type: 'application/gzip',
    open: async (...args) => (await resultFile(...args, { type: 'msgpack' })).compose(createGzip()),
  },
};

/** Throws a UserError if the job has no result. */
export async function resultResponse(runtime: Runtime, job: number, format: ResultFormat): Promise<Response> {
  const { type, open } = FORMATS[format];
  const headers = { 'content-type': type, 'cache-control': 'no-store' };
  return new Response(Readable.toWeb(await open(runtime, job)) as ReadableStream<Uint8Array>, { headers });
}
