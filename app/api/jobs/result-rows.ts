import { type Job, uploadOf } from '#lib/core/job.ts';
import type { Upload } from '#lib/core/upload.ts';
import { whyGone } from '#lib/operations/readable-upload.ts';
import type { Runtime } from '#lib/runtime.ts';
import { fresh } from './answer.ts';

/** The rows of a query's whole result, to be streamed; else the answer that there are none. */
export async function rowsOfResult(
  job: Job,
  runtime: Runtime,
  stream: (rows: AsyncIterable<readonly string[]>, header: Upload['header']) => Response,
): Promise<Response> {
  if (job.query === null || job.uploadId === null) return fresh({ code: 'job_without_result' }, 404);
  const upload = runtime.uploads.get(uploadOf(job));
  const gone = await whyGone(upload, runtime.files);
  return gone ? fresh(gone, 410) : stream(cellsOf(runtime, upload), upload.header);
}

async function* cellsOf(runtime: Runtime, upload: Upload): AsyncGenerator<readonly string[]> {
  for await (const rows of runtime.rowsOf(upload).rows(upload.start)) yield* rows.map(({ cells }) => cells);
}
