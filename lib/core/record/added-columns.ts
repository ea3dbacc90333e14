/**
 * Columns that follow those of the file in a CSV of records that were not accepted. No field has such a name, so that
 * an upload of the CSV ignores them.
 */
export const ADDED_COLUMNS = ['_record', '_line', '_status', '_error_code', '_error_column', '_error_message'];

/**
 * Whether a column was added by the console. In a reuploaded CSV its values are outdated, and it must not appear twice.
 */
export function isAdded(name: string): boolean {
  return ADDED_COLUMNS.includes(name.toLowerCase());
}
