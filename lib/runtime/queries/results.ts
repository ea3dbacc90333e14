import { resultUploadOf } from '../../core/job/job.ts';
import { type JsonText, jsonReader } from '../../core/query/result-value.ts';
import type { RowBlock } from '../../core/record/row-block.ts';
import { jobOf } from '../../operations/jobs/control-job.ts';
import { readableUpload } from '../../operations/uploads/readable-upload.ts';
import type { Runtime } from '../runtime.ts';

/** Records as texts, a list for each block of rows. */
export type TextBlocks = AsyncIterable<readonly (readonly string[])[]>;

/** The result of a query; can be read once. */
export interface QueryResult {
  readonly header: readonly string[];
  /** Type names of the engine; empty for a result that was frozen before types were stored. */
  readonly types: readonly string[];
  readonly blocks: TextBlocks;
}

/**
 * The frozen result of a job, up to a limit. Throws UserError `job_unknown`, `job_without_query` or
 * `job_without_result`, and `upload_deleted` or `upload_gone` if its values no longer exist. Calls `onFault` for
 * records that are too large to be read.
 */
export async function openResult(
  runtime: Runtime,
  jobId: number,
  limit = Number.POSITIVE_INFINITY,
  onFault: () => void = () => {},
): Promise<QueryResult> {
  const job = await jobOf(runtime, jobId);
  const upload = await readableUpload(runtime, resultUploadOf(job));
  const { header, rows } = runtime.rowsOf(upload);
  return { header, types: await runtime.jobs.resultTypes(jobId), blocks: limited(rows(upload.start), limit, onFault) };
}

async function* limited(blocks: AsyncIterable<Pick<RowBlock, 'rows'>>, limit: number, onFault: () => void) {
  let remaining = limit;
  for await (const { rows } of blocks) {
    const taken = rows.slice(0, remaining);
    if (taken.some(({ fault }) => fault !== undefined)) onFault();
    yield taken.map(({ cells }) => cells);
    remaining -= rows.length;
    if (remaining <= 0) return;
  }
}

/** The records of a result with values as JSON, in blocks. */
export async function* jsonBlocks({
  header,
  types,
  blocks,
}: QueryResult): AsyncGenerator<readonly (readonly JsonText[])[]> {
  const readers = header.map((_, index) => jsonReader(types[index] ?? ''));
  const read = (cell: string, index: number) => readers[index]?.(cell) ?? 'null';
  for await (const records of blocks) yield records.map((cells) => cells.map(read));
}

/** Makes the function that returns a record as a JSON object by column name. */
export function jsonObjectOf(header: readonly string[]): (values: readonly JsonText[]) => JsonText {
  const names = header.map((name) => JSON.stringify(name));
  return (values) => `{${values.map((value, index) => `${names[index]}:${value}`).join(',')}}`;
}

export function jsonArrayOf(values: readonly JsonText[]): JsonText {
  return `[${values.join(',')}]`;
}
