import { dataTypeOf } from '#lib/core/audience/data-type.ts';
import type {
  AttributeTable,
  BehaviorTable,
  ParentSegmentChoice,
  SegmentColumn,
} from '#lib/core/audience/parent-segment.ts';
import type { ColumnDraft, Draft, MasterDraft, TableDraft } from './draft.ts';

/** What the form would save; it may be invalid. */
export function choiceOf(draft: Draft): ParentSegmentChoice {
  const { name, description, engine, master, attributes, behaviors } = draft;
  const { database, table, keyColumn } = master;
  return {
    ...{ name, description, engine },
    master: {
      ...{ database, table, key: keyColumn, filters: filtersOf(master) },
      columns: master.columns.filter(isChanged).map(columnOf),
    },
    attributes: attributes.map(attributeOf),
    behaviors: behaviors.map(behaviorOf),
  };
}

export function filtersOf({ filters }: MasterDraft) {
  return filters.map(({ column, values }) => ({ column, values }));
}

/** In the order of the table. */
export function usedColumns({ columns }: Pick<TableDraft, 'columns'>): readonly ColumnDraft[] {
  return columns.filter(({ isUsed }) => isUsed);
}

function attributeOf({ name, database, table, parentKey, childKey, ...rest }: TableDraft): AttributeTable {
  return { name, source: { database, table }, join: { parentKey, childKey }, columns: usedColumns(rest).map(columnOf) };
}

function behaviorOf(draft: TableDraft): BehaviorTable {
  const timeColumn = usedColumns(draft).find(({ column }) => column === draft.timeColumn)?.name;
  return { ...attributeOf(draft), ...(timeColumn !== undefined && { timeColumn }) };
}

/** Columns of the master are listed only if they differ from the table's. */
export function isChanged({ column, name, type, sourceType, group }: ColumnDraft): boolean {
  return name !== column || type !== dataTypeOf(sourceType) || group.trim() !== '';
}

function columnOf({ column, name, type, sourceType, group }: ColumnDraft): SegmentColumn {
  return {
    ...{ column, name },
    ...(type !== dataTypeOf(sourceType) && { type }),
    ...(group.trim() !== '' && { group: group.trim() }),
  };
}
