import type { Readable } from 'node:stream';
import { toMsgpack } from '../adapters/msgpack-out.ts';
import { UserError } from '../core/errors.ts';
import { type Job, uploadOf } from '../core/job.ts';
import { type ResultValue, valueReader } from '../core/result-value.ts';
import type { Row } from '../core/row.ts';
import { readableUpload } from '../operations/readable-upload.ts';
import type { Runtime } from '../runtime.ts';

/** What a query gave, to be read once. */
export interface QueryResult {
  readonly header: readonly string[];
  /** In the engine's words; none of a result that is older than they. */
  readonly types: readonly string[];
  readonly blocks: AsyncIterable<readonly Row[]>;
}

/** The frozen result of a job. Throws UserError `job_without_result`, `upload_deleted` or `upload_gone`. */
export async function openResult(runtime: Runtime, job: Job): Promise<QueryResult> {
  if (job.query === null) throw new UserError('job_without_result', { id: job.id });
  const upload = await readableUpload(runtime, uploadOf(job));
  const { header, rows } = runtime.rowsOf(upload);
  return { header, types: runtime.jobs.resultTypes(job.id), blocks: rows(upload.start) };
}

/** Its records as they are frozen: a missing value is an empty text. */
export async function* textRecords({ blocks }: QueryResult): AsyncGenerator<readonly string[]> {
  for await (const rows of blocks) for (const { cells } of rows) yield cells;
}

/** Its records as MessagePack, an array each. */
export function msgpackOf(result: QueryResult): Readable {
  return toMsgpack(valueBlocks(result));
}

/** Its records with values of their types, a portion at a time. */
export async function* valueBlocks({
  header,
  types,
  blocks,
}: QueryResult): AsyncGenerator<readonly (readonly ResultValue[])[]> {
  const readers = header.map((_, index) => valueReader(types[index] ?? ''));
  const read = (cell: string, index: number) => readers[index]?.(cell) ?? null;
  for await (const rows of blocks) yield rows.map(({ cells }) => cells.map(read));
}
