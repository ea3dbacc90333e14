import type { Job } from '../../core/job/job.ts';

const MAX_QUERY_LENGTH = 50;

export interface NameSources {
  readonly uploads: { get(id: number): { readonly name: string } };
  readonly builds: { nameOfJob(job: number): { readonly name: string } | undefined };
  readonly plannedRuns: { queryOfJob(job: number): { readonly name: string } | undefined };
  readonly activations: { ofJob(job: number): { readonly name: string } | undefined };
}

/** The name of a job in lists: that of its file, parent segment, saved query or activation, or the beginning of its query. */
export function jobName(
  { id, type, query, uploadId }: Pick<Job, 'id' | 'type' | 'query' | 'uploadId'>,
  { uploads, builds, activations, plannedRuns }: NameSources,
): string {
  if (type === 'build') return builds.nameOfJob(id)?.name ?? '';
  const activation = type === 'activation' ? activations.ofJob(id)?.name : undefined;
  if (activation !== undefined) return activation;
  if (query)
    return plannedRuns.queryOfJob(id)?.name ?? query.sql.replaceAll(/\s+/g, ' ').trim().slice(0, MAX_QUERY_LENGTH);
  return uploadId === null ? '' : uploads.get(uploadId).name;
}
