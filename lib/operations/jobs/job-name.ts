import type { Job } from '../../core/job/job.ts';
import { DELETED_QUERY, isFromTemplate, isTextDeleted, type JobQuery } from '../../core/job/query.ts';
import { COMMENT, SPACE } from '../../core/sql/sql-tokens.ts';
import { beginningOf } from '../../core/text/beginning-of.ts';

const MAX_QUERY_LENGTH = 50;

export interface NameSources {
  readonly uploads: { get(id: number): Promise<{ readonly name: string }> };
  readonly builds: { parentSegmentOfJob(job: number): Promise<{ readonly name: string } | undefined> };
  readonly plannedRuns: { queryOfJob(job: number): Promise<{ readonly name: string } | undefined> };
  readonly activations: { ofJob(job: number): Promise<{ readonly name: string } | undefined> };
}

/** The name of a job in lists: its file, parent segment, saved query or activation, or the beginning of its query. */
export async function jobName(
  { id, type, query, uploadId }: Pick<Job, 'id' | 'type' | 'query' | 'uploadId'>,
  { uploads, builds, activations, plannedRuns }: NameSources,
): Promise<string> {
  if (type === 'build') return (await builds.parentSegmentOfJob(id))?.name ?? '';
  const activation = type === 'activation' ? (await activations.ofJob(id))?.name : undefined;
  if (activation !== undefined) return activation;
  if (query) return (await plannedRuns.queryOfJob(id))?.name ?? nameOfQuery(query);
  return uploadId === null ? '' : (await uploads.get(uploadId)).name;
}

const COMMENTS = new RegExp(`^(?:${SPACE}|${COMMENT})+`);

/**
 * The beginning of a query, without comments before it, such as those that show the origin of a workflow's query. The
 * name appears in emails and lists, so the name of a query from a template ends before its first value.
 */
function nameOfQuery(query: JobQuery): string {
  if (isTextDeleted(query)) return DELETED_QUERY;
  const text = onOneLine(query.sql.replace(COMMENTS, '') || query.sql);
  const shown = isFromTemplate(query) ? withoutValues(text) : text;
  return shown.length > MAX_QUERY_LENGTH ? `${beginningOf(shown, MAX_QUERY_LENGTH).trimEnd()}…` : shown;
}

function onOneLine(sql: string): string {
  return sql.replaceAll(/\s+/g, ' ').trim();
}

/** The text up to the first value or comment, because comments may contain values, too. */
function withoutValues(text: string): string {
  const [beginning = ''] = text.split(/['"\d$]|--|\/\*/, 1);
  return beginning === text ? text : `${beginning.trimEnd()} …`.trimStart();
}
