import { z } from 'zod';
import type { DatabaseSummary, TableSummary } from '../../core/query/workbench.ts';
import { isoTime, isoTimeOrNull, moment, named } from './named.ts';

export const databaseShape = named(
  'Database',
  z.object({
    name: z.string(),
    tables: z.int(),
    records: z.int(),
    bytes: z.int(),
    /** Null for one without tables. */
    updated_at: moment.nullable(),
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

/** A column, with its type in the engine's words. */
export const columnShape = z.object({ name: z.string(), type: z.string() });

export const tableShape = named(
  'Table',
  z.object({
    name: z.string(),
    columns: z.array(columnShape),
    records: z.int(),
    bytes: z.int(),
    updated_at: moment,
  }),
);

export function tableObject({ updatedAt, columns, ...rest }: TableSummary): z.output<typeof tableShape> {
  return { ...rest, columns: columns.map((column) => ({ ...column })), updated_at: isoTime(updatedAt) };
}
