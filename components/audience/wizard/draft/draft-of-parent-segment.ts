import { dataTypeOf } from '#lib/core/audience/data-type.ts';
import type { BehaviorTable, ParentSegment, SegmentColumn } from '#lib/core/audience/parent-segment.ts';
import type { QueryColumn, QueryEngine } from '#lib/core/job/query.ts';
import { type ColumnDraft, type Draft, findSource, newKey, type SourceChoice, type TableDraft } from './draft.ts';
import { columnDraft } from './new-table.ts';
import { initialSchedule, scheduleDraftOf } from './schedule-draft.ts';

/** The form of a new parent segment. */
export function newDraft(engine: QueryEngine): Draft {
  return {
    ...draftWithoutTables(engine),
    name: '',
    description: '',
    schedule: initialSchedule(),
    buildsNow: true,
  };
}

/** The parts of a draft that depend on the engine, with no tables chosen. */
export function draftWithoutTables(engine: QueryEngine): Pick<Draft, 'engine' | 'master' | 'attributes' | 'behaviors'> {
  const master = { database: '', table: '', keyColumn: '', filters: [], columns: [] };
  return { engine, master, attributes: [], behaviors: [] };
}

/**
 * The form of an existing parent segment. Columns that joined tables lost stay in it, so that their error is visible.
 */
export function draftOf(parentSegment: ParentSegment, sources: readonly SourceChoice[]): Draft {
  const { name, description, engine, master, attributes, behaviors } = parentSegment;
  const { database, table, key = '' } = master;
  const source = findSource(sources, master);
  // If the master table's columns are loaded, those that it lost are dropped: the attributes are all that it still has.
  const columns = columnsOf(master.columns, source).filter(
    ({ sourceType }) => sourceType !== '' || source?.columns === null,
  );
  return {
    name,
    description,
    engine,
    master: {
      database,
      table,
      keyColumn: key,
      filters: master.filters.map((filter) => ({ ...filter, key: newKey() })),
      columns: columns.map((column) => ({ ...column, isUsed: true })),
    },
    attributes: attributes.map((attributeTable) => tableOf(attributeTable, sources)),
    behaviors: behaviors.map((behaviorTable) => tableOf(behaviorTable, sources)),
    schedule: scheduleDraftOf(parentSegment),
    buildsNow: false,
  };
}

function tableOf(
  { name, source, join, columns, timeColumn }: BehaviorTable,
  sources: readonly SourceChoice[],
): TableDraft {
  const sourceTimeColumn = columns.find((column) => column.name === timeColumn)?.column ?? '';
  return {
    key: newKey(),
    name,
    database: source.database,
    table: source.table,
    parentKey: join.parentKey,
    childKey: join.childKey,
    columns: columnsOf(columns, findSource(sources, source)),
    timeColumn: sourceTimeColumn,
  };
}

function columnsOf(savedColumns: readonly SegmentColumn[], source: SourceChoice | undefined): readonly ColumnDraft[] {
  // A column may be used twice, under two names.
  const savedByColumn = Map.groupBy(savedColumns, ({ column }) => column);
  const present = source?.columns ?? [];
  const lost = savedColumns.filter(({ column }) => !present.some(({ name }) => name === column));
  const shown = present.flatMap((column) =>
    (savedByColumn.get(column.name) ?? [undefined]).map((saved) => mergeColumn(column, saved)),
  );
  return [...shown, ...lost.map(lostColumn)];
}

/** The draft of a table's column. A saved column without a type has the type of its source. */
function mergeColumn(column: QueryColumn, saved: SegmentColumn | undefined): ColumnDraft {
  const suggested = columnDraft(column);
  if (!saved) return { ...suggested, type: dataTypeOf(column.type), isUsed: false };
  const { name, type = dataTypeOf(column.type), group = '' } = saved;
  return { ...suggested, name, type, group, isUsed: true };
}

function lostColumn({ column, name, type, group = '' }: SegmentColumn): ColumnDraft {
  return {
    column,
    sourceType: '',
    isUsed: true,
    name,
    group,
    type: type ?? 'string',
    isTypeStored: type !== undefined,
  };
}
