/** What is added behind a file's own columns where its records are given back. Sent again, they are ignored: no field has such a name. */
export const ADDED_COLUMNS = ['_record', '_line', '_status', '_error_code', '_error_column', '_error_message'];

/** Of a rejected CSV that is sent again: what they said is out of date, and a column may not stand there twice. */
export function isAdded(name: string): boolean {
  return ADDED_COLUMNS.includes(name.toLowerCase());
}
