import type { Job } from '../../core/job/job.ts';
import type { QueryChoice } from '../../core/query/saved-query.ts';

/**
 * Makes the job of a query, which takes `plannedAt` for the time that it is run at. It writes to the database alone,
 * so that whoever calls it can make it part of a transaction. Throws a UserError where no such job can be.
 */
export type MakeQueryJob = (
  query: Omit<QueryChoice, 'name'>,
  plannedAt: number,
  domainKey?: string | undefined,
) => Pick<Job, 'id'>;
