import type { Job } from '../../core/job/job.ts';

const SHOWN_OF_A_QUERY = 50;

/** What a list calls a job: its file's name, or how its query begins. */
export function jobName(
  { query, uploadId }: Pick<Job, 'query' | 'uploadId'>,
  uploads: { get(id: number): { readonly name: string } },
): string {
  if (query) return query.sql.replaceAll(/\s+/g, ' ').trim().slice(0, SHOWN_OF_A_QUERY);
  return uploadId === null ? '' : uploads.get(uploadId).name;
}
