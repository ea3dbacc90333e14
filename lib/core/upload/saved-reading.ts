import { z } from 'zod';
import { DELIMITERS, NO_HEADER_ROW } from './file-format.ts';
import { sheetName } from './upload-input.ts';

/**
 * How the file of a saved mapping was read, except for what is detected in each file. The number of the header row is
 * not kept, because the header is found by its names.
 */
const savedReading = z.object({
  /** Absent for UTF-8, for a workbook, and if a byte order mark states the encoding. */
  encoding: z.string().max(40).optional(),
  /** The sheet to read. Set only for a workbook with several sheets. */
  sheet: sheetName.optional(),
  /** Set only if another delimiter would be detected. */
  delimiter: z.enum(DELIMITERS).optional(),
  /** Set only for a file without a header, whose columns are numbered. */
  headerRow: z.literal(NO_HEADER_ROW).optional(),
  /** Columns with the same name are numbered instead of refused. */
  numbersDuplicates: z.literal(true).optional(),
});

export type SavedReading = z.output<typeof savedReading>;

/** Whether two files would be read the same way. */
export function isSameReading(a: SavedReading, b: SavedReading): boolean {
  return savedReading.keyof().options.every((key) => a[key] === b[key]);
}
