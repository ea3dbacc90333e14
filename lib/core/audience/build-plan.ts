import { UserError } from '../errors.ts';
import type { QueryColumn } from '../job/query.ts';
import { behaviorTable, CUSTOMER_ID, CUSTOMERS } from './audience-database.ts';
import { type DataType, dataTypeOf } from './data-type.ts';
import type {
  AttributeTable,
  BehaviorTable,
  JoinKeys,
  MasterFilter,
  ParentSegmentChoice,
  SegmentColumn,
  SourceTable,
} from './parent-segment.ts';
import { sourceKey } from './source-tables.ts';

export interface BuildColumn {
  /** The column of the source table. */
  readonly column: string;
  /** The engine's name for the type of the source column. */
  readonly sourceType: string;
  readonly name: string;
  readonly type: DataType;
  /** The heading under which editors list it. */
  readonly group: string;
}

/** An attribute table or a behavior table, which is joined to the master table. */
export interface BuildJoin {
  /** The name that a person gave the table. */
  readonly name: string;
  readonly source: SourceTable;
  readonly keys: JoinKeys;
  /** The engine's names for the types of the keys. */
  readonly keyTypes: JoinKeys;
  readonly columns: readonly BuildColumn[];
}

export interface BuildBehavior extends BuildJoin {
  /** The name of its table in the build. */
  readonly table: string;
  readonly timeColumn: string | null;
}

/** What a build reads and writes: every column exists, and every name is used once in its table. */
export interface BuildPlan {
  readonly master: {
    readonly source: SourceTable;
    readonly key: string | null;
    readonly filters: readonly MasterFilter[];
    readonly columns: readonly BuildColumn[];
  };
  readonly attributes: readonly BuildJoin[];
  readonly behaviors: readonly BuildBehavior[];
}

/** The columns of a source table. Throws UserError `database_unknown` or `table_unknown`. */
export type ColumnsOf = (source: SourceTable) => readonly QueryColumn[];

/**
 * Resolves a parent segment against its tables. Throws UserErrors: `source_column_unknown` for a column that a table
 * lacks, `time_column_unknown` for a time column that is not a timestamp of its behavior, and `segment_column_taken`
 * for a name that a table of the build has twice, ignoring case. Also throws as `columnsOf` does.
 */
export function planBuild(choice: ParentSegmentChoice, columnsOf: ColumnsOf): BuildPlan {
  const { master, attributes, behaviors } = choice;
  const masterSource = sourceColumns(master, columnsOf);
  // Refuses columns that the table lacks.
  if (master.key !== undefined) masterSource.typeOf(master.key);
  for (const { column } of master.filters) masterSource.typeOf(column);
  const plan: BuildPlan = {
    master: {
      source: sourceOf(master),
      key: master.key ?? null,
      filters: master.filters,
      columns: masterColumns(master.columns, masterSource),
    },
    attributes: attributes.map((table) => planJoin(table, masterSource, columnsOf)),
    behaviors: behaviors.map((table) => planBehavior(table, masterSource, columnsOf)),
  };
  refuseRepeatedNames(CUSTOMERS, [...plan.master.columns, ...plan.attributes.flatMap((join) => join.columns)]);
  for (const { table, columns } of plan.behaviors) refuseRepeatedNames(table, columns);
  return plan;
}

interface SourceColumns {
  readonly all: readonly QueryColumn[];
  /** Throws UserError `source_column_unknown`. */
  typeOf(column: string): string;
}

function sourceOf({ database, table }: SourceTable): SourceTable {
  return { database, table };
}

function sourceColumns(source: SourceTable, columnsOf: ColumnsOf): SourceColumns {
  const all = columnsOf(sourceOf(source));
  const types = new Map(all.map(({ name, type }) => [name, type]));
  return {
    all,
    typeOf(column) {
      const type = types.get(column);
      if (type === undefined) throw new UserError('source_column_unknown', { column, table: sourceKey(source) });
      return type;
    },
  };
}

/** All columns of the master table in its order; listed columns have the name, type and group given in the list. */
function masterColumns(listed: readonly SegmentColumn[], source: SourceColumns): readonly BuildColumn[] {
  const byColumn = new Map(listed.map((column) => [column.column, column]));
  for (const { column } of listed) source.typeOf(column);
  return source.all.map(({ name }) => planColumn(byColumn.get(name) ?? { column: name, name }, source, ''));
}

function planColumn(
  { column, name, type, group }: SegmentColumn,
  source: SourceColumns,
  defaultGroup: string,
): BuildColumn {
  const sourceType = source.typeOf(column);
  return { column, sourceType, name, type: type ?? dataTypeOf(sourceType), group: group ?? defaultGroup };
}

function planJoin(
  { name, source, join, columns }: AttributeTable,
  masterSource: SourceColumns,
  columnsOf: ColumnsOf,
): BuildJoin {
  const joinedSource = sourceColumns(source, columnsOf);
  return {
    name,
    source: sourceOf(source),
    keys: join,
    keyTypes: { parentKey: masterSource.typeOf(join.parentKey), childKey: joinedSource.typeOf(join.childKey) },
    columns: columns.map((column) => planColumn(column, joinedSource, name)),
  };
}

function planBehavior(behavior: BehaviorTable, masterSource: SourceColumns, columnsOf: ColumnsOf): BuildBehavior {
  const join = planJoin(behavior, masterSource, columnsOf);
  const { timeColumn = null } = behavior;
  if (timeColumn !== null && !join.columns.some(({ name, type }) => name === timeColumn && type === 'timestamp'))
    throw new UserError('time_column_unknown', { column: timeColumn, table: behavior.name });
  return { ...join, table: behaviorTable(behavior.name), timeColumn };
}

/** Compares names without case, as the engine does. Every table already has the customer's ID. */
function refuseRepeatedNames(table: string, columns: readonly BuildColumn[]): void {
  const used = new Set([CUSTOMER_ID]);
  for (const { name } of columns) {
    if (used.has(name.toLowerCase())) throw new UserError('segment_column_taken', { column: name, table });
    used.add(name.toLowerCase());
  }
}
