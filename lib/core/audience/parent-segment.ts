import { z } from 'zod';
import { QUERY_ENGINES, type QueryEngine } from '../job/query.ts';
import { type CronSchedule, timetableMembers } from '../schedule/schedule.ts';
import { nameInput } from '../text/name.ts';
import { firstUnprintable } from '../text/unprintable.ts';
import { behaviorTable } from './audience-database.ts';
import { DATA_TYPES, type DataType } from './data-type.ts';
import { fitsInQuery } from './rules/literals.ts';

/** A table that a build reads. */
export interface SourceTable {
  readonly database: string;
  readonly table: string;
}

/** A column of a source table, and what it is called in segments. */
export interface SegmentColumn {
  /** The column of the source table. */
  readonly column: string;
  readonly name: string;
  /** By default the type of the source column. */
  readonly type?: DataType | undefined;
  /** The heading under which editors list it. */
  readonly group?: string | undefined;
}

/** Rows of the two tables match if these columns have the same value. The members are named as in TD's YAML. */
export interface JoinKeys {
  /** A column of the master table. */
  readonly parentKey: string;
  /** A column of the joined table. */
  readonly childKey: string;
}

/** A table with at most one row for each customer. If several rows have the same key, the first one is used. */
export interface AttributeTable {
  readonly name: string;
  readonly source: SourceTable;
  readonly join: JoinKeys;
  readonly columns: readonly SegmentColumn[];
}

/** A table with any number of rows for each customer. */
export interface BehaviorTable extends AttributeTable {
  /** The name of the column that time windows use. */
  readonly timeColumn?: string | undefined;
}

/** Only rows of the master with one of these values become customers. */
export interface MasterFilter {
  readonly column: string;
  readonly values: readonly string[];
}

export interface MasterTable extends SourceTable {
  /** A column that identifies a row; a build counts its repeated and missing values. */
  readonly key?: string | undefined;
  readonly filters: readonly MasterFilter[];
  /** Columns with a name, type or group of their own. Columns that are not listed are attributes, too. */
  readonly columns: readonly SegmentColumn[];
}

/** The part of a parent segment that people define: which tables a build reads, and how it joins them. */
export interface ParentSegmentChoice {
  readonly name: string;
  readonly description: string;
  /** The engine that has all the tables. */
  readonly engine: QueryEngine;
  /** Where the days, weeks and months of segment rules begin. The schedule, if there is one, has the same time zone. */
  readonly timeZone: string;
  readonly master: MasterTable;
  readonly attributes: readonly AttributeTable[];
  readonly behaviors: readonly BehaviorTable[];
}

/** Customers with attributes and behaviors, from which segments choose. Times are milliseconds since 1970. */
export interface ParentSegment extends ParentSegmentChoice {
  readonly id: number;
  /** When it is built; null if it is only built manually. */
  readonly schedule: CronSchedule | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const MAX_FILTERS = 2;
const MAX_COLUMNS = 1000;
const MAX_TABLES = 100;
const MAX_VALUES = 100;
const MAX_TEXT = 1000;

const requiredText = (code: string) => z.string({ error: code }).trim().min(1, code).max(MAX_TEXT, 'input_too_long');
const columnName = requiredText('column_required').refine(
  (name) => firstUnprintable(name) === undefined,
  'column_unprintable',
);

const source = { database: requiredText('database_required'), table: requiredText('table_required') };

const segmentColumn = z
  .object({
    column: columnName,
    name: columnName.optional(),
    type: z.enum(DATA_TYPES).optional(),
    group: z.string().trim().max(MAX_TEXT, 'input_too_long').optional(),
  })
  .transform(({ name, ...column }) => ({ ...column, name: name ?? column.column }));

const columns = z.array(segmentColumn).max(MAX_COLUMNS, 'columns_too_many');

const joinedTable = {
  name: nameInput({ required: 'table_name_required', tooLong: 'table_name_too_long' }),
  source: z.object(source),
  join: z.object({ parentKey: columnName, childKey: columnName }),
  columns: columns.min(1, 'columns_required'),
};

const filter = z.object({
  column: columnName,
  values: z
    .array(z.string().max(MAX_TEXT, 'input_too_long').refine(fitsInQuery, 'input_malformed'))
    .min(1, 'filter_without_values')
    .max(MAX_VALUES, 'values_too_many'),
});

const master = z.object({
  ...source,
  key: columnName.optional(),
  filters: z.array(filter).max(MAX_FILTERS, 'filters_too_many').default([]),
  columns: columns.default([]),
});

const behavior = z.object({ ...joinedTable, timeColumn: columnName.optional() });

/** The members of the part that people define, as input. */
export const parentSegmentMembers = {
  // Paths of segments begin with this name and separate names with slashes.
  name: nameInput({ required: 'parent_segment_name_required', tooLong: 'parent_segment_name_too_long' }).refine(
    (name) => !name.includes('/'),
    'name_with_slash',
  ),
  description: z.string().trim().max(MAX_TEXT, 'input_too_long').default(''),
  engine: z.enum(QUERY_ENGINES).default('duckdb'),
  timeZone: timetableMembers.timeZone.default('UTC'),
  master,
  attributes: z.array(z.object(joinedTable)).max(MAX_TABLES, 'tables_too_many').default([]),
  behaviors: z.array(behavior).max(MAX_TABLES, 'tables_too_many').default([]),
};

/** Shared by the form, the action, the command line and the API. */
export const parentSegmentInput = z.object(parentSegmentMembers).superRefine(({ attributes, behaviors }, context) => {
  forEachRepeat(
    attributes.map(({ name }) => name),
    (index, name) =>
      context.addIssue({
        code: 'custom',
        message: 'table_name_taken',
        params: { name },
        path: ['attributes', index, 'name'],
      }),
  );
  forEachRepeat(
    behaviors.map(({ name }) => behaviorTable(name)),
    (index, table) =>
      context.addIssue({
        code: 'custom',
        message: 'behavior_table_taken',
        params: { table },
        path: ['behaviors', index, 'name'],
      }),
  );
}) satisfies z.ZodType<ParentSegmentChoice>;

function forEachRepeat(names: readonly string[], report: (index: number, name: string) => void): void {
  for (const [index, name] of names.entries()) if (names.indexOf(name) < index) report(index, name);
}
