import type { QueryChoice } from '../../core/query/saved-query.ts';
import { type RunSavedQueryOptions, runSavedQuery } from '../queries/run-saved-query.ts';

/** A query in the editor. */
export interface WrittenQuery {
  /** The id of the saved query, if it is unchanged; else null. */
  readonly saved: number | null;
  readonly query: Omit<QueryChoice, 'name'>;
  /** Its planned time, milliseconds since 1970; null for now. */
  readonly at: number | null;
}

/**
 * Creates the job of a query from the editor, and returns its id. An unchanged saved query is run as that query, so
 * that the run is in its history.
 */
export async function runWrittenQuery(
  { saved, query, at }: WrittenQuery,
  options: RunSavedQueryOptions,
): Promise<number> {
  const now = at ?? options.clock.now();
  return saved === null ? (await options.makeJob(query, now)).id : (await runSavedQuery(options, saved, now)).job;
}
