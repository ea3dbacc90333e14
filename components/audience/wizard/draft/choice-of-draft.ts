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
  const { name, description, engine, master, attributes, behaviors, schedule } = draft;
  const { database, table, keyColumn } = master;
  return {
    name,
    description,
    engine,
    timeZone: schedule.timeZone,
    master: {
      database,
      table,
      key: keyColumn,
      filters: filtersOf(master),
      columns: master.columns.filter(differsFromDefault).map(columnOf),
    },
    attributes: attributes.map(attributeOf),
    behaviors: behaviors.map(behaviorOf),
  };
}

export function filtersOf({ filters }: MasterDraft) {
  return filters.map(({ column, values }) => ({ column, values }));
}

/** The used columns, in the order of the table. */
export function usedColumns({ columns }: Pick<TableDraft, 'columns'>): readonly ColumnDraft[] {
  return columns.filter(({ isUsed }) => isUsed);
}

/** How many attributes customers will have. */
export function countAttributes({ master, attributes }: Pick<Draft, 'master' | 'attributes'>): number {
  return master.columns.length + attributes.flatMap(usedColumns).length;
}

function attributeOf(draft: TableDraft): AttributeTable {
  const { name, database, table, parentKey, childKey } = draft;
  return {
    name,
    source: { database, table },
    join: { parentKey, childKey },
    columns: usedColumns(draft).map(columnOf),
  };
}

function behaviorOf(draft: TableDraft): BehaviorTable {
  const timeColumn = usedColumns(draft).find(({ column }) => column === draft.timeColumn)?.name;
  return { ...attributeOf(draft), ...(timeColumn !== undefined && { timeColumn }) };
}

/** Whether a column's name, type or group differs from the default. Of a master table, only such columns are saved. */
export function differsFromDefault(draft: ColumnDraft): boolean {
  const { column, name, group } = draft;
  return name !== column || hasOwnType(draft) || group.trim() !== '';
}

function hasOwnType({ type, sourceType, isTypeStored = false }: ColumnDraft): boolean {
  return isTypeStored || type !== dataTypeOf(sourceType);
}

function columnOf(draft: ColumnDraft): SegmentColumn {
  const { column, name, type, group } = draft;
  return {
    column,
    name,
    ...(hasOwnType(draft) && { type }),
    ...(group.trim() !== '' && { group: group.trim() }),
  };
}
