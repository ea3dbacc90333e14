import { UserError } from '../errors.ts';

/** What runs queries: the engine within, on the tables of the workbench, and a Trino or Presto elsewhere on its own. */
export const QUERY_ENGINES = ['duckdb', 'trino'] as const;
export type QueryEngine = (typeof QUERY_ENGINES)[number];

/** What TD calls a query's type: how it is written, not what runs it. */
const QUERY_TYPES: readonly string[] = ['presto', 'trino'];

/** Throws UserError `query_engine_unknown`: what Hive understands may mean something else here. */
export function refuseOtherTypes(type: string): void {
  if (!QUERY_TYPES.includes(type)) throw new UserError('query_engine_unknown', { type });
}

export const PRIORITIES = ['very-low', 'low', 'normal', 'high', 'very-high'] as const;
/** Of jobs that wait, those of a higher priority go first: -2 to 2. */
export type Priority = -2 | -1 | 0 | 1 | 2;

/** What a job has queried, frozen when it is created. */
export interface JobQuery {
  readonly database: string;
  readonly sql: string;
  readonly engine: QueryEngine;
  /** The Trino that it was created for; null where it runs on the tables here, or where none was set up. */
  readonly engineAddress: string | null;
  /** What TD_SCHEDULED_TIME says, Unix seconds: the planned time of a schedule, else when the job was made. */
  readonly plannedAt: number;
  readonly priority: Priority;
  /** How often the query is run again where the engine fails, before the job ends in error. */
  readonly retryLimit: number;
  /** A name that whoever makes the job gives it: a second job with it is not made. */
  readonly domainKey: string | null;
}

/** What is asked of a database. */
export type AskedQuery = Pick<JobQuery, 'database' | 'sql' | 'plannedAt'>;

/** A column of a table or of a query's result, with its type in the engine's words. */
export interface QueryColumn {
  readonly name: string;
  readonly type: string;
}

/** Where in a query something is, counted from 1. */
export interface QueryPlace {
  readonly line: number;
  readonly column: number;
}
