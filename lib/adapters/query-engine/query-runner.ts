import type { QueryColumn, QueryRequest } from '../../core/job/query.ts';
import type { RecordSample } from '../../core/query/workbench.ts';

/** The streamed result of a query, with backpressure. */
export interface RunningQuery {
  readonly columns: readonly QueryColumn[];
  readonly csv: AsyncIterable<Uint8Array>;
  /** The number of records, once all have been read. */
  readonly records: () => number;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Whether to number columns with the same name. */
  readonly uniqueNames?: boolean;
}

/**
 * A query engine. Throws UserErrors of the query, with a position if there is one; the signal's reason if it aborts,
 * after stopping the query; and `query_timeout`.
 */
export interface QueryRunner {
  /** The columns of a query, without its records. */
  columns(request: QueryRequest, signal?: AbortSignal): Promise<readonly QueryColumn[]>;
  /** The first records of a query. */
  records(request: QueryRequest, limit: number, signal?: AbortSignal): Promise<RecordSample>;
  /** Streams the result as CSV with a header to `take`, which is not called for a refused query. */
  run<T>(request: QueryRequest, take: (result: RunningQuery) => Promise<T>, options?: RunOptions): Promise<T>;
}
