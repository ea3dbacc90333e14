import type { Authentication } from '../../core/access/authentication.ts';
import type { Job } from '../../core/job/job.ts';
import type { SavedQuery } from '../../core/query/saved-query.ts';
import type { PaletteEntries } from '../../core/view/palette-entries.ts';
import { jobName } from './job-name.ts';

/** Older jobs are found by number. */
const MAX_JOBS = 200;

export function listPaletteEntries({
  jobs,
  uploads,
  authentications,
  queries,
}: {
  jobs: { list(page: { limit: number }): readonly Job[] };
  uploads: { get(id: number): { readonly name: string } };
  authentications: { list(): readonly Authentication[] };
  queries: { list(): readonly SavedQuery[] };
}): PaletteEntries {
  return {
    jobs: jobs.list({ limit: MAX_JOBS }).map((job) => ({ id: job.id, state: job.state, file: jobName(job, uploads) })),
    authentications: authentications.list().map(({ id, name }) => ({ id, name })),
    queries: queries.list().map(({ id, name }) => ({ id, name })),
  };
}
