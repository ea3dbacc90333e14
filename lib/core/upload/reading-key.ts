import type { Upload } from './upload.ts';

/** What decides which values a file has, and in which columns. */
export type ReadingOfFile = Pick<
  Upload,
  'id' | 'encoding' | 'format' | 'delimiter' | 'headerRow' | 'header' | 'workbook'
>;

/**
 * Differs whenever a file is read in another way. Data fetched from a file is cached under this key, not under the ID
 * alone.
 */
export function readingKey(file: ReadingOfFile): readonly unknown[] {
  const { id, encoding, format, delimiter, headerRow, header, workbook } = file;
  return [id, encoding, format, delimiter, headerRow, workbook?.sheet ?? null, header];
}
