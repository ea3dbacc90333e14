import type { QueryChoice } from '../../core/query/saved-query.ts';
import type { MakeQueryJob } from '../queries/make-query-job.ts';
import { type RunSavedQueryOptions, runSavedQuery } from '../queries/run-saved-query.ts';

/** A query as it stands in an editor. */
export interface WrittenQuery {
  /** The saved query that it is, without a change since; else null. */
  readonly saved: number | null;
  readonly query: Omit<QueryChoice, 'name'>;
  /** The time that it is to take for its own, milliseconds since 1970; null for now. */
  readonly at: number | null;
}

/** Makes the job of a query, saved or not, and answers its id. What runs as it was saved is part of its history. */
export function runWrittenQuery(
  { saved, query, at }: WrittenQuery,
  options: RunSavedQueryOptions & { readonly makeWritten: MakeQueryJob },
): number {
  const now = at ?? options.clock.now();
  return saved === null ? options.makeWritten(query, now).id : runSavedQuery(options, saved, now).job;
}
