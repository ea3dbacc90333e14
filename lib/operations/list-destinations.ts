import type { Authentication } from '../core/authentication.ts';
import type { Destinations } from '../core/destinations.ts';
import type { Job } from '../core/job.ts';

/** Older ones are found by their number. */
const JOBS = 200;

export function listDestinations({
  jobs,
  uploads,
  authentications,
}: {
  jobs: { list(page: { limit: number }): readonly Job[] };
  uploads: { get(id: number): { readonly name: string } };
  authentications: { list(): readonly Authentication[] };
}): Destinations {
  return {
    jobs: jobs
      .list({ limit: JOBS })
      .map(({ id, state, uploadId }) => ({ id, state, file: uploads.get(uploadId).name })),
    authentications: authentications.list().map(({ id, name }) => ({ id, name })),
  };
}
