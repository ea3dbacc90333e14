/**
 * Columns after the columns of the file in the CSV of records that were not accepted. No field has such a name, so they
 * are ignored in an upload.
 */
export const ADDED_COLUMNS = ['_record', '_line', '_status', '_error_code', '_error_column', '_error_message'];

/**
 * Whether a column was added by the console. In a reuploaded CSV its values are outdated, and it must not appear twice.
 */
export function isAdded(name: string): boolean {
  return ADDED_COLUMNS.includes(name.toLowerCase());
}
