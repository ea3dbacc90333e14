import type { Job } from '../../core/job/job.ts';

const MAX_QUERY_LENGTH = 50;

export interface NameSources {
  readonly uploads: { get(id: number): { readonly name: string } };
  readonly builds: { nameOfJob(job: number): { readonly name: string } | undefined };
}

/** The name of a job in lists: its file's or parent segment's name, or the beginning of its query. */
export function jobName(
  { id, type, query, uploadId }: Pick<Job, 'id' | 'type' | 'query' | 'uploadId'>,
  { uploads, builds }: NameSources,
): string {
  if (type === 'build') return builds.nameOfJob(id)?.name ?? '';
  if (query) return query.sql.replaceAll(/\s+/g, ' ').trim().slice(0, MAX_QUERY_LENGTH);
  return uploadId === null ? '' : uploads.get(uploadId).name;
}
