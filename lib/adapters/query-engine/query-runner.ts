import type { AskedQuery, QueryColumn } from '../../core/job/query.ts';
import type { SomeRecords } from '../../core/query/workbench.ts';

/** The result of a query while it comes: a part in memory at a time, as fast as it is taken. */
export interface RunningQuery {
  readonly columns: readonly QueryColumn[];
  readonly csv: AsyncIterable<Uint8Array>;
  /** How many records there were, once all of them have come. */
  readonly records: () => number;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Whether columns of one name are told apart by numbers. */
  readonly uniqueNames?: boolean;
}

/**
 * What an engine does. It throws UserErrors of the query, with its place where there is one; what the signal throws
 * where it aborts, and then the query has been stopped; and `query_timeout`.
 */
export interface QueryRunner {
  /** The columns that a query would give, without its records. */
  columns(asked: AskedQuery, signal?: AbortSignal): Promise<readonly QueryColumn[]>;
  /** Its first records. */
  records(asked: AskedQuery, limit: number, signal?: AbortSignal): Promise<SomeRecords>;
  /** All of its result as CSV with a header, handed to `take` while it comes. Nothing is handed over of a query that is refused. */
  run<T>(asked: AskedQuery, take: (result: RunningQuery) => Promise<T>, options?: RunOptions): Promise<T>;
}
