import type { Authentication } from '../core/authentication.ts';
import type { Destinations } from '../core/destinations.ts';
import type { Job } from '../core/job.ts';
import type { SavedQuery } from '../core/saved-query.ts';
import { jobName } from './job-name.ts';

/** Older ones are found by their number. */
const JOBS = 200;

export function listDestinations({
  jobs,
  uploads,
  authentications,
  queries,
}: {
  jobs: { list(page: { limit: number }): readonly Job[] };
  uploads: { get(id: number): { readonly name: string } };
  authentications: { list(): readonly Authentication[] };
  queries: { list(): readonly SavedQuery[] };
}): Destinations {
  return {
    jobs: jobs.list({ limit: JOBS }).map((job) => ({ id: job.id, state: job.state, file: jobName(job, uploads) })),
    authentications: authentications.list().map(({ id, name }) => ({ id, name })),
    queries: queries.list().map(({ id, name }) => ({ id, name })),
  };
}
