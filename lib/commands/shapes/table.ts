import { z } from 'zod';
import type { DatabaseSummary, RecordSample, TableSummary } from '../../core/query/workbench.ts';
import { isoTime, isoTimeOrNull, registerShape, timestamp } from './shape-registry.ts';

export const databaseShape = registerShape(
  'Database',
  z.object({
    name: z.string(),
    tables: z.int(),
    records: z.int(),
    bytes: z.int(),
    /** Null if the database has no tables. */
    updated_at: timestamp.nullable(),
  }),
);

export function databaseObject({
  name,
  tables,
  records,
  bytes,
  updatedAt,
}: Omit<DatabaseSummary, 'createdAt'>): z.output<typeof databaseShape> {
  return { name, tables, records, bytes, updated_at: isoTimeOrNull(updatedAt) };
}

/** A column, with the engine's name for its type. */
const columnShape = z.object({ name: z.string(), type: z.string() });

/** The first records of a table or segment, as text. */
export const recordSampleShape = registerShape(
  'TableRecords',
  z.object({ columns: z.array(columnShape), records: z.array(z.array(z.string().nullable())) }),
);

export function sampleObject({ columns, records }: RecordSample): z.output<typeof recordSampleShape> {
  return { columns: columns.map((column) => ({ ...column })), records: records.map((record) => [...record]) };
}

export const tableShape = registerShape(
  'Table',
  z.object({
    name: z.string(),
    columns: z.array(columnShape),
    records: z.int(),
    bytes: z.int(),
    updated_at: timestamp,
  }),
);

export function tableObject({ updatedAt, columns, ...otherMembers }: TableSummary): z.output<typeof tableShape> {
  return { ...otherMembers, columns: columns.map((column) => ({ ...column })), updated_at: isoTime(updatedAt) };
}
