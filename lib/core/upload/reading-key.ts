import type { Upload } from './upload.ts';

/** What decides which values a file has, and in which columns. */
export type ReadingOfFile = Pick<
  Upload,
  'id' | 'encoding' | 'format' | 'delimiter' | 'headerRow' | 'header' | 'workbook'
>;

/**
 * The key under which data of a file is cached. It differs whenever the file is read in another way, which the ID alone
 * would not show.
 */
export function readingKey(file: ReadingOfFile): readonly unknown[] {
  const { id, encoding, format, delimiter, headerRow, header, workbook } = file;
  return [id, encoding, format, delimiter, headerRow, workbook?.sheet ?? null, header];
}
