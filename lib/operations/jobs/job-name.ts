import type { Job } from '../../core/job/job.ts';

const MAX_QUERY_LENGTH = 50;

/** The name of a job in lists: its file's name, or the beginning of its query. */
export function jobName(
  { query, uploadId }: Pick<Job, 'query' | 'uploadId'>,
  uploads: { get(id: number): { readonly name: string } },
): string {
  if (query) return query.sql.replaceAll(/\s+/g, ' ').trim().slice(0, MAX_QUERY_LENGTH);
  return uploadId === null ? '' : uploads.get(uploadId).name;
}
