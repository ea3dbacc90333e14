import type { Job } from '../../core/job/job.ts';
import type { QueryChoice } from '../../core/query/saved-query.ts';

/**
 * Creates the job of a query with `plannedAt` as its planned time. Only writes to the database, so that it can be part of a
 * transaction. Throws a UserError if the job cannot be created.
 */
export type MakeQueryJob = (
  query: Omit<QueryChoice, 'name'>,
  plannedAt: number,
  domainKey?: string | undefined,
) => Pick<Job, 'id'>;
