import { z } from 'zod';
import { audienceDatabase } from '../../../core/audience/audience-database.ts';
import type { Build } from '../../../core/audience/build.ts';
import { DATA_TYPES } from '../../../core/audience/data-type.ts';
import type { AttributeTable, ParentSegment, SegmentColumn } from '../../../core/audience/parent-segment.ts';
import { JOB_STATES } from '../../../core/job/job.ts';
import { QUERY_ENGINES } from '../../../core/job/query.ts';
import { errorText } from '../../error-text.ts';
import { scheduleObject, scheduleShape } from '../query.ts';
import { isoTime, isoTimeOrNull, registerShape, timestamp } from '../shape-registry.ts';

const count = z.int().nonnegative();
const source = z.object({ database: z.string(), table: z.string() });

const columnShape = registerShape(
  'SegmentColumn',
  z.object({
    column: z.string(),
    name: z.string(),
    /** If omitted, the type of the source column. */
    type: z.enum(DATA_TYPES).optional(),
    group: z.string().optional(),
  }),
);

const attributeTable = {
  name: z.string(),
  source,
  join: z.object({ parent_key: z.string(), child_key: z.string() }),
  columns: z.array(columnShape),
};

export const buildShape = registerShape(
  'Build',
  z.object({
    job_id: z.int(),
    status: z.enum(JOB_STATES),
    customers: count.nullable(),
    /** Rows of each behavior. */
    behaviors: z.record(z.string(), count),
    joins: z.array(
      z.object({ table: z.string(), matched: count, unmatched: count, duplicate_keys: count, customers: count }),
    ),
    filtered_out: count.nullable(),
    duplicate_master_keys: count.nullable(),
    missing_master_keys: count.nullable(),
    unreadable: z.array(z.object({ table: z.string(), column: z.string(), values: count })),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    created_at: timestamp,
    started_at: timestamp.nullable(),
    ended_at: timestamp.nullable(),
  }),
);

export function buildObject({ job, state, error, result, ...times }: Build): z.output<typeof buildShape> {
  return {
    job_id: job,
    status: state,
    customers: result?.customers ?? null,
    behaviors: { ...result?.behaviors },
    joins: (result?.joins ?? []).map(({ duplicateKeys: duplicate_keys, ...join }) => ({ ...join, duplicate_keys })),
    filtered_out: result?.filteredOut ?? null,
    duplicate_master_keys: result?.duplicateMasterKeys ?? null,
    missing_master_keys: result?.missingMasterKeys ?? null,
    unreadable: (result?.unreadable ?? []).map((source) => ({ ...source })),
    error: error && { code: error.code, message: errorText(error.code, error.params) },
    created_at: isoTime(times.createdAt),
    started_at: isoTimeOrNull(times.startedAt),
    ended_at: isoTimeOrNull(times.endedAt),
  };
}

export const parentSegmentShape = registerShape(
  'ParentSegment',
  z.object({
    id: z.int(),
    name: z.string(),
    description: z.string(),
    engine: z.enum(QUERY_ENGINES),
    timezone: z.string(),
    /** The database that its builds write. */
    database: z.string(),
    master: source.extend({
      key: z.string().nullable(),
      filters: z.array(z.object({ column: z.string(), values: z.array(z.string()) })),
      columns: z.array(columnShape),
    }),
    attributes: z.array(z.object(attributeTable)),
    behaviors: z.array(z.object({ ...attributeTable, time_column: z.string().nullable() })),
    /** Null if it is built only manually. */
    schedule: scheduleShape.nullable(),
    /** The build in use; null before the first successful build. */
    build: buildShape.nullable(),
    /** The newest build, even if it failed; null before the first one. */
    last_build: buildShape.nullable(),
    created_at: timestamp,
    updated_at: timestamp,
  }),
);

export function parentSegmentObject(
  { id, name, description, engine, timeZone, master, attributes, behaviors, schedule, ...times }: ParentSegment,
  { inUse, newest }: { readonly inUse: Build | undefined; readonly newest: Build | undefined },
): z.output<typeof parentSegmentShape> {
  const { database, table, key, filters, columns } = master;
  return {
    id,
    name,
    description,
    engine,
    timezone: timeZone,
    database: audienceDatabase(id),
    master: {
      database,
      table,
      key: key ?? null,
      columns: columns.map(columnObject),
      filters: filters.map(({ column, values }) => ({ column, values: [...values] })),
    },
    attributes: attributes.map(tableObject),
    behaviors: behaviors.map(({ timeColumn, ...table }) => ({
      ...tableObject(table),
      time_column: timeColumn ?? null,
    })),
    schedule: schedule && scheduleObject(schedule),
    build: inUse ? buildObject(inUse) : null,
    last_build: newest ? buildObject(newest) : null,
    created_at: isoTime(times.createdAt),
    updated_at: isoTime(times.updatedAt),
  };
}

function tableObject({ name, source, join, columns }: AttributeTable) {
  const keys = { parent_key: join.parentKey, child_key: join.childKey };
  return { name, source: { ...source }, join: keys, columns: columns.map(columnObject) };
}

function columnObject({ column, name, type, group }: SegmentColumn) {
  return { column, name, ...(type && { type }), ...(group !== undefined && { group }) };
}
