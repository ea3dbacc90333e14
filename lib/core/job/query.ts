import { UserError } from '../errors.ts';

/**
 * duckdb: the built-in engine, on the tables of the workbench. trino: an external Trino or Presto server, on its own
 * tables.
 */
export const QUERY_ENGINES = ['duckdb', 'trino'] as const;
export type QueryEngine = (typeof QUERY_ENGINES)[number];

/** The types of queries in TD. They name the SQL dialect; only in a workflow do they also choose the engine. */
export const QUERY_TYPES: readonly string[] = ['presto', 'trino'];

/** Throws UserError `query_engine_unknown` for a type such as `hive`, whose SQL could mean something else here. */
export function refuseOtherTypes(type: string): void {
  if (!QUERY_TYPES.includes(type)) throw new UserError('query_engine_unknown', { type });
}

/** The names of the priorities -2 to 2, in this order. */
export const PRIORITIES = ['very-low', 'low', 'normal', 'high', 'very-high'] as const;
export const NORMAL_PRIORITY_INDEX = PRIORITIES.indexOf('normal');
/** Queued jobs with a higher priority go first. */
export type Priority = -2 | -1 | 0 | 1 | 2;

/** The beginning of the domain keys of jobs that workflow tasks submit. */
export const WORKFLOW_KEY_PREFIX = 'workflow-';
/** The beginning of the query of a `td>` task, as `originCommentOf` in `job-operator.ts` writes it. */
export const WORKFLOW_ORIGIN_PREFIX = '-- project_id: ';

/** The query of a job, frozen when the job is created. */
export interface JobQuery {
  readonly database: string;
  readonly sql: string;
  readonly engine: QueryEngine;
  /** The Trino server that the job was created for; null for the built-in engine, or if none was set up. */
  readonly engineAddress: string | null;
  /**
   * The value of TD_SCHEDULED_TIME, Unix seconds: the planned time, the session time of a workflow attempt, or a time
   * that a client chose; else the creation time of the job.
   */
  readonly plannedAt: number;
  readonly priority: Priority;
  /** How often the query is retried after engine failures before the job ends in error. */
  readonly retryLimit: number;
  /** The key that a client or a workflow task gave the job: no second job with the same key is created. */
  readonly domainKey: string | null;
}

/**
 * Whether a task of a workflow submitted the query. Such a query may have been made from a template, and may then
 * contain results of other queries. The query of a re-run has no domain key, but its first line shows the origin.
 */
export function isFromTemplate({ domainKey, sql }: Pick<JobQuery, 'domainKey' | 'sql'>): boolean {
  return domainKey?.startsWith(WORKFLOW_KEY_PREFIX) === true || sql.startsWith(WORKFLOW_ORIGIN_PREFIX);
}

/** The last line of a query after retention has deleted its text. */
export const DELETED_QUERY = '-- Retention has deleted the text of this query.';

/** The first lines of a task's query, which cannot contain values. The next lines, with names of tasks, can. */
const ORIGIN = /^(?:-- (?:project_id|project_name|workflow_name|session_id|attempt_id): .*\n)*/;

/** What retention keeps of a query from a template. */
export function withoutText(sql: string): string {
  return `${ORIGIN.exec(sql)?.[0] ?? ''}${DELETED_QUERY}`;
}

export function isTextDeleted({ sql }: Pick<JobQuery, 'sql'>): boolean {
  return sql.endsWith(DELETED_QUERY);
}

export type QueryRequest = Pick<JobQuery, 'database' | 'sql' | 'plannedAt'>;

/** A column of a table or of a query's result, with its type as named by the engine. */
export interface QueryColumn {
  readonly name: string;
  readonly type: string;
}

/** A position in a query, counted from 1. */
export interface QueryPosition {
  readonly line: number;
  readonly column: number;
}
