import type { DataType } from '#lib/core/audience/data-type.ts';
import type { QueryColumn, QueryEngine } from '#lib/core/job/query.ts';
import type { ScheduleDraft } from './schedule-draft.ts';

/** A table that a parent segment can read. */
export interface SourceChoice {
  readonly database: string;
  readonly table: string;
  /** With the types of the built-in engine; null: not loaded yet. */
  readonly columns: readonly QueryColumn[] | null;
  /** Null: unknown. */
  readonly records: number | null;
}

/** A column of a chosen table, used or not. */
export interface ColumnDraft {
  readonly column: string;
  /** The engine's name for the type of the source column; empty if the table lost it or could not be described. */
  readonly sourceType: string;
  readonly isUsed: boolean;
  readonly name: string;
  readonly type: DataType;
  /** Whether the type of a column without a source type was stored; it is then saved even if it is the default. */
  readonly isTypeStored?: boolean;
  readonly group: string;
}

export interface FilterDraft {
  /** Identifies the filter in lists. */
  readonly key: number;
  readonly column: string;
  readonly values: readonly string[];
}

/** An attribute or behavior table. Names are empty until they are chosen. */
export interface TableDraft {
  readonly key: number;
  readonly name: string;
  readonly database: string;
  readonly table: string;
  readonly parentKey: string;
  readonly childKey: string;
  readonly columns: readonly ColumnDraft[];
  /** The source column that time windows use; always empty for attributes. */
  readonly timeColumn: string;
}

export interface MasterDraft {
  readonly database: string;
  readonly table: string;
  readonly keyColumn: string;
  readonly filters: readonly FilterDraft[];
  readonly columns: readonly ColumnDraft[];
}

/** The state of the wizard's form. */
export interface Draft {
  readonly name: string;
  readonly description: string;
  /** The engine of all its tables. */
  readonly engine: QueryEngine;
  readonly master: MasterDraft;
  readonly attributes: readonly TableDraft[];
  readonly behaviors: readonly TableDraft[];
  readonly schedule: ScheduleDraft;
  readonly buildsNow: boolean;
}

export type JoinKind = 'attributes' | 'behaviors';

let lastKey = 0;

/** A number that no other item of a list has. */
export function newKey(): number {
  lastKey += 1;
  return lastKey;
}

export function findSource(
  sources: readonly SourceChoice[],
  { database, table }: { readonly database: string; readonly table: string },
): SourceChoice | undefined {
  return sources.find((source) => source.database === database && source.table === table);
}
