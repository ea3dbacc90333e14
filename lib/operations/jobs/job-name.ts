import type { Job } from '../../core/job/job.ts';
import { isFromTemplate, type JobQuery, WORKFLOW_HEAD } from '../../core/job/query.ts';
import { beginningOf } from '../../core/text/beginning-of.ts';

const MAX_QUERY_LENGTH = 50;

export interface NameSources {
  readonly uploads: { get(id: number): Promise<{ readonly name: string }> };
  readonly builds: { nameOfJob(job: number): Promise<{ readonly name: string } | undefined> };
  readonly plannedRuns: { queryOfJob(job: number): Promise<{ readonly name: string } | undefined> };
  readonly activations: { ofJob(job: number): Promise<{ readonly name: string } | undefined> };
}

/** The name of a job in lists: its file, parent segment, saved query or activation, or the beginning of its query. */
export async function jobName(
  { id, type, query, uploadId }: Pick<Job, 'id' | 'type' | 'query' | 'uploadId'>,
  { uploads, builds, activations, plannedRuns }: NameSources,
): Promise<string> {
  if (type === 'build') return (await builds.nameOfJob(id))?.name ?? '';
  const activation = type === 'activation' ? (await activations.ofJob(id))?.name : undefined;
  if (activation !== undefined) return activation;
  if (query) return (await plannedRuns.queryOfJob(id))?.name ?? nameOfQuery(query);
  return uploadId === null ? '' : (await uploads.get(uploadId)).name;
}

/** Mails and lists show the name, so that of a query from a template ends before the first value. */
function nameOfQuery(query: JobQuery): string {
  const text = query.sql.replaceAll(/\s+/g, ' ').trim();
  const shown = isFromTemplate(query) && !text.startsWith(WORKFLOW_HEAD) ? withoutValues(text) : text;
  return beginningOf(shown, MAX_QUERY_LENGTH);
}

function withoutValues(text: string): string {
  const [beginning = ''] = text.split(/['"\d]/, 1);
  return beginning === text ? text : `${beginning.trimEnd()} …`;
}
