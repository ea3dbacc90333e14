import type { QueryChoice, SavedQuery } from '../../core/query/saved-query.ts';
import { type RunSavedQueryOptions, runSavedQuery } from '../queries/run-saved-query.ts';

/** A query in the editor. */
export interface WrittenQuery {
  /** The saved query as it was loaded, if the person has not changed it; else null. */
  readonly saved: Pick<SavedQuery, 'id' | 'updatedAt'> | null;
  readonly query: Omit<QueryChoice, 'name'>;
  /** The planned time in Unix milliseconds; null for now. */
  readonly at: number | null;
  /** Deduplication key of the job. */
  readonly domainKey?: string | undefined;
}

/**
 * Creates the job of a query from the editor, and returns its id. An unchanged saved query is run as that query, so
 * that the run is in its history. If someone else has changed or deleted it since it was loaded, the query runs as the
 * editor shows it: what was confirmed is what is sent.
 */
export async function runWrittenQuery(
  { saved, query, at, domainKey }: WrittenQuery,
  options: RunSavedQueryOptions & { readonly queries: { find(id: number): Promise<SavedQuery | undefined> } },
): Promise<number> {
  return options.inOneTransaction(async () => {
    const plannedAt = at ?? options.clock.now();
    const isCurrent = saved !== null && (await options.queries.find(saved.id))?.updatedAt === saved.updatedAt;
    return isCurrent
      ? (await runSavedQuery(options, saved.id, { at: plannedAt, domainKey })).job
      : (await options.makeJob(query, plannedAt, domainKey)).id;
  });
}
