import type { IssueParams } from '../../core/issue.ts';
import type { QueryColumn } from '../../core/job/query.ts';
import type { ImportedTable } from '../../core/query/workbench.ts';
import type { InspectedTable } from './duckdb/known-tables.ts';

/** What a process of the engine may take. */
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
  readonly plannedAt: number;
  /** columns: only what it would give; records: as many as `limit`; csv: all of it, as bytes on standard output. */
  readonly as: 'columns' | 'records' | 'csv';
  readonly limit?: number;
  /** Whether columns of one name are told apart by numbers. */
  readonly uniqueNames?: boolean;
}

export interface EngineImport {
  readonly kind: 'import';
  readonly source: string;
  readonly target: string;
  readonly format:
    | { readonly type: 'text'; readonly delimiter: string; readonly header: readonly string[] }
    | { readonly type: 'jsonl' | 'parquet' };
}

export interface EngineInspection {
  readonly kind: 'inspect';
  readonly tables: readonly EngineTable[];
}

/** What a process of the engine is asked, once: it answers and ends. */
export type EngineRequest = { readonly limits: EngineLimits } & (EngineQuery | EngineImport | EngineInspection);

/** How much CSV there is. */
export interface Written {
  readonly records: number;
  readonly bytes: number;
}

export type EngineAnswer =
  | { readonly kind: 'columns'; readonly columns: readonly QueryColumn[] }
  | { readonly kind: 'records'; readonly records: readonly (readonly (string | null)[])[] }
  /** One for each table, in their order. */
  | { readonly kind: 'inspected'; readonly table: InspectedTable }
  | ({ readonly kind: 'imported' } & ImportedTable)
  /** The last word: what was written as CSV. */
  | { readonly kind: 'done'; readonly written: Written }
  /** Something the user can put right. */
  | { readonly kind: 'refused'; readonly code: string; readonly params: IssueParams };
