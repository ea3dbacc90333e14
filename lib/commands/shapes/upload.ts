import { z } from 'zod';
import type { Upload } from '../../core/upload/upload.ts';
import type { WorkbookReading } from '../../core/upload/workbook.ts';
import { isoTime, isoTimeOrNull, registerShape, timestamp } from './shape-registry.ts';

/**
 * How a sheet of a workbook was read. Hidden rows and columns are included; cells with errors or without a result are
 * empty.
 */
export const workbookShape = z.object({
  sheet: z.string(),
  sheets: z.array(z.string()),
  calendar: z.int(),
  hidden_rows: z.int(),
  hidden_columns: z.array(z.int()),
  error_cells: z.int(),
  uncomputed_cells: z.int(),
});

export const uploadShape = registerShape(
  'Upload',
  z.object({
    id: z.int(),
    name: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    encoding: z.string(),
    delimiter: z.string(),
    compressed: z.boolean(),
    workbook: workbookShape.nullable(),
    header: z.array(z.string()),
    created_at: timestamp,
    deleted_at: timestamp.nullable(),
    deleted_because: z.enum(['retention', 'requested']).nullable(),
  }),
);

/** A file as scripts see it, without its location on disk. */
export function uploadObject(upload: Upload): z.output<typeof uploadShape> {
  const { id, name, bytes, sha256, encoding, delimiter, compressed, header, createdAt, deleted } = upload;
  return {
    id,
    name,
    bytes,
    sha256,
    encoding,
    delimiter,
    compressed,
    header: [...header],
    workbook: upload.workbook && workbookObject(upload.workbook),
    created_at: isoTime(createdAt),
    deleted_at: isoTimeOrNull(deleted?.at ?? null),
    deleted_because: deleted?.because ?? null,
  };
}

export function workbookObject(reading: WorkbookReading): z.output<typeof workbookShape> {
  const { sheet, sheets, calendar, hiddenRows, hiddenColumns, errorCells, uncomputedCells } = reading;
  return {
    sheet,
    sheets: sheets.map(({ name }) => name),
    calendar,
    hidden_columns: [...hiddenColumns],
    hidden_rows: hiddenRows,
    error_cells: errorCells,
    uncomputed_cells: uncomputedCells,
  };
}
