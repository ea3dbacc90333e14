import type { BuildPlan } from '../../core/audience/build-plan.ts';
import type { BuildResult } from '../../core/audience/build-result.ts';
import type { IssueParams } from '../../core/issue.ts';
import type { QueryColumn } from '../../core/job/query.ts';
import type { ImportedTable } from '../../core/query/workbench.ts';
import type { InspectedTable } from './duckdb/inspected-table-cache.ts';

/** Resource limits of an engine process. */
export interface EngineLimits {
  readonly threads: number;
  readonly memoryBytes: number;
  readonly spillFolder: string;
}

export interface EngineTable {
  readonly database: string;
  readonly table: string;
  readonly path: string;
}

/** The tables that a query can see. */
export interface EngineCatalog {
  readonly databases: readonly string[];
  readonly tables: readonly EngineTable[];
}

export interface EngineQuery {
  readonly kind: 'query';
  readonly catalog: EngineCatalog;
  readonly database: string;
  readonly sql: string;
  /** What TD_SCHEDULED_TIME returns, in Unix seconds. */
  readonly plannedAt: number;
  /** columns: only the columns; records: up to `limit` records; csv: all records, as bytes on standard output. */
  readonly as: 'columns' | 'records' | 'csv';
  readonly limit?: number;
  /** Whether to number columns with the same name. */
  readonly uniqueNames?: boolean;
}

export interface EngineImport {
  readonly kind: 'import';
  readonly source: string;
  readonly target: string;
  readonly format:
    | {
        readonly type: 'text';
        readonly delimiter: string;
        readonly header: readonly string[];
        readonly startsWithHeader: boolean;
      }
    | { readonly type: 'jsonl' | 'parquet' };
}

/** The result of a query that becomes a table, or is added to one. */
export interface EngineResult {
  readonly kind: 'result';
  /** `database.table`, for errors. */
  readonly table: string;
  /** The CSV of the result; null for a table without records. */
  readonly source: string | null;
  readonly columns: readonly QueryColumn[];
  /** create: the result becomes the table. insert: it is added to the table's records. */
  readonly how: 'create' | 'insert';
  /** The current file of the table; null if there is none. */
  readonly base: string | null;
  readonly target: string;
  /** Identifies the result, which a table contains only once. */
  readonly key: string;
  /** The time of the records if only the table has a time column; in Unix seconds. */
  readonly time: number;
}

export interface EngineInspection {
  readonly kind: 'inspect';
  readonly tables: readonly EngineTable[];
}

/**
 * A build of a parent segment: the tables that it reads, and its new files, first for the customers, then for each
 * behavior.
 */
export interface EngineBuild {
  readonly kind: 'build';
  readonly plan: BuildPlan;
  readonly sources: readonly EngineTable[];
  readonly targets: readonly { readonly table: string; readonly path: string }[];
}

export type EngineTask = EngineQuery | EngineImport | EngineResult | EngineInspection | EngineBuild;

/** A request to an engine process, which serves one at a time. */
export type EngineRequest = EngineTask & { readonly limits: EngineLimits };

export interface WrittenCsv {
  readonly records: number;
  readonly bytes: number;
}

/** `isExiting`: whether the process exits now, and serves no other request. */
export type EngineMessage =
  | { readonly kind: 'columns'; readonly columns: readonly QueryColumn[] }
  | { readonly kind: 'records'; readonly records: readonly (readonly (string | null)[])[] }
  /** Sent for each table, in order. */
  | { readonly kind: 'inspected'; readonly table: InspectedTable }
  | ({ readonly kind: 'imported' } & ImportedTable)
  /** Null: the table already contained the result. */
  | { readonly kind: 'resultWritten'; readonly records: number | null }
  /** Sent after each table of a build. */
  | { readonly kind: 'tableBuilt'; readonly table: string }
  | { readonly kind: 'built'; readonly result: BuildResult }
  /** The last message of a request: what was written as CSV. */
  | { readonly kind: 'done'; readonly written: WrittenCsv; readonly isExiting: boolean }
  /** Replaces `done`: the request ended with a UserError. */
  | { readonly kind: 'refused'; readonly code: string; readonly params: IssueParams; readonly isExiting: boolean };
